import { fieldPath } from "./field-path";
import type { JsonScanner } from "./json-scan";
import type { TimeReader } from "./time-text";

/**
 * Where a line of JSON holds its time, by default; the first that is there and can be read counts.
 * The names are those of common loggers, and of AWS's own records.
 */
export const defaultTimeFields: readonly string[] = [
  "$.timestamp",
  "$['@timestamp']",
  "$.time",
  "$.ts",
  "$.eventTime",
  "$.event_time",
  "$.datetime",
  "$.date_time",
  "$.asctime",
  "$.date",
  "$.t",
  "$.t['$date']",
  "$.Timestamp",
  "$.Time",
  "$['@t']",
  "$.timeMillis",
  "$.time_iso8601",
  "$.time_local",
  "$.requestTimeEpoch",
  "$.requestTime",
  "$.start_time",
  "$._aws.Timestamp",
  // Route 53 Resolver, Step Functions and Network Firewall, SNS delivery status, Kubernetes audit, log4j2's JsonLayout (whole seconds).
  "$.query_timestamp",
  "$.event_timestamp",
  "$.notification.timestamp",
  "$.stageTimestamp",
  "$.requestReceivedTimestamp",
  "$.instant.epochSecond",
  "$.timestamp.seconds",
  "$.eventTimestamp",
  "$.startTime",
  "$.lastTimestamp",
];

/** @throws Error for a selector that cannot be read */
export function timePaths(selectors: readonly string[] = defaultTimeFields) {
  return selectors.map(fieldPath);
}

/** The time in the first fields of what the scanner found; of `count` wanted values that are times. */
export function scannedTime(
  scanner: JsonScanner,
  bytes: Buffer,
  count: number,
  reader: TimeReader,
): number | undefined {
  for (let field = scanner.first; field < count; field++) {
    const start = scanner.starts[field] ?? -1;
    if (start < 0) continue;
    const end = scanner.ends[field] ?? 0;
    const at =
      bytes[start] === QUOTE
        ? reader.wholeOf(bytes, start + 1, end - 1)
        : reader.number(bytes.toString("latin1", start, end));
    if (at !== undefined) return at;
  }
  return undefined;
}

const QUOTE = 0x22;
