import { didYouMean, own, type Path } from "../../base";
import { seededRandom, type Random } from "./random";
import { varying, type LineTemplate } from "./scenario";

type Vary = (argument: unknown, i: number, n: number, random: Random) => unknown;

const vary: Readonly<Record<keyof typeof varying, Vary>> = {
  $cycle: (list, i, n, random) => fill((list as unknown[])[i % (list as unknown[]).length], i, n, random),
  $range: (pair, i, n) => between(pair as [number, number], n === 1 ? 0 : i / (n - 1), Math.round),
  $random: (pair, _i, _n, random) => {
    const [least, greatest] = pair as [number, number];
    // With whole numbers, both ends are as likely as the numbers between them.
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
 * Prints a line for each of `times`, from the templates in turn: texts as they are, objects as JSON with a `timestamp` (ISO 8601)
 * first, unless they have one. The same seed and templates give the same lines.
 */
export function* printLines(
  templates: readonly LineTemplate[],
  times: ArrayLike<number>,
  seed: number,
): Generator<string> {
  const random = seededRandom(seed);
  for (let i = 0; i < times.length; i++) {
    const template = templates[i % templates.length] ?? "";
    if (typeof template === "string") yield template;
    else {
      const fields = fill(template, i, times.length, random);
      if (!isFields(fields)) yield typeof fields === "string" ? fields : JSON.stringify(fields);
      else yield JSON.stringify("timestamp" in fields ? fields : { timestamp: iso(times[i] ?? 0), ...fields });
    }
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function fill(value: unknown, i: number, n: number, random: Random): unknown {
  if (Array.isArray(value)) return value.map((each) => fill(each, i, n, random));
  if (value instanceof Date) return value.toISOString();
  if (!isFields(value)) return value;
  const key = varyingKey(value);
  if (key !== undefined && Object.hasOwn(vary, key)) {
    return vary[key as keyof typeof vary](own(value, key), i, n, random);
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fill(each, i, n, random)]));
}

// An object whose only key begins with $ is meant to be a varying value.
function varyingKey(fields: Readonly<Record<string, unknown>>): string | undefined {
  const [key, ...others] = Object.keys(fields);
  return key?.startsWith("$") === true && others.length === 0 ? key : undefined;
}

/** What is wrong with a varying value, and where. */
export interface VaryingProblem {
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}

/** The varying values in a template that are not valid. */
export function* varyingProblems(value: unknown, path: Path): Generator<VaryingProblem> {
  if (Array.isArray(value)) {
    for (const [i, each] of value.entries()) yield* varyingProblems(each, [...path, i]);
    return;
  }
  if (!isFields(value)) return;
  const key = varyingKey(value);
  if (key === undefined) {
    for (const [name, each] of Object.entries(value)) yield* varyingProblems(each, [...path, name]);
    return;
  }
  const here = [...path, key];
  const names = Object.keys(varying);
  if (!Object.hasOwn(varying, key)) {
    const message = `"${key}" is not a varying value.${didYouMean(key, names)}`;
    yield { path: here, message, fix: `Use one of ${names.join(", ")}.` };
    return;
  }
  const kind = key as keyof typeof varying;
  const argument = value[kind];
  if (suits(kind, argument)) yield* varyingProblems(argument, here);
  else yield { path: here, message: `not a value of ${kind}`, fix: `Write ${varying[kind]}.` };
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function suits(kind: keyof typeof varying, argument: unknown): boolean {
  if (kind === "$index") return Number.isSafeInteger(argument);
  if (!Array.isArray(argument)) return false;
  if (kind === "$cycle" || kind === "$pick") return argument.length > 0;
  const [first, last] = argument as unknown[];
  const numbers = argument.length === 2 && Number.isFinite(first) && Number.isFinite(last);
  return numbers && (kind === "$range" || (first as number) <= (last as number));
}
