import type { RegexSource } from "./regex-source";

/** How often the preceding character may occur. */
export interface Repetition {
  readonly min: number;
  /** Infinity for any number. */
  readonly max: number;
}

const MAX_REPEAT = 1000;

/**
 * Reads the quantifier of the item that starts at `start`, with the `?` that makes it lazy, which does not change what matches.
 *
 * @returns undefined if there is no quantifier
 */
export function readQuantifier(source: RegexSource, start: number): Repetition | undefined {
  const repetition = source.peek() === "{" ? readBraces(source) : readMark(source);
  if (repetition === undefined) return undefined;
  source.takes("?");
  if (isMark(source.peek()) || source.peek() === "{") {
    const fix = "Write one quantifier; possessive and stacked ones are not supported.";
    throw source.fault(start, source.at + 1, fix);
  }
  return repetition;
}

/** True for the quantifiers of one character. */
export function isMark(char: string): boolean {
  return char === "*" || char === "+" || char === "?";
}

function readMark(source: RegexSource): Repetition | undefined {
  const char = source.peek();
  if (!isMark(char)) return undefined;
  source.at++;
  return { min: char === "+" ? 1 : 0, max: char === "?" ? 1 : Infinity };
}

function readBraces(source: RegexSource): Repetition {
  const { at } = source;
  const found = /^\{(\d+)(,?)(\d*)\}/.exec(source.text.slice(at));
  if (found === null)
    throw source.fault(at, at + 1, "Write a repetition as {2}, {2,} or {2,5}; write \\{ for the character itself.");
  const min = Number(found[1]);
  const max = found[2] === "" ? min : found[3] === "" ? Infinity : Number(found[3]);
  const end = at + found[0].length;
  if (max < min) throw source.fault(at, end, `Write the smaller number first: {${max},${min}}.`);
  if (min > MAX_REPEAT || (max !== Infinity && max > MAX_REPEAT))
    throw source.fault(at, end, `Repeat at most ${MAX_REPEAT} times.`);
  source.at = end;
  return { min, max };
}
