import type { Span } from "./ast";
import { badRegex } from "./errors";

/**
 * A regular expression of the service's dialect: alternatives of items. There are no groups, so nothing nests.
 *
 * The dialect is documented by a list of characters and escapes; what the recorded answers add: lazy quantifiers compile,
 * possessive ones and reversed ranges do not. That rules out `java.util.regex` and fits RE2, whose reading is taken
 * where neither says more: `$` matches only at the very end, `.` is everything but a line feed, `\s` is `[\t\n\f\r ]`.
 * What engines disagree on (an unescaped `{` or a `[` inside a class) is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export type Regex = readonly (readonly Item[])[];

export type Item =
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | { readonly kind: "set"; readonly set: CharSet; readonly min: number; readonly max: number };

/** One character: one of `chars` (all below U+0100), or with `others` any above that too. */
export interface CharSet {
  readonly chars: ReadonlySet<number>;
  readonly others: boolean;
}

/** Characters that may stand in a regular expression at all. The blank is in an example of the documentation, though not in its list. */
export const REGEX_CHARACTERS = /[A-Za-z0-9:_#=@/;, ^$?[\]{}|\\*+.-]+/y;

const MAX_REPEAT = 1000;
/** Characters that an expression may stand for with its repetitions written out; bounds what matching it can cost. */
const MAX_SIZE = 5000;
const DIGIT = between("0", "9");
const WORD = union(DIGIT, between("a", "z"), between("A", "Z"), single("_"));
const SPACE = union(...["\t", "\n", "\f", "\r", " "].map(single));
const CLASSES: Readonly<Record<string, CharSet>> = {
  d: DIGIT,
  D: negate(DIGIT),
  s: SPACE,
  S: negate(SPACE),
  w: WORD,
  W: negate(WORD),
};

/**
 * Compiles the text between the percent signs.
 *
 * @param origin the pattern's text and where in it `source` starts, for the error's span
 * @throws PatternError `Failed to compile regular expression.`
 */
export function parseRegex(source: string, origin: { text: string; start: number }): Regex {
  let at = 0;
  let size = 0;
  const fail = (from: number, to: number, fix: string) => {
    const span: Span = { start: origin.start + from, end: origin.start + Math.max(to, from + 1) };
    return badRegex(origin.text, span, fix);
  };

  const alternatives: Item[][] = [[]];
  while (at < source.length) {
    const start = at;
    const char = source.charAt(at);
    if (char === "|") {
      at++;
      alternatives.push([]);
      continue;
    }
    const atom = readAtom(char, start);
    const items = quantified(atom, start);
    for (const item of items) if (item.kind === "set") size += item.max === Infinity ? item.min + 1 : item.max;
    if (size > MAX_SIZE) throw fail(start, at, `Repeat less: at most ${MAX_SIZE} characters altogether.`);
    alternatives[alternatives.length - 1]?.push(...items);
  }
  return alternatives;

  function readAtom(char: string, start: number): Item {
    if (char === "*" || char === "+" || char === "?") {
      throw fail(
        start,
        start + 1,
        `Nothing stands before '${char}' to repeat; write \\${char} for the character itself.`,
      );
    }
    if (char === "{") throw fail(start, start + 1, "Write \\{ for the character itself.");
    at++;
    if (char === "^") return { kind: "start" };
    if (char === "$") return { kind: "end" };
    if (char === ".") return one(negate(single("\n")));
    if (char === "[") return one(readClass(start));
    if (char === "\\") return one(readEscape(start));
    return one(single(char));
  }

  function quantified(atom: Item, start: number): Item[] {
    const bounds = readQuantifier();
    if (bounds === undefined) return [atom];
    if (source.charAt(at) === "?") at++; // lazy: the same texts match
    const next = source.charAt(at);
    if (next === "*" || next === "+" || next === "?" || next === "{") {
      throw fail(start, at + 1, "Write one quantifier; possessive and stacked ones are not supported.");
    }
    if (atom.kind !== "set") return bounds.min === 0 ? [] : [atom];
    return [{ ...atom, ...bounds }];
  }

  function readQuantifier(): { min: number; max: number } | undefined {
    const char = source.charAt(at);
    if (char === "*" || char === "+" || char === "?") {
      at++;
      return { min: char === "+" ? 1 : 0, max: char === "?" ? 1 : Infinity };
    }
    if (char !== "{") return undefined;
    const found = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at));
    if (found === null)
      throw fail(at, at + 1, "Write a repetition as {2}, {2,} or {2,5}; write \\{ for the character itself.");
    const min = Number(found[1]);
    const max = found[2] === "" ? min : found[3] === "" ? Infinity : Number(found[3]);
    const end = at + found[0].length;
    if (max < min) throw fail(at, end, `Write the smaller number first: {${max},${min}}.`);
    if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT)) {
      throw fail(at, end, `Repeat at most ${MAX_REPEAT} times.`);
    }
    at = end;
    return { min, max };
  }

  /** After a backslash, which has been read. */
  function readEscape(start: number): CharSet {
    const char = source.charAt(at);
    if (char === "") throw fail(start, start + 1, "Write \\\\ for a backslash.");
    at++;
    const named = Object.hasOwn(CLASSES, char) ? CLASSES[char] : undefined;
    if (named !== undefined) return named;
    if (char === "x") {
      const hex = /^[0-9A-Fa-f]{2}/.exec(source.slice(at))?.[0];
      if (hex === undefined) throw fail(start, at, "Write two hexadecimal digits after \\x, e.g. \\x28 for '('.");
      at += 2;
      return charSet([Number.parseInt(hex, 16)]);
    }
    if (/[A-Za-z0-9]/.test(char)) {
      throw fail(start, at, "Use \\d \\D \\s \\S \\w \\W, or \\xHH for a character by its code, e.g. \\x09 for a tab.");
    }
    return single(char);
  }

  /** After `[`, which has been read. */
  function readClass(start: number): CharSet {
    const negated = source.charAt(at) === "^";
    if (negated) at++;
    const parts: CharSet[] = [];
    for (let first = true; ; first = false) {
      const from = at;
      const char = source.charAt(at);
      if (char === "")
        throw fail(start, source.length, "Close the class with ']'; write \\[ for the character itself.");
      if (char === "]" && !first) {
        at++;
        const set = union(...parts);
        return negated ? negate(set) : set;
      }
      if (char === "[") throw fail(from, from + 1, "Write \\[ for the character itself inside a class.");
      const low = readMember();
      const isRange = source.charAt(at) === "-" && source.charAt(at + 1) !== "]" && at + 1 < source.length;
      if (!isRange) {
        parts.push(low);
        continue;
      }
      at++;
      const high = readMember();
      parts.push(range(low, high, from));
    }
  }

  function readMember(): CharSet {
    const from = at;
    const char = source.charAt(at);
    at++;
    return char === "\\" ? readEscape(from) : single(char);
  }

  function range(low: CharSet, high: CharSet, from: number): CharSet {
    const [first, ...more] = low.chars;
    const [last, ...others] = high.chars;
    if (first === undefined || last === undefined || more.length + others.length > 0) {
      throw fail(from, at, "Put single characters on both sides of '-'; write \\- for the character itself.");
    }
    if (last < first) throw fail(from, at, "Write the range the other way round.");
    return charSet(Array.from({ length: last - first + 1 }, (_, i) => first + i));
  }
}

function one(set: CharSet): Item {
  return { kind: "set", set, min: 1, max: 1 };
}

function charSet(chars: Iterable<number>, others = false): CharSet {
  return { chars: new Set(chars), others };
}

function single(char: string): CharSet {
  return charSet([char.charCodeAt(0)]);
}

function between(low: string, high: string): CharSet {
  const first = low.charCodeAt(0);
  return charSet(Array.from({ length: high.charCodeAt(0) - first + 1 }, (_, i) => first + i));
}

function union(...sets: readonly CharSet[]): CharSet {
  return charSet(
    sets.flatMap((set) => [...set.chars]),
    sets.some((set) => set.others),
  );
}

function negate(set: CharSet): CharSet {
  const chars = Array.from({ length: 256 }, (_, code) => code).filter((code) => !set.chars.has(code));
  return charSet(chars, !set.others);
}
