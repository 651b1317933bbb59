import { type CharSet, negate, single } from "./char-set";
import { readClass, readEscape } from "./regex-class";
import { isMark, readQuantifier, type Repetition } from "./regex-quantifier";
import { type RegexOrigin, RegexSource } from "./regex-source";

/**
 * A regular expression of the service's dialect: alternatives of items. There are no groups, so nothing nests.
 *
 * The dialect is documented by a list of characters and escapes. Recorded answers add that lazy quantifiers compile, and that
 * possessive ones and reversed ranges do not. That rules out `java.util.regex` and fits RE2, so this follows RE2 where
 * neither says more: `$` matches only at the very end, `.` is everything but a line feed, `\s` is `[\t\n\f\r ]`.
 * Syntax that engines read differently (an unescaped `{`, or a `[` inside a class) is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export type Regex = readonly (readonly Item[])[];

export type Item =
  | { readonly kind: "start" }
  | { readonly kind: "end" }
  | ({ readonly kind: "set"; readonly set: CharSet } & Repetition);

/** Characters that are allowed in a regular expression. The blank is in an example of the documentation, but not in its list. */
export const REGEX_CHARACTERS = /[A-Za-z0-9:_#=@/;, ^$?[\]{}|\\*+.-]+/y;

/** Longest expression, in characters, with its repetitions written out; limits the cost of matching. */
const MAX_SIZE = 5000;

/**
 * Compiles the text between the percent signs.
 *
 * @param origin where `text` is, for the error's span
 * @throws PatternError `Failed to compile regular expression.`
 */
export function parseRegex(text: string, origin: RegexOrigin): Regex {
  const source = new RegexSource(text, origin);
  const alternatives: Item[][] = [[]];
  let size = 0;
  while (source.peek() !== "") {
    const start = source.at;
    if (source.takes("|")) {
      alternatives.push([]);
      continue;
    }
    const item = readItem(source);
    if (item === undefined) continue;
    size += sizeOf(item);
    if (size > MAX_SIZE) throw source.fault(start, source.at, `Repeat less: at most ${MAX_SIZE} characters in total.`);
    alternatives[alternatives.length - 1]?.push(item);
  }
  return alternatives;
}

/** An atom with its quantifier; undefined for an optional anchor. */
function readItem(source: RegexSource): Item | undefined {
  const start = source.at;
  const atom = readAtom(source);
  const repetition = readQuantifier(source, start);
  if (repetition === undefined) return atom;
  if (atom.kind === "set") return { ...atom, ...repetition };
  return repetition.min === 0 ? undefined : atom;
}

function readAtom(source: RegexSource): Item {
  const start = source.at;
  const char = source.peek();
  if (isMark(char)) {
    const fix = `There is nothing before '${char}' to repeat; write \\${char} for the character itself.`;
    throw source.fault(start, start + 1, fix);
  }
  if (char === "{") throw source.fault(start, start + 1, "Write \\{ for the character itself.");
  source.at++;
  if (char === "^") return { kind: "start" };
  if (char === "$") return { kind: "end" };
  if (char === ".") return one(negate(single("\n")));
  if (char === "[") return one(readClass(source, start));
  if (char === "\\") return one(readEscape(source, start));
  return one(single(char));
}

function one(set: CharSet): Item {
  return { kind: "set", set, min: 1, max: 1 };
}

/** Length, in characters, with its repetitions written out. */
function sizeOf(item: Item): number {
  if (item.kind !== "set") return 0;
  return item.max === Infinity ? item.min + 1 : item.max;
}
