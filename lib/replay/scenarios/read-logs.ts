import type { Path } from "../../base";
import { readDuration as parseDuration } from "../../aws";
import { varyingProblem } from "./lines";
import type { GeneratedLogs, LineTemplate, ScenarioLogs } from "./scenario";
import {
  isFields,
  readCount,
  readDuration,
  readFields,
  readInstant,
  readList,
  readText,
  report,
  wrong,
  type Fields,
  type Reader,
} from "./shape";

const keys = {
  file: ["file", "log_group", "shift"],
  lines: ["lines", "log_group", "at", "every"],
  generate: ["generate", "log_group", "from", "line", "jitter", "seed"],
};
type Kind = keyof typeof keys;

/** How many lines one generator may write: more belong into a file. */
const mostLines = 10_000_000;

export function readLogs(
  reader: Reader,
  value: unknown,
  path: Path,
  start: number,
  seed: number,
): readonly ScenarioLogs[] {
  const entries = readList(reader, value, path, "a list of logs") ?? [];
  return entries
    .map((entry, i) => readEntry(reader, entry, [...path, i], start, seed + i))
    .filter((logs) => logs !== undefined);
}

function readEntry(reader: Reader, value: unknown, path: Path, start: number, seed: number): ScenarioLogs | undefined {
  const kind = isFields(value) ? (Object.keys(keys) as Kind[]).filter((key) => key in value) : [];
  if (kind.length !== 1 || kind[0] === undefined) {
    wrong(
      reader,
      path,
      value ?? null,
      "an entry of logs",
      "Write one of `file` (recorded lines), `lines` (lines as they stand here) and `generate` (many lines of a kind).",
    );
    return undefined;
  }
  const fields = readFields(reader, value, path, `logs with \`${kind[0]}\``, keys[kind[0]]) ?? {};
  const logGroup = readText(reader, fields.log_group, [...path, "log_group"], "a log group's name");
  const logs = readers[kind[0]](reader, fields, path, start, seed);
  return logs === undefined ? undefined : { logGroup, ...logs };
}

type ReadKind = (
  reader: Reader,
  fields: Fields,
  path: Path,
  start: number,
  seed: number,
) => ScenarioLogs | undefined | Omit<ScenarioLogs, "logGroup">;

const readers = {
  file(reader: Reader, fields: Fields, path: Path, start: number) {
    const file = readText(reader, fields.file, [...path, "file"], "a path");
    const firstAt = readShift(reader, fields.shift, [...path, "shift"], start);
    return file === undefined ? undefined : ({ kind: "file", file, firstAt } as const);
  },

  lines(reader: Reader, fields: Fields, path: Path, start: number) {
    const at = readInstant(reader, fields.at, [...path, "at"], "a time", start) ?? start;
    const every = readDuration(reader, fields.every, [...path, "every"], "a duration") ?? 0;
    const listed = readList(reader, fields.lines, [...path, "lines"], "a list of lines");
    if (listed?.length === 0)
      report(reader, "scenario-without-logs", [...path, "lines"], "no line at all", "Write at least one line.");
    const lines = (listed ?? [])
      .map((line, i) => readLine(reader, line, [...path, "lines", i]))
      .filter((line) => line !== undefined);
    return { kind: "lines", at, every, lines } as const;
  },

  generate(reader: Reader, fields: Fields, path: Path, start: number, seed: number) {
    const rhythm = readRhythm(reader, fields.generate, [...path, "generate"]);
    const line = readLine(reader, fields.line, [...path, "line"]);
    const from = readInstant(reader, fields.from, [...path, "from"], "a time", start) ?? start;
    const jitter = readDuration(reader, fields.jitter, [...path, "jitter"], "a duration") ?? 0;
    const own = readCount(reader, fields.seed, [...path, "seed"], "a seed") ?? seed;
    if (rhythm === undefined || line === undefined) return undefined;
    return { kind: "generate", from, ...rhythm, jitter, seed: own, line } as const;
  },
} satisfies Record<Kind, ReadKind>;

function readShift(reader: Reader, value: unknown, path: Path, start: number): number | undefined {
  if (value === undefined) return undefined;
  const parts = typeof value === "string" ? /^start(?:\s*\+\s*(\S+))?$/.exec(value) : null;
  const after = parts === null ? undefined : parts[1] === undefined ? 0 : parseDuration(parts[1]);
  if (after !== undefined) return start + after;
  wrong(reader, path, value, "where the first line is moved to", "Write start, or start+5m.");
  return undefined;
}

const rhythms = "Write 30 over 5m, 1 every 10s for 10m, {count: 30, over: 5m} or {every: 10s, for: 10m}.";

// How many lines, and how far apart.
function readRhythm(reader: Reader, value: unknown, path: Path): Pick<GeneratedLogs, "count" | "every"> | undefined {
  const findings = reader.findings.length;
  const fields = typeof value === "string" ? fieldsOfText(value) : isFields(value) ? value : undefined;
  if (fields === undefined) {
    wrong(reader, path, value, "a number of lines over a time", rhythms);
    return undefined;
  }
  const at = (key: string): Path => (fields === value ? [...path, key] : path);
  const spread = "over" in fields || "count" in fields;
  const length = spread ? "over" : "for";
  readFields(reader, fields, path, "a generator", spread ? ["count", "over"] : ["every", "for"]);
  const long = readDuration(reader, fields[length], at(length), "a duration", 1);
  const count = readCount(reader, fields.count, at("count"), "a number of lines", 1, mostLines);
  const every = readDuration(reader, fields.every, at("every"), "a duration", 1);
  if (reader.findings.length > findings) return undefined;
  if (long !== undefined && count !== undefined) return { count, every: long / count };
  if (long === undefined || every === undefined) {
    wrong(reader, path, value, "a number of lines over a time", rhythms);
    return undefined;
  }
  const many = Math.ceil(long / every);
  if (many > mostLines) {
    wrong(reader, path, value, `at most ${mostLines} lines`, "Put so many lines into a file, and name it.");
    return undefined;
  }
  return { count: many, every };
}

function fieldsOfText(text: string): Fields | undefined {
  const spread = /^\s*(\d+)\s+over\s+(\S+)\s*$/.exec(text);
  if (spread !== null) return { count: Number(spread[1]), over: spread[2] };
  const steady = /^\s*(?:1\s+)?every\s+(\S+)\s+for\s+(\S+)\s*$/.exec(text);
  return steady === null ? undefined : { every: steady[1], for: steady[2] };
}

function readLine(reader: Reader, value: unknown, path: Path): LineTemplate | undefined {
  if (typeof value === "string") return value;
  if (!isFields(value)) {
    wrong(reader, path, value, "a line", 'Write a text, or an object such as { level: error, event: "..." }.');
    return undefined;
  }
  const problem = varyingProblem(value, path);
  if (problem !== undefined) {
    report(reader, "scenario-wrong-value", problem.path, problem.message, problem.fix);
    return undefined;
  }
  return value;
}
