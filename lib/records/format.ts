import { csvHeader } from "./decode-csv";
import { beginsExported } from "./decode-export";
import { criPiece, objectOf } from "./decode-container";
import { jsonPrefix } from "./json-prefix";
import { isStoredEvent, isWrapper } from "./unwrap";

/**
 * What a source holds.
 *
 * - `ndjson`: one JSON object per line; other lines are events as well, and problems.
 * - `text`: each line is an event. JSON lines have their time in a field, as in `ndjson`.
 * - `json`: documents of AWS that hold events, one or many, over any number of lines: pages of `aws logs filter-log-events`
 *   and `get-log-events`, and their events by themselves, one a line; results of Logs Insights; records of a subscription
 *   (also as Lambda, Firehose and Kinesis hand them on); files of CloudTrail; and arrays of, or pretty-printed, log lines.
 * - `csv`: tables that CloudWatch's console downloads, of Logs Insights (`@timestamp,@message`) or of log events
 *   (`timestamp,message`); a row is an event, and may have line breaks in quotes.
 * - `export`: an export of CloudWatch Logs to S3.
 * - `docker`: Docker's json-file driver; `cri`: containerd and CRI-O, below /var/log/pods.
 * - `journald`: `journalctl --output=json`.
 */
export type LogFormat = "ndjson" | "text" | "json" | "csv" | "export" | "docker" | "cri" | "journald";

/** All formats, for help and checks. */
export const logFormats: readonly LogFormat[] = [
  "ndjson",
  "text",
  "json",
  "csv",
  "export",
  "docker",
  "cri",
  "journald",
];

export interface Detected {
  readonly format: LogFormat;
  /** Why another format is possible; undefined if none is. */
  readonly doubt: string | undefined;
}

/** Bytes at the beginning of a source that its format is detected from. */
export const DETECTION_BYTES = 64 * 1024;

const LINES = 100;

/**
 * Detects the format from the beginning of a source.
 *
 * @param isWhole whether the source has no more than `head`
 */
export function detectFormat(head: Buffer, isWhole: boolean): Detected {
  const text = head.toString("utf8").replace(/^\ufeff/, "");
  const lines = text.split(/\r?\n/, LINES + 1);
  // The last line may go on after the head.
  const hasCutLine = !isWhole && lines.length <= LINES;
  const whole = (hasCutLine ? lines.slice(0, -1) : lines.slice(0, LINES)).filter((line) => line.trim() !== "");
  const first = whole[0] ?? lines.find((line) => line.trim() !== "") ?? "";

  if (/^\s*[{[]/.test(first)) {
    const value = jsonPrefix(text);
    if (isWrapper(value)) return certain("json");
    if (Array.isArray(value) && /^\s*\[\s*(?:[{[]|\]\s*$)/.test(text)) return certain("json");
  }
  const header = csvHeader(first);
  if (header !== undefined) return table(header, whole.slice(1));
  const objects = whole.map(objectOf).filter((object) => object !== undefined);
  const [object] = objects;
  if (object !== undefined && objects.length * 2 >= whole.length) {
    if (isDocker(object)) return certain("docker");
    // Among documents, a line of another kind would be lost: then all lines stay lines.
    if (objects.length === whole.length && objects.every(isStoredEvent)) return certain("json");
    if ("__REALTIME_TIMESTAMP" in object && "MESSAGE" in object) return certain("journald");
    return certain("ndjson");
  }
  if (criPiece(first) !== undefined) return certain("cri");
  const bytes = Buffer.from(first);
  if (beginsExported(bytes, 0, bytes.length)) return exported(whole.length > 0 ? whole : [first]);
  if (object === undefined && /^\s*\{/.test(first)) {
    // Several lines that together are one object: pretty-printed. A single line: NDJSON whose end is not in the head.
    const isSpread = whole.length > 1 && Object.keys(jsonPrefix(text) ?? {}).length > 0;
    const opened = whole.filter((line) => line.startsWith("{")).length;
    if (isSpread && opened * 2 < whole.length) return certain("json");
    if (opened * 2 >= whole.length) return certain("ndjson");
  }
  return certain("text");
}

function certain(format: LogFormat): Detected {
  return { format, doubt: undefined };
}

/** Docker's own lines; what Fluent Bit sends to CloudWatch has more fields, and is a JSON event by itself. */
function isDocker(object: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof object.log === "string" &&
    typeof object.time === "string" &&
    Object.keys(object).every((key) => ["log", "stream", "time", "attrs"].includes(key))
  );
}

function table(header: "insights" | "events", rows: readonly string[]): Detected {
  // The console writes milliseconds.
  const isSure = header === "insights" || rows.some((row) => /(?:^|,)"?\d{13}"?(?:,|$)/.test(row));
  const doubt = isSure
    ? undefined
    : "its first line names columns of events: it is read as a table of events, and not as lines of an application";
  return { format: "csv", doubt };
}

function exported(lines: readonly string[]): Detected {
  // Applications do not write a time before a Lambda platform line, a JSON object, or another time.
  const isSure = lines.some((line) =>
    /^.{24} (?:\{.*\}\s*$|START RequestId|END RequestId|REPORT RequestId|INIT_START|\[?\d{4}-\d\d-\d\d[T ]\d\d:)/.test(
      line,
    ),
  );
  const doubt = isSure
    ? undefined
    : "each line begins with a time as in CloudWatch's export to S3: it is read as the event's time, not as part of its message";
  return { format: "export", doubt };
}
