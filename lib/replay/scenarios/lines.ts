import { didYouMean, type Path } from "../../base";
import { seededRandom, type Random } from "./random";
import { varying, type LineTemplate } from "./scenario";
import { isFields } from "./shape";

type Vary = (argument: unknown, i: number, n: number, random: Random) => unknown;

const vary: Readonly<Record<keyof typeof varying, Vary>> = {
  $cycle: (list, i, n, random) => fill((list as unknown[])[i % (list as unknown[]).length], i, n, random),
  $range: (pair, i, n) => between(pair as [number, number], n === 1 ? 0 : i / (n - 1), Math.round),
  $random: (pair, _i, _n, random) => {
    const [least, greatest] = pair as [number, number];
    // Both ends of whole numbers are as likely as those between them.
    const whole = Number.isInteger(least) && Number.isInteger(greatest);
    return whole
      ? least + Math.floor(random() * (greatest - least + 1))
      : between([least, greatest], random(), (value) => value);
  },
  $pick: (list, i, n, random) => {
    const values = list as unknown[];
    return fill(values[Math.floor(random() * values.length)], i, n, random);
  },
  $index: (first, i) => (first as number) + i,
};

function between([first, last]: readonly [number, number], part: number, round: (value: number) => number): number {
  const value = first + (last - first) * part;
  return Number.isInteger(first) && Number.isInteger(last) ? round(value) : value;
}

/**
 * Prints `count` lines: texts as they are, objects as JSON with a `timestamp` (ISO 8601) first, unless they have one.
 * The same seed and template give the same lines.
 */
export function printLines(
  templates: readonly LineTemplate[],
  times: readonly number[],
  seed: number,
): readonly string[] {
  const random = seededRandom(seed);
  return times.map((at, i) => {
    const template = templates[i % templates.length] ?? "";
    if (typeof template === "string") return template;
    const fields = fill(template, i, times.length, random);
    if (!isFields(fields)) return typeof fields === "string" ? fields : JSON.stringify(fields);
    return JSON.stringify("timestamp" in fields ? fields : { timestamp: new Date(at).toISOString(), ...fields });
  });
}

function fill(value: unknown, i: number, n: number, random: Random): unknown {
  if (Array.isArray(value)) return value.map((each) => fill(each, i, n, random));
  if (value instanceof Date) return value.toISOString();
  if (!isFields(value)) return value;
  const key = varyingKey(value);
  if (key !== undefined && Object.hasOwn(vary, key)) {
    return vary[key as keyof typeof vary](value[key], i, n, random);
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, i, n, random)]));
}

// A lone key that begins with $ is meant to be a varying value.
function varyingKey(fields: Readonly<Record<string, unknown>>): string | undefined {
  const [key, ...others] = Object.keys(fields);
  return key?.startsWith("$") === true && others.length === 0 ? key : undefined;
}

/** The first varying value in a template that is not written well. */
export function varyingProblem(
  value: unknown,
  path: Path,
): { readonly path: Path; readonly message: string; readonly fix: string } | undefined {
  if (Array.isArray(value))
    return firstProblem(
      value.map((each, i) => [i, each]),
      path,
    );
  if (!isFields(value)) return undefined;
  const key = varyingKey(value);
  if (key === undefined) return firstProblem(Object.entries(value), path);
  const here = [...path, key];
  const names = Object.keys(varying);
  if (!Object.hasOwn(varying, key)) {
    const message = `"${key}" is no varying value.${didYouMean(key, names)}`;
    return { path: here, message, fix: `Use one of ${names.join(", ")}.` };
  }
  const kind = key as keyof typeof varying;
  const argument = value[kind];
  if (!suits(kind, argument)) return { path: here, message: `not a value of ${kind}`, fix: `Write ${varying[kind]}.` };
  return Array.isArray(argument)
    ? firstProblem(
        argument.map((each, i) => [i, each]),
        here,
      )
    : undefined;
}

function firstProblem(
  entries: readonly (readonly [string | number, unknown])[],
  path: Path,
): ReturnType<typeof varyingProblem> {
  for (const [key, value] of entries) {
    const problem = varyingProblem(value, [...path, key]);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function suits(kind: keyof typeof varying, argument: unknown): boolean {
  if (kind === "$index") return Number.isSafeInteger(argument);
  if (!Array.isArray(argument)) return false;
  if (kind === "$cycle" || kind === "$pick") return argument.length > 0;
  const [first, last] = argument as unknown[];
  const numbers = argument.length === 2 && Number.isFinite(first) && Number.isFinite(last);
  return numbers && (kind === "$range" || (first as number) <= (last as number));
}
