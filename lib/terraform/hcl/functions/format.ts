import { itemsOf, toBool, toNumber, toText } from "../convert";
import { refuse } from "../errors";
import { numberText } from "../number";
import { isSequence, list, type Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { ofAny, toWhole } from "./define";
import { jsonEncode, jsonText } from "./encodings";
import { checkedLength } from "./length";
import { characters } from "./texts";

export const formatFunctions: Readonly<Record<string, LanguageFunction>> = {
  format: ofAny(1, ([pattern = null, ...given]) => format(toText(pattern, "the format"), given)),
  formatlist: ofAny(1, ([pattern = null, ...given]) => formatList(toText(pattern, "the format"), given)),
};

const VERB = /%(?:%|([-+ #0]*)([1-9][0-9]*)?(?:\.([0-9]+)?)?(?:\[([0-9]+)\])?([a-zA-Z])|)/g;
const HAS_PRECISION = /\.[0-9]*(?:\[[0-9]+\])?[a-zA-Z]$/;

/** `%-8.2f` in its parts. */
interface Verb {
  readonly letter: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

function format(pattern: string, given: readonly Value[]): string {
  let next = 0;
  let highest = 0;
  let length = pattern.length;
  const take = (): Value => {
    if (next >= given.length) return refuse(`there are not enough arguments for ${JSON.stringify(pattern)}`);
    highest = Math.max(highest, next + 1);
    return given[next++] ?? null;
  };
  const text = pattern.replace(VERB, (mark: string, ...groups: (string | undefined)[]) => {
    if (mark === "%%") return "%";
    const [flags = "", width = "0", precision = "0", place, letter] = groups;
    if (letter === undefined) return refuse(`${JSON.stringify(mark)} is not a verb of format`);
    if (place !== undefined) next = Number(place) - 1;
    const verb: Verb = {
      letter,
      flags,
      width: Number(width),
      precision: HAS_PRECISION.test(mark) ? Number(precision) : undefined,
    };
    const written = padded(printed(verb, take()), verb);
    length += written.length;
    checkedLength(length);
    return written;
  });
  if (highest < given.length && !/%[^%]*\[/.test(pattern))
    return refuse(`there are too many arguments for ${JSON.stringify(pattern)}`);
  return text;
}

function printed({ letter, flags, precision }: Verb, value: Value): string {
  const argument = `the argument of %${letter}`;
  switch (letter) {
    case "v":
      return flags.includes("#") ? jsonEncode(value) : plain(value);
    case "s":
      return cut(value === null ? "null" : toText(value, argument), precision);
    case "q":
      return jsonText(cut(toText(value), precision));
    case "t":
      return String(toBool(value, argument));
    case "d":
      return signed(numberText(toWhole(value, argument)), flags);
    case "b":
      return signed(toWhole(value, argument).toString(2), flags);
    case "o":
      return signed(toWhole(value, argument).toString(8), flags);
    case "x":
      return signed(toWhole(value, argument).toString(16), flags);
    case "X":
      return signed(toWhole(value, argument).toString(16), flags).toUpperCase();
    case "f":
    case "F":
      return signed(toNumber(value, argument).toFixed(precision ?? 6), flags);
    case "e":
      return signed(exponential(toNumber(value, argument), precision), flags);
    case "E":
      return signed(exponential(toNumber(value, argument), precision), flags).toUpperCase();
    case "g":
    case "G":
      return signed(shortest(toNumber(value, argument), precision), flags);
    default:
      return refuse(`%${letter} is not a verb of format`);
  }
}

function signed(text: string, flags: string): string {
  if (text.startsWith("-")) return text;
  if (flags.includes("+")) return `+${text}`;
  return flags.includes(" ") ? ` ${text}` : text;
}

/** Go prints at least two digits of the exponent. */
function exponential(number: number, precision = 6): string {
  return number.toExponential(precision).replace(/e([+-])(\d)$/, "e$10$2");
}

/** What `%s` and `%v` print: a collection as JSON. */
function plain(value: Value): string {
  if (value === null) return "null";
  return typeof value === "object" ? jsonEncode(value) : toText(value);
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : characters(text).slice(0, precision).join("");
}

function shortest(number: number, precision: number | undefined): string {
  const exponent = number === 0 ? 0 : Math.floor(Math.log10(Math.abs(number)));
  const digits = precision ?? Infinity;
  const limit = precision === undefined ? 6 : Math.max(1, precision);
  if (exponent < -4 || exponent >= limit) {
    const text = Number.isFinite(digits) ? number.toExponential(Math.max(0, digits - 1)) : number.toExponential();
    return text.replace(/\.?0+e/, "e").replace(/e([+-])(\d)$/, "e$10$2");
  }
  return numberText(Number.isFinite(digits) ? Number(number.toPrecision(Math.max(1, digits))) : number);
}

/** Far more than any name in AWS has. */
const WIDEST = 100_000;

function padded(text: string, { flags, letter, width }: Verb): string {
  const missing = width - characters(text).length;
  if (missing <= 0) return text;
  if (missing > WIDEST) return refuse(`a width of ${width} is more than ${WIDEST}`);
  if (flags.includes("-")) return text + " ".repeat(missing);
  if (!flags.includes("0")) return " ".repeat(missing) + text;
  const sign = "dfFeEgGbox".includes(letter) ? (/^[+\- ]/.exec(text)?.[0] ?? "") : "";
  return sign + "0".repeat(missing) + text.slice(sign.length);
}

/** One text for each item: lists of one length side by side, other arguments repeated. */
function formatList(pattern: string, given: readonly Value[]): Value {
  const lengths = new Set(given.filter(isSequence).map((items) => items.items.length));
  if (lengths.size > 1) return refuse("the lists must have the same length");
  const [length = 1] = lengths;
  let size = 0;
  return list(
    Array.from({ length }, (_, index) => {
      const one = format(
        pattern,
        given.map((value) => (isSequence(value) ? (itemsOf(value)[index] ?? null) : value)),
      );
      size += one.length;
      checkedLength(size);
      return one;
    }),
  );
}
