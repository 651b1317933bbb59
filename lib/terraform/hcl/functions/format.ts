import { itemsOf, toBool, toNumber, toText } from "../convert";
import { refuse } from "../errors";
import { numberText } from "../number";
import { isSequence, list, type Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { define, toWhole } from "./define";
import { jsonEncode, jsonText } from "./encodings";
import { characters } from "./texts";

export const formatFunctions: Readonly<Record<string, LanguageFunction>> = {
  format: define(1, Infinity, (pattern = null, ...given) => format(toText(pattern, "the format"), given)),
  formatlist: define(1, Infinity, (pattern = null, ...given) => formatList(toText(pattern, "the format"), given)),
};

const VERB = /%(?:%|([-+ #0]*)([0-9]+)?(?:\.([0-9]+)?)?(?:\[([0-9]+)\])?([a-zA-Z])|)/g;
const HAS_PRECISION = /\.[0-9]*(?:\[[0-9]+\])?[a-zA-Z]$/;

function format(pattern: string, given: readonly Value[]): string {
  let next = 0;
  let highest = 0;
  const take = (): Value => {
    if (next >= given.length) return refuse(`there are not enough arguments for ${JSON.stringify(pattern)}`);
    highest = Math.max(highest, next + 1);
    return given[next++] ?? null;
  };
  const text = pattern.replace(
    VERB,
    (mark: string, flags?: string, width?: string, precision?: string, place?: string, verb?: string) => {
      if (mark === "%%") return "%";
      if (verb === undefined) return refuse(`${JSON.stringify(mark)} is no verb of a format`);
      if (place !== undefined) next = Number(place) - 1;
      const plain = formatVerb(
        verb,
        flags ?? "",
        HAS_PRECISION.test(mark) ? Number(precision ?? "0") : undefined,
        take(),
      );
      return padded(plain, flags ?? "", width === undefined ? 0 : Number(width), verb);
    },
  );
  if (highest < given.length && !/%[^%]*\[/.test(pattern))
    return refuse(`there are too many arguments for ${JSON.stringify(pattern)}`);
  return text;
}

function formatVerb(verb: string, flags: string, precision: number | undefined, value: Value): string {
  const number = (): number => toNumber(value, `the argument of %${verb}`);
  const whole = (): number => toWhole(value, `the argument of %${verb}`);
  const signed = (text: string): string =>
    text.startsWith("-") ? text : flags.includes("+") ? `+${text}` : flags.includes(" ") ? ` ${text}` : text;
  const integer = (base: number): string => signed(whole().toString(base));
  switch (verb) {
    case "v":
      return flags.includes("#") ? jsonEncode(value) : plain(value);
    case "s":
      return cut(value === null ? "null" : toText(value, "the argument of %s"), precision);
    case "q":
      return jsonText(cut(toText(value), precision));
    case "t":
      return String(toBool(value, "the argument of %t"));
    case "d":
      return signed(numberText(whole()));
    case "b":
      return integer(2);
    case "o":
      return integer(8);
    case "x":
      return integer(16);
    case "X":
      return integer(16).toUpperCase();
    case "f":
    case "F":
      return signed(number().toFixed(precision ?? 6));
    case "e":
    case "E": {
      const text = signed(
        number()
          .toExponential(precision ?? 6)
          .replace(/e([+-])(\d)$/, "e$10$2"),
      );
      return verb === "E" ? text.toUpperCase() : text;
    }
    case "g":
    case "G":
      return signed(shortest(number(), precision));
    default:
      return refuse(`%${verb} is no verb of a format`);
  }
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

function padded(text: string, flags: string, width: number, verb: string): string {
  const missing = width - characters(text).length;
  if (missing <= 0) return text;
  if (missing > WIDEST) return refuse(`a width of ${width} is more than can be shown`);
  if (flags.includes("-")) return text + " ".repeat(missing);
  if (!flags.includes("0")) return " ".repeat(missing) + text;
  const sign = "dfFeEgGbox".includes(verb) ? (/^[+\- ]/.exec(text)?.[0] ?? "") : "";
  return sign + "0".repeat(missing) + text.slice(sign.length);
}

/** One text for each item: lists of one length side by side, other arguments repeated. */
function formatList(pattern: string, given: readonly Value[]): Value {
  const lengths = new Set(given.filter(isSequence).map((items) => items.items.length));
  if (lengths.size > 1) return refuse("the lists must have the same length");
  const [length = 1] = lengths;
  return list(
    Array.from({ length }, (_, index) =>
      format(
        pattern,
        given.map((value) => (isSequence(value) ? (itemsOf(value)[index] ?? null) : value)),
      ),
    ),
  );
}
