import { didYouMean, type FilePlace, type Finding, type Path } from "../../base";
import { durationForm, readDuration as parseDuration } from "../../aws";
import { type ScenarioRuleId, scenarioRules } from "./rules";

/** Collects what is wrong with a scenario. Readers report and go on, so that all findings come at once. */
export interface Reader {
  readonly file: string;
  readonly findings: Finding<ScenarioRuleId, FilePlace>[];
}

export type Fields = Readonly<Record<string, unknown>>;

export function report(
  { file, findings }: Reader,
  rule: ScenarioRuleId,
  path: Path,
  message: string,
  fix: string,
): void {
  findings.push(scenarioRules.finding(rule, { kind: "file", file, path }, { message, fix }));
}

/** A value that is not what belongs there. */
export function wrong(reader: Reader, path: Path, value: unknown, noun: string, fix: string): void {
  if (value === undefined) report(reader, "scenario-missing-key", path, `missing: ${noun}`, fix);
  else report(reader, "scenario-wrong-value", path, `${shown(value)} is not ${noun}`, fix);
}

/** An object with no other keys than `keys`. */
export function readFields(
  reader: Reader,
  value: unknown,
  path: Path,
  noun: string,
  keys: readonly string[],
): Fields | undefined {
  if (!isFields(value)) {
    wrong(reader, path, value, noun, `Write an object with ${keys.join(", ")}.`);
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const message = `"${key}" is not a key of ${noun}.${didYouMean(key, keys)}`;
    report(reader, "scenario-unknown-key", [...path, key], message, `Its keys are ${keys.join(", ")}.`);
  }
  return value;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** A list; undefined when it is absent. */
export function readList(reader: Reader, value: unknown, path: Path, noun: string): readonly unknown[] | undefined {
  if (value === undefined || Array.isArray(value)) return value as readonly unknown[] | undefined;
  wrong(reader, path, value, noun, `Write a list: "- " before each entry.`);
  return undefined;
}

/** A text that is not empty; undefined when it is absent. */
export function readText(reader: Reader, value: unknown, path: Path, noun: string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && value.trim() !== "") return value;
  wrong(reader, path, value, noun, "Write a text that is not empty.");
  return undefined;
}

/** One text or a list of them; empty when it is absent. */
export function readTexts(reader: Reader, value: unknown, path: Path, noun: string): readonly string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) return [readText(reader, value, path, noun)].filter((text) => text !== undefined);
  return value
    .map((each: unknown, i) => readText(reader, each ?? null, [...path, i], noun))
    .filter((text) => text !== undefined);
}

/** A whole number from `least` on; undefined when it is absent. */
export function readCount(
  reader: Reader,
  value: unknown,
  path: Path,
  noun: string,
  least = 0,
  most = 10_000_000,
): number | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && (value as number) >= least && (value as number) <= most) return value as number;
  wrong(reader, path, value, noun, `Write a whole number from ${least} to ${most}.`);
  return undefined;
}

/** true or false; undefined when it is absent. */
export function readFlag(reader: Reader, value: unknown, path: Path, noun: string): boolean | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  wrong(reader, path, value, noun, "Write true or false.");
  return undefined;
}

/** Milliseconds; undefined when it is absent. */
export function readDuration(reader: Reader, value: unknown, path: Path, noun: string, least = 0): number | undefined {
  if (value === undefined) return undefined;
  const text = value === 0 ? "0" : value;
  const duration = typeof text === "string" ? parseDuration(text) : undefined;
  if (duration !== undefined && duration >= least) return duration;
  wrong(reader, path, value, noun, `Write ${durationForm}${least > 0 ? ", more than 0" : ""}.`);
  return undefined;
}

/** An instant, milliseconds since 1970: ISO 8601 with its zone; with `start` also a duration after it. */
export function readInstant(
  reader: Reader,
  value: unknown,
  path: Path,
  noun: string,
  start?: number,
): number | undefined {
  if (value === undefined) return undefined;
  const instant = instantOf(value, start);
  if (instant !== undefined) return instant;
  const absolute = "a time with its zone such as 2026-11-20T19:30:00Z";
  const fix = start === undefined ? `Write ${absolute}.` : `Write ${durationForm} after \`start\`, or ${absolute}.`;
  wrong(reader, path, value, noun, fix);
  return undefined;
}

function instantOf(value: unknown, start: number | undefined): number | undefined {
  // YAML 1.1 and TypeScript have values for times.
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  if (value === 0 && start !== undefined) return start;
  if (typeof value !== "string") return undefined;
  const after = start === undefined ? undefined : parseDuration(value);
  if (after !== undefined && start !== undefined) return start + after;
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(value)) return undefined;
  const at = Date.parse(value.replace(" ", "T"));
  return Number.isNaN(at) ? undefined : at;
}

/** A value as people would write it, on one line, cut where it becomes long. */
export function shown(value: unknown): string {
  const text = Array.isArray(value) ? (value.length === 0 ? "[]" : "a list") : simply(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function simply(value: unknown): string {
  if (isFields(value)) return `{ ${Object.keys(value).join(", ")} }`;
  return typeof value === "string" || value instanceof Date ? JSON.stringify(value) : String(value);
}
