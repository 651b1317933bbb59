import { gunzipSync } from "node:zlib";
import { isRecord } from "../base";
import { isJournalEntry, messageOfEntry, timeOfEntry } from "./journal-entry";

/** Keys whose arrays hold the events of a document. */
export type Container = "events" | "logEvents" | "Records" | "results";

/** Fields of a document other than its events. */
export type Header = Readonly<Record<string, unknown>>;

/** What an element of a document turned out to be. */
export type Unwrapped =
  | {
      readonly kind: "event";
      readonly text: string;
      /** Milliseconds, or a text or number to be read; undefined: there is none. */
      readonly at: number | string | undefined;
      readonly logGroup: string | undefined;
    }
  /** A document inside the element: its JSON. */
  | { readonly kind: "document"; readonly json: Buffer }
  /** A log line by itself. */
  | { readonly kind: "line" }
  | { readonly kind: "none"; readonly why: string };

/** Bytes that a compressed payload may grow to; Lambda's own is 6 MB compressed. */
const MAX_PAYLOAD = 256 * 1024 * 1024;

/** The last moment that a JavaScript date can hold. */
const LATEST = 8.64e15;

export function isContainer(key: string): key is Container {
  return key === "events" || key === "logEvents" || key === "Records" || key === "results";
}

/** Whether the beginning of a document holds events; an application's own line may have such keys as well. */
export function isWrapper(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (isPayload(value) || isFirehose(value)) return true;
  for (const [key, list] of Object.entries(value)) {
    if (!isContainer(key) || !Array.isArray(list)) continue;
    const [first] = list as unknown[];
    if (first === undefined) return Object.keys(value).every((name) => PAGE_KEYS.has(name));
    if (key === "results") return Array.isArray(first) && isField(first[0]);
    if (!isRecord(first)) return false;
    if (key === "Records") return isTrail(first) || isKinesis(first) || isStreamed(first);
    return typeof first.timestamp === "number";
  }
  return value.messageType === "CONTROL_MESSAGE" || value.messageType === "DATA_MESSAGE";
}

const PAGE_KEYS = new Set(
  (
    "events searchedLogStreams nextToken nextForwardToken nextBackwardToken Records results statistics status queryLanguage " +
    "encryptionKey messageType owner logGroup logStream subscriptionFilters logEvents"
  ).split(" "),
);

/**
 * What an element of a document is, by its shape.
 *
 * @param container key of the array that holds it; undefined in an array at the root, or for a document by itself
 */
export function unwrap(value: unknown, container: Container | undefined, header: Header): Unwrapped {
  if (Array.isArray(value)) return insightsRow(value);
  if (!isRecord(value)) return none("neither an object nor a row");
  if (container === "Records" || container === undefined) {
    if (isKinesis(value)) return payload(value.kinesis.data);
    if (container === "Records" && isStreamed(value)) return payload(value.Data);
    if (container === "Records" || isTrail(value)) return trail(value);
  }
  if (container === undefined && isPayload(value)) return payload(value.awslogs.data);
  if (container === undefined && isFirehose(value))
    return inner(value.records.map(({ data }) => ({ awslogs: { data } })));
  // As jq -s gathers the answers of several calls.
  if (container === undefined && isPage(value)) return inner(value);
  if (typeof value["@message"] === "string" || isRecord(value["@message"])) return insights(value);
  if (container === undefined && isJournalEntry(value)) return journalEntry(value);
  if (container === undefined && !isEvent(value)) return { kind: "line" };
  if (typeof value.message !== "string") return none('without the text "message"');
  const at = value.timestamp;
  const logGroup = header.logGroup;
  return {
    kind: "event",
    text: value.message,
    at: typeof at === "number" && at > 0 && at <= LATEST ? Math.floor(at) : undefined,
    logGroup: typeof logGroup === "string" ? logGroup : undefined,
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function none(why: string): Unwrapped {
  return { kind: "none", why };
}

/** An event of CloudWatch Logs, and not an application's line that has a timestamp and a message. */
function isEvent(value: JsonObject): boolean {
  return (
    typeof value.timestamp === "number" &&
    typeof value.message === "string" &&
    Object.keys(value).every((key) =>
      ["timestamp", "message", "ingestionTime", "eventId", "id", "logStreamName"].includes(key),
    ) &&
    Object.keys(value).length > 2
  );
}

/**
 * An event as `aws logs filter-log-events` and `get-log-events` answer with it, on a line by itself. An application's own line
 * may also have a timestamp and a message: the fields that only CloudWatch Logs adds must be there, and no others.
 */
export function isStoredEvent(value: JsonObject): boolean {
  const { timestamp, message, ingestionTime, eventId } = value;
  return (
    isMilliseconds(timestamp) &&
    typeof message === "string" &&
    (isMilliseconds(ingestionTime) || (typeof eventId === "string" && /^\d{20,}$/.test(eventId))) &&
    Object.keys(value).every((key) => STORED_KEYS.has(key))
  );
}

/** What an event of an answer has. */
export const STORED_KEYS = new Set(["timestamp", "message", "ingestionTime", "eventId", "logStreamName"]);

/** A whole number of milliseconds, and not of another unit: 1973 to 5138. */
function isMilliseconds(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 1e11 && Number(value) < 1e14;
}

/** A record of CloudTrail; the Records of S3, SQS and SNS notifications have other sources. */
function isTrail(value: JsonObject): boolean {
  return typeof value.eventTime === "string" && String(value.eventSource).endsWith(".amazonaws.com");
}

function trail(value: JsonObject): Unwrapped {
  const at = value.eventTime;
  if (typeof at !== "string") return none('without "eventTime"');
  return { kind: "event", text: "", at, logGroup: undefined };
}

function isField(value: unknown): value is { readonly field: string; readonly value: unknown } {
  return isRecord(value) && typeof value.field === "string";
}

/** A row of `aws logs get-query-results`: a list of fields. */
function insightsRow(row: readonly unknown[]): Unwrapped {
  const fields = row.filter(isField);
  if (fields.length === 0) return none("not a row of Logs Insights");
  return insights(Object.fromEntries(fields.map(({ field, value }) => [field, value])));
}

/** A row of Logs Insights. */
function insights(row: JsonObject): Unwrapped {
  const { "@message": message, "@timestamp": at, "@log": log } = row;
  if (message === undefined) return none("without @message: add @timestamp and @message to the query's fields");
  return {
    kind: "event",
    text: typeof message === "string" ? message : JSON.stringify(message),
    at: typeof at === "string" || typeof at === "number" ? String(at) : undefined,
    logGroup: typeof log === "string" ? groupOfLog(log) : undefined,
  };
}

/** An entry that `journalctl --output=json-pretty` wrote over several lines. */
function journalEntry(value: JsonObject): Unwrapped {
  const text = messageOfEntry(value);
  if (text === undefined) return none("a journal entry without a MESSAGE: export with journalctl --all");
  return { kind: "event", text, at: timeOfEntry(value), logGroup: undefined };
}

/** The log group in `@log`: `123456789012:/app/a`; undefined where it is empty. */
export function groupOfLog(log: string | undefined): string | undefined {
  return log === undefined || log === "" ? undefined : log.replace(/^\d{12}:/, "");
}

function isPayload(value: JsonObject): value is { readonly awslogs: { readonly data: string } } {
  return isRecord(value.awslogs) && typeof value.awslogs.data === "string";
}

function isKinesis(value: JsonObject): value is { readonly kinesis: { readonly data: string } } {
  return isRecord(value.kinesis) && typeof value.kinesis.data === "string";
}

/** A record of `aws kinesis get-records`. */
function isStreamed(value: JsonObject): value is { readonly Data: string } {
  return typeof value.Data === "string" && Object.keys(value).every((key) => STREAMED_KEYS.has(key));
}

const STREAMED_KEYS = new Set([
  "SequenceNumber",
  "ApproximateArrivalTimestamp",
  "Data",
  "PartitionKey",
  "EncryptionType",
]);

/** What Firehose hands to a function that transforms records. */
function isFirehose(value: JsonObject): value is { readonly records: readonly { readonly data: string }[] } {
  const { records } = value;
  if (!Array.isArray(records) || records.length === 0) return false;
  return records.every(
    (record) => isRecord(record) && typeof record.recordId === "string" && typeof record.data === "string",
  );
}

/** An answer of `aws logs filter-log-events` or `get-log-events`, and not a line of an application that has events. */
function isPage(value: JsonObject): boolean {
  const { events } = value;
  if (!Array.isArray(events) || !Object.keys(value).every((key) => PAGE_KEYS.has(key))) return false;
  return events.every((event) => isRecord(event) && isEvent(event));
}

/** A document by what it holds. */
function inner(value: unknown): Unwrapped {
  return { kind: "document", json: Buffer.from(JSON.stringify(value)) };
}

/** A subscription's payload: base64 of gzip. */
function payload(data: string): Unwrapped {
  try {
    return { kind: "document", json: gunzipSync(Buffer.from(data, "base64"), { maxOutputLength: MAX_PAYLOAD }) };
  } catch (error) {
    return none(
      `compressed data that is not base64 of gzip (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
