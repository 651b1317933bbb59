import { toNumber, toText } from "../convert";
import { refuse } from "../errors";
import type { Value } from "../value";
import type { LanguageFunction } from "./language-function";

/** A function of a fixed or bounded number of arguments. */
export function define(
  least: number,
  most: number,
  call: (...given: Value[]) => Value,
  unknown: LanguageFunction["unknown"] = "nowhere",
): LanguageFunction {
  // eslint-disable-next-line sightline/no-unbounded-spread -- a call with more than `most` arguments is refused before
  return { least, most, unknown, call: (given) => call(...given) };
}

/** A function of any number of arguments, which may be the items of a long list. */
export function ofAny(
  least: number,
  call: (given: readonly Value[]) => Value,
  unknown: LanguageFunction["unknown"] = "nowhere",
): LanguageFunction {
  return { least, most: Infinity, unknown, call };
}

/** A function of texts. */
export function ofTexts(count: number, call: (...texts: string[]) => Value): LanguageFunction {
  // eslint-disable-next-line sightline/no-unbounded-spread -- as many as `count`
  return define(count, count, (...given) => call(...given.map((value) => toText(value, "an argument"))));
}

/** A function of numbers. */
export function ofNumbers(count: number, call: (...numbers: number[]) => Value): LanguageFunction {
  // eslint-disable-next-line sightline/no-unbounded-spread -- as many as `count`
  return define(count, count, (...given) => call(...given.map((value) => toNumber(value, "an argument"))));
}

/** A whole number; throws EvaluationFault for others. */
export function toWhole(value: Value, what = "an argument"): number {
  const number = toNumber(value, what);
  return Number.isInteger(number) ? number : refuse(`${what} must be a whole number, not ${number}`);
}
