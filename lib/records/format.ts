import { formOf, isAroundEvents } from "./aws-forms";
import { columnsOf, isDirective } from "./columns";
import { csvHeader } from "./decode-csv";
import { isJournalEntry, SEPARATOR } from "./journal-entry";
import { isInsightsMarkdown } from "./decode-markdown";
import { criPiece, objectOf } from "./decode-container";
import { isJournalExport } from "./journal-export";
import { jsonPrefix } from "./json-prefix";
import { prefixOf } from "./line-prefix";
import type { Sample } from "./sample";
import type { StampKind } from "./stamp";
import { stampedForm } from "./stamp-signs";
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
 * - `aws-text`: `aws logs filter-log-events`, `get-log-events` and `get-query-results` with `--output text`, `table` or `yaml`, and the
 *   Markdown that the console of Logs Insights copies.
 * - `tail`: `aws logs tail`, in its formats `detailed`, `short` and `json`.
 * - `export`: an export of CloudWatch Logs to S3.
 * - `stamped`: a time, written by another tool, before each event: `docker logs --timestamps`, `kubectl logs --timestamps`, logs of
 *   GitHub Actions, milliseconds and a tab.
 * - `prefixed`: the name of a container before each line: `docker compose logs`, `kubectl logs --prefix`, `stern`; job and step, as
 *   `gh run view --log` writes them. What is left is read by its own format.
 * - `docker`: Docker's json-file driver; `cri`: containerd and CRI-O, below /var/log/pods.
 * - `journald`: `journalctl` with `--output=json`, `json-pretty`, `json-seq` or `export`.
 * - `columns`: rows below a line that names their columns: flow logs in S3, logs of CloudFront, IIS and Zeek.
 */
export type LogFormat =
  | "ndjson"
  | "text"
  | "json"
  | "csv"
  | "aws-text"
  | "tail"
  | "export"
  | "stamped"
  | "prefixed"
  | "docker"
  | "cri"
  | "journald"
  | "columns";

/** All formats, for help and checks. */
export const logFormats: readonly LogFormat[] = [
  "ndjson",
  "text",
  "json",
  "csv",
  "aws-text",
  "tail",
  "export",
  "stamped",
  "prefixed",
  "docker",
  "cri",
  "journald",
  "columns",
];

/** The formats in which a tool writes a time before each event, and the kinds of times they have. */
export const stampsOf: Readonly<Partial<Record<LogFormat, ReadonlySet<StampKind>>>> = {
  tail: new Set(["detailed", "short"]),
  export: new Set(["export"]),
  stamped: new Set(["nanoseconds", "runner", "milliseconds", "export"]),
};

const FORMAT_OF: Readonly<Record<StampKind, LogFormat>> = {
  export: "export",
  detailed: "tail",
  short: "tail",
  nanoseconds: "stamped",
  runner: "stamped",
  milliseconds: "stamped",
};

export interface Detected {
  readonly format: LogFormat;
  /** Why another format is possible, and which; undefined if none is. */
  readonly doubt: { readonly why: string; readonly other: LogFormat } | undefined;
}

/**
 * Detects the format from the beginning of a source: over its lines, and by several signs.
 *
 * @param source its name
 */
export function detectFormat({ text, lines }: Sample, source = ""): Detected {
  const [first = ""] = lines;
  if (/^\s*[{[]/.test(first.replace(SEPARATOR, ""))) {
    const value = jsonPrefix(text.replace(SEPARATOR, ""));
    if (isWrapper(value)) return certain("json");
    // On several lines, or after the separator of JSON text sequences; lines of objects are looked at together.
    if (isJournalEntry(value) && objectOf(first) === undefined) return certain("journald");
    if (Array.isArray(value) && /^\s*\[\s*(?:[{[]|\]\s*$)/.test(text)) return certain("json");
  }
  if (isJournalExport(lines)) return certain("journald");
  const header = csvHeader(first);
  if (header !== undefined) return table(header, lines.slice(1));
  const objects = lines.map(objectOf).filter((object) => object !== undefined);
  const [object] = objects;
  if (object !== undefined && objects.length * 2 >= lines.length) {
    if (isMost(objects, isDocker)) return certain("docker");
    // Among documents, a line of another kind would be lost: then all lines stay lines.
    if (objects.length === lines.length && objects.every(isStoredEvent)) return certain("json");
    if (isMost(objects, isJournalEntry)) return certain("journald");
    return certain("ndjson");
  }
  if (isMost(lines, (line) => criPiece(line) !== undefined)) return certain("cri");
  if (isOfAws(lines) || isInsightsMarkdown(lines)) return certain("aws-text");
  if (prefixOf(lines) !== undefined) return certain("prefixed");
  if (isTable(lines)) return certain("columns");
  const stamped = stampedForm(lines, source);
  if (stamped !== undefined) return stampedOrText(stamped);
  if (object === undefined && /^\s*\{/.test(first)) {
    // Several lines that together are one object: pretty-printed. A single line: NDJSON whose end is not in the head.
    const isSpread = lines.length > 1 && Object.keys(jsonPrefix(text) ?? {}).length > 0;
    const opened = lines.filter((line) => line.startsWith("{")).length;
    if (isSpread && opened * 2 < lines.length) return certain("json");
    if (opened * 2 >= lines.length) return certain("ndjson");
  }
  return certain("text");
}

function certain(format: LogFormat): Detected {
  return { format, doubt: undefined };
}

/** Whether at least half of them are so: a line more, or a broken one, does not make another format. */
function isMost<T>(all: readonly T[], is: (one: T) => boolean): boolean {
  const count = all.filter(is).length;
  return count > 0 && count * 2 >= all.length;
}

/** Docker's own lines; what Fluent Bit sends to CloudWatch has more fields, and is a JSON event by itself. */
function isDocker(object: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof object.log === "string" &&
    typeof object.time === "string" &&
    Object.keys(object).every((key) => ["log", "stream", "time", "attrs"].includes(key))
  );
}

/** An event that the AWS command line printed as text, table or YAML, perhaps after what it prints around events. */
function isOfAws(lines: readonly string[]): boolean {
  const begin = lines.findIndex((line) => formOf(line) !== undefined);
  return begin >= 0 && lines.slice(0, begin).every(isAroundEvents);
}

/** A line that names columns, perhaps after other directives. */
function isTable(lines: readonly string[]): boolean {
  const header = lines.find((line) => !isDirective(line) || columnsOf(line) !== undefined);
  return header !== undefined && columnsOf(header) !== undefined;
}

function table(header: "insights" | "events", rows: readonly string[]): Detected {
  // The console writes milliseconds.
  const isSure = header === "insights" || rows.some((row) => /(?:^|,)"?\d{13}"?(?:,|$)/.test(row));
  const why =
    "its first line names columns of events: it is read as a table of events, and not as lines of an application";
  return { format: "csv", doubt: isSure ? undefined : { why, other: "text" } };
}

function stampedOrText({ kind, isOfTool, isSure }: NonNullable<ReturnType<typeof stampedForm>>): Detected {
  const format = FORMAT_OF[kind];
  const wrote = WROTE[kind];
  if (isOfTool) {
    const why = `each event begins with a time as ${wrote} writes it: it is read as the time of the event, and not as a part of its message`;
    return { format, doubt: isSure ? undefined : { why, other: "text" } };
  }
  const why = `lines begin with a time as ${wrote} writes it, but nothing else says that it did: the time is read as a part of the message, as the application wrote it`;
  return { format: "text", doubt: isSure ? undefined : { why, other: format } };
}

const WROTE: Readonly<Record<StampKind, string>> = {
  export: "CloudWatch's export to S3",
  detailed: "aws logs tail",
  short: "aws logs tail --format short",
  nanoseconds: "docker logs --timestamps or kubectl logs --timestamps",
  runner: "a runner of GitHub Actions or Azure Pipelines",
  milliseconds: "the AWS command line with --output text",
};
