import { LogEvent } from "../pattern";
import { levelOfText } from "./level-spellings";
import { wordsOf } from "./names";

/** The parts of lines of text: `line.text` names them, in their order. */
export interface TextForm {
  readonly parts: readonly string[];

  /**
   * How it was found. `header`: a line names the parts. `columns`: the lines have the same number of parts. `beginning`: they begin alike, and the last
   * part is a message. `none`: nothing of the kind, so that the whole line is one part.
   */
  readonly by: "header" | "columns" | "beginning" | "none";
}

/** Least share of the lines that have the form. */
const LEAST_SHARE = 0.9;

/** Most parts that are looked at. */
const MOST_PARTS = 80;

/** Parts at the beginning of lines that end with a message. */
const MOST_LEADING = 12;

/** Finds the form of lines of text. */
export function textForm(lines: readonly string[]): TextForm {
  const header = lines
    .slice(0, 20)
    .map(headerOf)
    .find((parts) => parts !== undefined);
  const plain = lines.filter((line) => !isComment(line));
  const split = plain.map((line) =>
    new LogEvent(line).fields
      .slice(0, MOST_PARTS)
      .map(({ value, start }) => ({ value, raw: line.slice(start, start + value.length + 2) })),
  );
  if (split.length === 0) return { parts: ["message"], by: "none" };
  const named = header ?? headerAbove(split);
  if (named !== undefined && split.filter(({ length }) => length === named.length).length >= split.length * LEAST_SHARE)
    return { parts: named, by: "header" };
  const counts = new Map<number, number>();
  for (const { length } of split) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [usual = 0, often = 0] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const kinds = kindsOf(split, MOST_PARTS);
  if (usual >= 3 && usual < MOST_PARTS && often >= split.length * LEAST_SHARE && split.length > 1) {
    const column = split.filter(({ length }) => length === usual);
    const ofColumns = kindsOf(column, usual);
    // The same words in each line are a sentence, not columns.
    if (ofColumns.filter((kind) => kind !== undefined && kind !== "constant").length * 2 >= usual)
      return { parts: namesOf(ofColumns), by: "columns" };
  }
  const end = kinds.findIndex((kind) => kind === undefined);
  const leading = kinds.slice(0, Math.min(end < 0 ? kinds.length : end, MOST_LEADING));
  // What stands after `process:` is the message, which may begin with the same words in all lines.
  const process = leading.indexOf("process");
  if (process > 0) leading.length = process + 1;
  while (leading.at(-1) === "constant" || leading.at(-1) === "word") leading.pop();
  const isForm = leading.some((kind) => kind !== "constant" && kind !== "word");
  if (!isForm) return { parts: ["message"], by: "none" };
  return { parts: [...namesOf(leading), uniqueName("message", new Set(namesOf(leading)))], by: "beginning" };
}

/** Lines that describe the others: `#Fields: date time ...`. */
export function isComment(line: string): boolean {
  return /^#(?:[A-Za-z-]+:|\s|$)/.test(line);
}

function headerOf(line: string): string[] | undefined {
  const [, fields] = /^#Fields:\s*(.+)$/i.exec(line) ?? [];
  return fields === undefined ? undefined : partNames(fields.trim().split(/\s+/));
}

type Split = readonly (readonly Part[])[];
interface Part {
  readonly value: string;
  readonly raw: string;
}

/** A first line of names above numbers, as exports of flow logs have it. */
function headerAbove(split: Split): string[] | undefined {
  const [first = [], ...others] = split;
  const isHeader =
    first.length >= 4 &&
    first.every(({ value }) => /^[a-z][a-z0-9_-]{0,40}$/i.test(value)) &&
    others.length > 0 &&
    others.every((line) => line.length !== first.length || line.some(({ value }) => /^\d+$/.test(value)));
  return isHeader ? partNames(first.map(({ value }) => value)) : undefined;
}

/** Whether a line is the one that names the parts. */
export function isHeader(line: string, { by, parts }: TextForm): boolean {
  if (by !== "header") return false;
  const words = line.trim().split(/\s+/);
  return words.length === parts.length && partNames(words).every((name, at) => name === parts[at]);
}

function partNames(words: readonly string[]): string[] {
  const used = new Set<string>();
  return words.map((word) =>
    uniqueName(
      wordsOf(word)
        .join("_")
        .replaceAll(/[^a-z0-9_]/g, "") || "part",
      used,
    ),
  );
}

type Kind =
  | "timestamp"
  | "date"
  | "six digits"
  | "time"
  | "month"
  | "day"
  | "epoch"
  | "level"
  | "ip"
  | "request"
  | "status"
  | "number"
  | "dash"
  | "referrer"
  | "agent"
  | "process"
  | "bracket"
  | "quoted"
  | "constant"
  | "word"
  | `pair ${string}`;

const shapes: readonly (readonly [Kind, (part: Part) => boolean])[] = [
  [
    "timestamp",
    ({ value }) =>
      /^\d{4}-\d\d-\d\d[T_]\d\d:\d\d(?::\d\d)?\S*$|^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d\b.*$|^[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d.*\d{4}$|^\d{4}-\d\d-\d\d[ -]\d\d:\d\d:\d\d.*$|^\d\d\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\S*$/.test(
        value,
      ),
  ],
  ["date", ({ value }) => /^(?:\d{4}[-/.]\d\d[-/.]\d\d|\d\d[-/.]\d\d[-/.]\d{2,4}|\d\d-\d\d)$/.test(value)],
  ["time", ({ value }) => /^\d\d:\d\d(?::\d\d)?(?:[.,:]\d+)?(?:Z|[+-]\d\d:?\d\d)?[:,]?$/.test(value)],
  ["month", ({ value }) => /^(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)$/.test(value)],
  ["epoch", ({ value }) => /^1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?$/.test(value)],
  ["level", ({ value }) => /^[VDIWEFT]$/.test(value) || (value.length <= 16 && levelOfText(value) !== undefined)],
  [
    "ip",
    ({ value }) =>
      /^(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?$|^(?=.*:.*:)[0-9a-f:]{3,39}$/i.test(value) &&
      !/^\d\d:\d\d:\d\d$/.test(value),
  ],
  ["request", ({ raw, value }) => raw.startsWith('"') && /^(?:[A-Z]{3,8} \S+(?: HTTP\/[\d.]+)?|-)/.test(value)],
  ["six digits", ({ raw, value }) => !/^["[]/.test(raw) && /^\d{6}$/.test(value)],
  ["status", ({ value }) => /^[1-5]\d\d$/.test(value)],
  ["number", ({ raw, value }) => !/^["[]/.test(raw) && /^-?\d+(?:\.\d+)?$/.test(value)],
  ["process", ({ value }) => /^[\w./$@()-]+\[\d+\]:?$|^[\w./$@()-]+\[\d+\]\S*:$|^[A-Za-z][\w.$/@-]*:$/.test(value)],
  [
    "agent",
    ({ raw, value }) =>
      raw.startsWith('"') &&
      /^(?:Mozilla|curl|Go-http|python|ELB-Health|okhttp|Wget|Java|aws-|[\w.-]+\/[\d.]+)/i.test(value),
  ],
  ["referrer", ({ raw, value }) => raw.startsWith('"') && /^(?:https?:\/\/\S*|-)$/.test(value)],
  ["bracket", ({ raw }) => raw.startsWith("[")],
  ["quoted", ({ raw }) => raw.startsWith('"')],
];

/** What the parts at each place are, where almost all of them are it; undefined where they are not of a kind. */
function kindsOf(split: Split, most: number): (Kind | undefined)[] {
  const kinds: (Kind | undefined)[] = [];
  for (let at = 0; at < most; at++) {
    const parts = split.flatMap((line) => line[at] ?? []);
    if (parts.length < split.length * LEAST_SHARE || parts.length === 0) break;
    kinds.push(kindAt(parts, kinds.at(-1)));
  }
  return kinds;
}

function kindAt(parts: readonly Part[], before: Kind | undefined): Kind | undefined {
  const least = parts.length * LEAST_SHARE;
  const filled = parts.filter(({ value }) => value !== "-");
  if (filled.length < parts.length * 0.1)
    return filled.length === 0 && parts.every(({ raw }) => raw.startsWith("-")) ? "dash" : "word";
  const values = new Map<string, number>();
  for (const { value } of filled) values.set(value, (values.get(value) ?? 0) + 1);
  const constant = [...values].find(([, count]) => count >= least);
  if (constant !== undefined && /^[^\p{L}\p{Nd}]+$/u.test(constant[0])) return "constant";
  if (before === "month" && filled.every(({ value }) => /^\d{1,2}$/.test(value))) return "day";
  const share = filled.length * LEAST_SHARE;
  const found = shapes.find(([, test]) => filled.filter(test).length >= share)?.[0];
  if (found === "status" && values.size === 1) return "number";
  if (found !== undefined) return found;
  const pair = /^([A-Za-z_][\w.-]*)=/.exec(filled[0]?.value ?? "")?.[1];
  if (pair !== undefined && filled.filter(({ value }) => value.startsWith(`${pair}=`)).length >= share)
    return `pair ${pair}`;
  // Few words that come again, or words without a sentence's, are columns.
  return values.size <= Math.max(1, Math.min(30, filled.length / 10)) && filled.length >= 20 ? "word" : undefined;
}

const names: Readonly<Record<string, string>> = {
  ...{
    timestamp: "timestamp",
    epoch: "timestamp",
    process: "process",
    bracket: "context",
    quoted: "text",
    word: "part",
    number: "number",
  },
};

/** Names of parts: those of access logs where a request is among them. */
function namesOf(kinds: readonly (Kind | undefined)[]): string[] {
  const used = new Set<string>();
  const request = kinds.indexOf("request");
  const hasTime = kinds.includes("timestamp");
  return kinds.map((kind, at) => {
    if (kind === "constant") return uniqueName("sign", used);
    const isAccess = request > 0 && hasTime;
    if (isAccess && at > 0 && at < request && kind !== "timestamp")
      return uniqueName(at === 1 ? "ident" : at === 2 ? "user" : "part", used);
    if (isAccess && at >= request + 3 && (kind === undefined || isQuoted(kind)))
      return uniqueName(at === request + 3 ? "referrer" : at === request + 4 ? "agent" : "text", used);
    if (kind === undefined) return uniqueName("part", used);
    if (isCompact(kinds, at)) return uniqueName(at === 0 ? "date" : "time", used);
    if (kind === "word" && kinds[at - 1] === "time" && kinds[at + 1] === "process") return uniqueName("host", used);
    if (kind.startsWith("pair "))
      return uniqueName(
        wordsOf(kind.slice(5))
          .join("_")
          .replaceAll(/[^a-z0-9_]/g, "") || "part",
        used,
      );
    if (isAccess && kind === "timestamp") return uniqueName("time", used);
    if (isAccess && kind === "number" && at === request + 2) return uniqueName("bytes", used);
    return uniqueName(names[kind] ?? kind, used);
  });
}

function isQuoted(kind: Kind): boolean {
  return ["dash", "word", "quoted", "agent", "referrer"].includes(kind);
}

/** `081109 203615` at the beginning. */
function isCompact(kinds: readonly (Kind | undefined)[], at: number): boolean {
  return at < 2 && kinds[0] === "six digits" && kinds[1] === "six digits";
}

function uniqueName(name: string, used: Set<string>): string {
  let unique = name;
  for (let number = 2; used.has(unique); number++) unique = `${name}_${number}`;
  used.add(unique);
  return unique;
}
