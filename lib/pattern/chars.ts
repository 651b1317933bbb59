/**
 * Character classes of the pattern language. A letter is any Unicode letter: the service was recorded to read `café` as one term.
 */
export const TERM = /[\p{L}\p{Nd}_.]+/uy;
/** An unquoted value: also `*` and `-`. */
export const WORD = /[\p{L}\p{Nd}_.*-]+/uy;
/** A step of a JSON selector. */
export const KEY = /[\p{L}\p{Nd}_-]+/uy;
/** A name of a space-delimited field; the parser checks that it does not start with a digit. */
export const FIELD = /[\p{L}\p{Nd}_]+/uy;
/** The longest number. `.5` and `5.` are words. */
export const NUMBER = /[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
export const BLANKS = /[ \t\r\n]+/y;

/** Where the match of a sticky expression at `at` ends; `at` if it does not match there. */
export function endOfMatch(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}

/** Whether the sticky expression matches all of `text`. */
export function isAll(expression: RegExp, text: string): boolean {
  return text !== "" && endOfMatch(expression, text, 0) === text.length;
}

/** The offset after the character (code point) at `at`; the length of the text at its end. */
export function after(text: string, at: number): number {
  const point = text.codePointAt(at);
  return point === undefined ? text.length : at + (point > 0xffff ? 2 : 1);
}

/** The number of characters (code points, not UTF-16 units) of a text. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at = after(text, at)) count++;
  return count;
}
