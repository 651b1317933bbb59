import { own, visible } from "../../base";
import { type LogFormat, logFormats, type Multiline, multilines } from "../../records";
import { compile, LogEvent, type Matcher, PatternError, type Selected } from "../../pattern";
import { type Arguments, type Command, ExitCode, type Io, UsageError } from "../command";
import { eventsOf } from "../match/events";
import { jsonWatch } from "../match/not-json";
import { Output } from "../output";

/** `sightline match`: grep with a CloudWatch Logs filter pattern. */
export const match: Command = {
  name: "match",
  summary: "Print the log events that a CloudWatch Logs filter pattern matches, and what it extracts",
  usage: "match PATTERN [FILE...]",
  help: `Reads log events and prints those that the filter pattern matches, as CloudWatch Logs would match them. Each line is an
event, unless the file is what a tool wrote around events: then it prints the messages of the events, as sightline replay
reads them (output of aws logs tail, filter-log-events and get-log-events, exports to S3, container logs and others). FILE
may be compressed with gzip or zstd. Without FILE, or with -, it reads standard input. Blank lines and events of more than
1 MB, which CloudWatch Logs does not accept, are left out; the latter are counted on standard error. It only reads files and
runs nothing.

Options:
  -c, --count             print only how many events in each file match
      --json              print an object for each matching event: {"line": 1, "match": true, "fields": {...}}
      --all               with --json: also print the events that do not match, with "match": false
      --select SELECTOR   with --json: add the value of SELECTOR ($.http.status, $size) under "selected"; repeatable
  -v, --invert-match      print the events that do not match
  -m, --max-count N       stop reading a file after N events
      --format FORMAT     as for sightline replay: text for lines as they are, tail, export, json, ...    [auto: by content]
      --multiline HOW     as for sightline replay: indent or time, for lines that continue the event before
  -z, --null-data         events end with a NUL character, so they may contain line breaks
  -H, --with-filename     print the file's name with each event; the default for several files
      --no-filename       never print it

Put -- before a pattern that begins with a dash.

Exit codes: 0 an event was printed or counted, 1 none, 2 an invalid pattern or an unreadable file.

Examples:
  sightline match '{ $.level = "error" && $.http.status >= 500 }' app.log
  sightline match --json '[ip, user, ..., status = 5*, bytes]' access.log.gz
  sightline match -c -- '-DEBUG' *.log
  aws logs tail /aws/lambda/checkout --since 1h | sightline match '{ $.level = "error" }'`,
  options: {
    count: { type: "boolean", short: "c" },
    json: { type: "boolean" },
    all: { type: "boolean" },
    select: { type: "string", multiple: true },
    "invert-match": { type: "boolean", short: "v" },
    "max-count": { type: "string", short: "m" },
    format: { type: "string" },
    multiline: { type: "string" },
    "null-data": { type: "boolean", short: "z" },
    "with-filename": { type: "boolean", short: "H" },
    "no-filename": { type: "boolean" },
  },
  run,
};

interface Settings {
  readonly count: boolean;
  readonly json: boolean;
  readonly all: boolean;
  readonly invert: boolean;
  readonly limit: number;
  readonly isNul: boolean;
  readonly format: LogFormat | undefined;
  readonly multiline: Multiline | undefined;
  readonly withName: boolean;
}

type Selectors = readonly (readonly [string, ReturnType<Matcher["select"]>])[];

/** What to look for in each file, and how to show it. */
interface Query {
  readonly matcher: Matcher;
  readonly selectors: Selectors;
  readonly settings: Settings;
}

async function run(args: Arguments, io: Io): Promise<number> {
  const [pattern, ...given] = args.positionals;
  if (pattern === undefined) throw new UsageError("give a filter pattern");
  const files = given.length === 0 ? ["-"] : given;
  const settings = settingsOf(args, files.length);
  const complain = (message: string) => io.stderr.write(`sightline match: ${message}\n`);

  let matcher: Matcher;
  let selectors: Selectors;
  try {
    matcher = compile(pattern);
    selectors = listOf(args.values.select).map((text) => [text, matcher.select(text)]);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    complain(`${visible(error.message)}\n${error.caret().replace(/^/gm, "  ")}\n${error.fix}`);
    return ExitCode.usage;
  }

  const output = new Output(io.stdout);
  const query = { matcher, selectors, settings };
  let found = 0;
  let failed = false;
  for (const file of files) {
    if (output.isClosed) break;
    try {
      const searched = await search(file, query, io, output);
      found += searched.selected;
      failed ||= searched.failed;
    } catch (error) {
      await output.flush();
      complain(`${visible(shownName(file))}: ${visible(reason(error))}`);
      failed = true;
    }
  }
  await output.flush();
  if (failed) return ExitCode.usage;
  return found > 0 ? ExitCode.ok : ExitCode.findings;
}

/** Searches one file and returns how many of its events were selected. */
async function search(file: string, query: Query, io: Io, output: Output): Promise<Searched> {
  const { matcher, selectors, settings } = query;
  const { isNul, format, multiline, invert, limit, json, all, count, withName } = settings;
  const shown = shownName(file);
  const name = withName ? { file: shown } : {};
  const prefix = withName ? `${visible(shown)}:` : "";
  const end = Buffer.of(isNul ? 0 : NEWLINE);
  const watch = jsonWatch(matcher);
  let selected = 0;
  let failed = false;
  const complain = (problem: string, isUnreadable: boolean): void => {
    failed ||= isUnreadable;
    io.stderr.write(`sightline match: ${visible(shown)}: ${problem}\n`);
  };

  const batches = limit === 0 ? [] : eventsOf(file, shown, { format, multiline, isNul, complain }, io);
  read: for await (const batch of batches) {
    for (const found of batch) {
      const event = new LogEvent(found.text);
      const isMatch = matcher.matches(event);
      watch.add(event, isMatch);
      const isSelected = isMatch !== invert;
      if (isSelected) selected++;
      if (!count && json && (isSelected || all)) {
        const values = isMatch && selectors.length > 0 ? `,"selected":${selectedJson(event, selectors)}` : "";
        const head = JSON.stringify({
          ...name,
          line: found.line,
          match: isMatch,
          fields: matcher.extract(event) ?? {},
        });
        output.write(`${head.slice(0, -1)}${values}}\n`);
      } else if (!count && !json && isSelected) {
        output.write(prefix);
        output.bytes(typeof found.shown === "string" ? Buffer.from(found.shown) : found.shown);
        output.bytes(end);
      }
      if (selected >= limit || output.isClosed) break read;
    }
    await output.flush();
  }
  if (count) output.write(json ? `${JSON.stringify({ ...name, count: selected })}\n` : `${prefix}${selected}\n`);
  await output.flush();
  const reason = watch.reason();
  if (reason !== undefined && !output.isClosed) io.stderr.write(`sightline match: ${shown}: ${reason}\n`);
  return { selected, failed };
}

interface Searched {
  readonly selected: number;
  /** A part of the file could not be read. */
  readonly failed: boolean;
}

function shownName(file: string): string {
  return file === "-" ? "(standard input)" : file;
}

const NEWLINE = 0x0a;

/** The selected values as JSON, without those that are missing and without objects and arrays. */
function selectedJson(event: LogEvent, selectors: Selectors): string {
  const members = selectors.flatMap(([text, select]) => {
    const value = scalarJson(select(event));
    return value === undefined ? [] : [`${JSON.stringify(text)}:${value}`];
  });
  return `{${members.join(",")}}`;
}

function scalarJson(selected: Selected): string | undefined {
  switch (selected.kind) {
    case "number":
      // As written, so that no digit is lost; a field's `+1` or `.5` is not JSON.
      return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(selected.text)
        ? selected.text
        : JSON.stringify(selected.value);
    case "numeric-text":
    case "text":
      return JSON.stringify(selected.text);
    case "boolean":
      return String(selected.value);
    case "null":
      return "null";
    case "composite":
    case "missing":
      return undefined;
  }
}

function settingsOf({ values }: Arguments, files: number): Settings {
  const isSet = (name: string) => own(values, name) === true;
  const json = isSet("json");
  if (isSet("all") && !json) throw new UsageError("--all needs --json");
  if (values.select !== undefined && !json) throw new UsageError("--select needs --json");
  return {
    count: isSet("count"),
    json,
    all: isSet("all"),
    invert: isSet("invert-match"),
    limit: limitOf(values["max-count"]),
    isNul: isSet("null-data"),
    format: formatOf(values.format, isSet("null-data")),
    multiline: multilineOf(values.multiline, isSet("null-data")),
    withName: !isSet("no-filename") && (isSet("with-filename") || files > 1),
  };
}

function multilineOf(value: Arguments["values"][string], isNul: boolean): Multiline | undefined {
  if (value === undefined) return undefined;
  if (isNul) throw new UsageError("give --multiline or --null-data, not both");
  const multiline = multilines.find((each) => each === value);
  if (multiline !== undefined) return multiline;
  throw new UsageError(`--multiline ${String(value)}: use one of ${multilines.join(", ")}`);
}

function formatOf(value: Arguments["values"][string], isNul: boolean): LogFormat | undefined {
  if (value === undefined || value === "auto") return undefined;
  if (isNul) throw new UsageError("give --format or --null-data, not both");
  const format = logFormats.find((each) => each === value);
  if (format !== undefined) return format;
  throw new UsageError(`--format ${String(value)}: use one of auto, ${logFormats.join(", ")}`);
}

function limitOf(value: Arguments["values"][string]): number {
  if (value === undefined) return Infinity;
  if (typeof value === "string" && /^\d+$/.test(value)) return Number(value);
  throw new UsageError(`--max-count ${visible(String(value))}: give a number of events`);
}

function listOf(value: Arguments["values"][string]): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "No such file or directory",
  ENOTDIR: "Not a directory",
  EISDIR: "Is a directory",
  EACCES: "Permission denied",
  ERR_STRING_TOO_LONG: "an event is too long to be read as text",
};

function reason(error: unknown): string {
  // By its properties, because an error of a stream may be an instance of another realm's Error.
  const { code, message } = error as Partial<NodeJS.ErrnoException>;
  return own(REASONS, code ?? "") ?? message ?? String(error);
}
