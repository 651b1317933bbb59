import { own } from "../base";
import { type Level, levelNames, type Spelling } from "../contract";

/** How the lines write levels, and what that was read from. */
export interface SeenLevels {
  readonly spellings: Readonly<Record<Level, readonly Spelling[]>>;

  /** Lines of each level. */
  readonly lines: Readonly<Record<Level, number>>;

  /** Spellings that are not those of a level, taken for info. */
  readonly unknown: readonly Spelling[];

  /** Levels that no line had, with the spellings of the libraries that write the others so. */
  readonly unseen: readonly Level[];
}

const texts: Readonly<Record<Level, readonly string[]>> = {
  debug: ["trace", "trce", "verbose", "silly", "finest", "finer", "fine", "config", "debug", "dbug", "dbg", "spam"],
  info: ["info", "information", "informational", "notice", "http", "default", "inf", "log", "success"],
  warn: ["warn", "warning", "wrn"],
  error: ["error", "err", "eror", "severe", "fail", "failure", "dpanic"],
  fatal: ["fatal", "critical", "crit", "ftl", "panic", "emerg", "emergency", "alert", "crash"],
};

const letters: Readonly<Record<string, Level>> = {
  ...{ t: "debug", v: "debug", d: "debug", i: "info", n: "info", w: "warn", e: "error", f: "fatal", c: "fatal" },
};

const byText: ReadonlyMap<string, Level> = new Map(
  levelNames.flatMap((level) => texts[level].map((text) => [text, level] as const)),
);

type Family = Readonly<Record<Level, readonly Spelling[]>>;

/** What libraries write, in lower case. */
const families: readonly Family[] = [
  { debug: ["debug", "trace"], info: ["info"], warn: ["warn"], error: ["error"], fatal: ["fatal"] },
  { debug: ["debug"], info: ["info"], warn: ["warning"], error: ["error"], fatal: ["critical"] },
  { debug: ["debug", "trace"], info: ["info"], warn: ["warn"], error: ["error"], fatal: ["critical"] },
  {
    debug: ["debug", "verbose", "trace"],
    info: ["information"],
    warn: ["warning"],
    error: ["error"],
    fatal: ["fatal", "critical"],
  },
  {
    debug: ["debug"],
    info: ["info", "notice"],
    warn: ["warning", "warn"],
    error: ["error", "err"],
    fatal: ["crit", "alert", "emerg"],
  },
];

/** Families of numbers, and the names of fields that decide where several fit. */
const numbers: readonly { readonly family: Family; readonly name?: RegExp }[] = [
  { family: { debug: [10], info: [20], warn: [30], error: [40], fatal: [50] }, name: /levelno|level_?no$/i },
  { family: { debug: [10, 20], info: [30], warn: [40], error: [50], fatal: [60] } },
  { family: { debug: [7], info: [6, 5], warn: [4], error: [3], fatal: [2, 1, 0] } },
  {
    family: {
      debug: [1, 2, 3, 4, 5, 6, 7, 8],
      info: [9, 10, 11, 12],
      warn: [13, 14, 15, 16],
      error: [17, 18, 19, 20],
      fatal: [21, 22, 23, 24],
    },
    name: /severity_?number/i,
  },
];

/** Most lines, as a share, that may have a spelling which is not that of a level. */
const MOST_UNKNOWN = 0.05;
const MOST_UNKNOWN_SPELLINGS = 3;

/** The level of a text, in any case; single letters only on their own. */
export function levelOfText(text: string): Level | undefined {
  const plain = text
    .replace(/^[^=\s]{1,20}="?/, "")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "");
  return byText.get(plain);
}

/**
 * How levels are written, from the values of the field that seems to hold them; undefined if it does not.
 *
 * @param name of the field, by which numbers that mean different levels in different libraries are told apart
 */
export function seenLevels(values: ReadonlyMap<string | number, number>, name: string): SeenLevels | undefined {
  const all = [...values.keys()];
  if (all.length === 0 || all.length > 16) return undefined;
  if (all.every((value) => typeof value === "number")) return ofNumbers(values as ReadonlyMap<number, number>, name);
  if (!all.every((value) => typeof value === "string")) return undefined;
  return ofTexts(values as ReadonlyMap<string, number>);
}

function ofTexts(values: ReadonlyMap<string, number>): SeenLevels | undefined {
  const all = [...values.keys()];
  const isOfLetters = all.length > 1 && all.every((text) => Object.hasOwn(letters, text.toLowerCase()));
  const level = (text: string): Level | undefined =>
    isOfLetters ? own(letters, text.toLowerCase()) : levelOfText(text);
  const unknown = all.filter((text) => level(text) === undefined);
  const total = sumOf(values.values());
  if (unknown.length === all.length || unknown.length > MOST_UNKNOWN_SPELLINGS || unknown.includes(""))
    return undefined;
  if (sumOf(unknown.map((text) => values.get(text) ?? 0)) > total * MOST_UNKNOWN) return undefined;
  const style = styleOf(all.filter((text) => !unknown.includes(text)));
  const fitting = families.filter((family) => {
    const spelled = levelNames.flatMap((each) => family[each].map(String)).map(style);
    return all.every((text) => unknown.includes(text) || spelled.includes(text));
  });
  // The last ones are for what the others do not fit.
  const usual = fitting.filter((family) => families.indexOf(family) < 3);
  const chosen = usual.length > 0 ? usual : fitting.slice(0, 1);
  return completed(
    values,
    (text) => level(text) ?? "info",
    unknown,
    (each) => chosen.flatMap((family) => family[each].map((text) => style(String(text)))),
  );
}

function ofNumbers(values: ReadonlyMap<number, number>, name: string): SeenLevels | undefined {
  const fits = ({ family }: { readonly family: Family }): boolean => {
    const spelled = levelNames.flatMap((level) => family[level]);
    return [...values.keys()].every((value) => spelled.includes(value));
  };
  const named = numbers.find((each) => each.name?.test(name) === true && fits(each));
  const found = named ?? numbers.find((each) => each.name === undefined && fits(each));
  if (found === undefined) return undefined;
  const { family } = found;
  const level = (value: number): Level => levelNames.find((each) => family[each].includes(value)) ?? "info";
  return completed(values, level, [], (each) => family[each]);
}

function completed<Value extends Spelling>(
  values: ReadonlyMap<Value, number>,
  level: (value: Value) => Level,
  unknown: readonly Value[],
  usual: (level: Level) => readonly Spelling[],
): SeenLevels {
  const seen = new Map<Level, Spelling[]>();
  const lines = new Map<Level, number>();
  const known = new Set<Spelling>(values.keys());
  for (const [value, count] of values) {
    const each = level(value);
    seen.set(each, [...(seen.get(each) ?? []), value]);
    lines.set(each, (lines.get(each) ?? 0) + count);
  }
  const of = <T>(part: (each: Level) => T) =>
    Object.fromEntries(levelNames.map((each) => [each, part(each)])) as Record<Level, T>;
  // Numbers have one meaning in a library, words have many spellings.
  const isOfNumbers = [...known].every((value) => typeof value === "number");
  const spellings = of(
    (each) =>
      (isOfNumbers ? undefined : seen.get(each)) ??
      [...new Set(usual(each))].filter((text) => isOfNumbers || !known.has(text)),
  );
  return {
    spellings: of((each) =>
      typeof spellings[each][0] === "number"
        ? (spellings[each] as number[]).toSorted((a, b) => a - b)
        : spellings[each],
    ),
    lines: of((each) => lines.get(each) ?? 0),
    unknown,
    unseen: levelNames.filter((each) => !seen.has(each) && spellings[each].length > 0),
  };
}

/** How words are written: in upper case, as the first word of a sentence, or as they are; with what stands around them. */
function styleOf(texts: readonly string[]): (word: string) => string {
  const [first = ""] = texts;
  const [, before = "", word = "", after = ""] = /^([^=]*=|[^A-Za-z]*)?([A-Za-z]*)(.*)$/.exec(first) ?? [];
  const isAround = texts.every((text) => text.startsWith(before) && text.endsWith(after));
  const around = (text: string): string => (isAround ? `${before}${text}${after}` : text);
  const core = texts.map((text) => (isAround ? text.slice(before.length, text.length - after.length) : text));
  if (word.length > 1 && core.every((text) => text === text.toUpperCase())) return (text) => around(text.toUpperCase());
  if (core.every((text) => /^[A-Z][a-z]*$/.test(text)))
    return (text) => around(text.charAt(0).toUpperCase() + text.slice(1));
  return around;
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
