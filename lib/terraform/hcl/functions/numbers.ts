import { greatest, least } from "../../../base";
import { itemsOf, toBool, toNumber, toText } from "../convert";
import { refuse } from "../errors";
import { reckoned } from "../number";
import { list, type Value } from "../value";
import type { LanguageFunction } from "./language-function";
import { define, ofAny, ofNumbers } from "./define";

export const numberFunctions: Readonly<Record<string, LanguageFunction>> = {
  abs: ofNumbers(1, (number = 0) => Math.abs(number)),
  ceil: ofNumbers(1, (number = 0) => Math.ceil(number) + 0),
  floor: ofNumbers(1, (number = 0) => Math.floor(number)),
  signum: ofNumbers(1, (number = 0) => Math.sign(number)),
  pow: ofNumbers(2, (base = 0, exponent = 0) => reckoned(base ** exponent)),
  log: ofNumbers(2, (number = 0, base = 0) => Math.log(number) / Math.log(base)),
  max: ofAny(1, (given) => greatest(given.map((value) => toNumber(value)))),
  min: ofAny(1, (given) => least(given.map((value) => toNumber(value)))),
  sum: define(1, 1, (items) => {
    const numbers = itemsOf(items ?? null).map((item) => toNumber(item, "an item"));
    return numbers.length === 0
      ? refuse("cannot sum an empty list")
      : numbers.reduce((total, number) => reckoned(total + number));
  }),
  parseint: define(2, 2, (text, base) => parseInteger(toText(text ?? null), toNumber(base ?? null))),
  range: define(1, 3, (...given) => range(given.map((value) => toNumber(value)))),
  alltrue: define(1, 1, (items) => itemsOf(items ?? null).every(isTrue)),
  anytrue: define(1, 1, (items) => itemsOf(items ?? null).some(isTrue)),
};

function isTrue(value: Value): boolean {
  return value !== null && toBool(value, "an item");
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parseInteger(text: string, base: number): number {
  if (!Number.isInteger(base) || base < 2 || base > 62) return refuse(`the base must be between 2 and 62, not ${base}`);
  const digits = text.replace(/^[+-]/, "");
  let value = 0;
  for (const char of digits) {
    // Up to base 36 capitals and small letters are the same digits.
    const digit = DIGITS.indexOf(base <= 36 ? char.toLowerCase() : char);
    if (digit < 0 || digit >= base) return refuse(`${JSON.stringify(text)} is not a whole number in base ${base}`);
    value = value * base + digit;
  }
  if (digits === "") return refuse(`${JSON.stringify(text)} is not a whole number in base ${base}`);
  return text.startsWith("-") ? 0 - value : value;
}

const MOST_OF_RANGE = 1024;

function range(given: readonly number[]): Value {
  const [first = 0, second, third] = given;
  const [start, limit] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (limit < start ? -1 : 1);
  if (step === 0) return refuse("the step must not be zero");
  if (limit < start !== step < 0 && limit !== start)
    return refuse(`the step must be ${limit < start ? "negative" : "positive"}`);
  const numbers: number[] = [];
  for (let number = start; step < 0 ? number > limit : number < limit; number = reckoned(number + step)) {
    if (numbers.length === MOST_OF_RANGE) return refuse(`the range has more than ${MOST_OF_RANGE} numbers`);
    numbers.push(number);
  }
  return list(numbers);
}
