import { excessOf, isInRange, type LimitKey, type RangeKey, textFault, type TextKind } from "../../aws";
import { outOfRange, refusedText, tooMany } from "../limit-errors";
import { isKnown, isKnownNumber } from "./tokens";

// What constructs check against the tables of AWS. Values with tokens are not judged: Terraform knows them later.

/**
 * Checks a text that may hold tokens.
 *
 * @param what the text, for people; left out: the name that the table has for it
 * @throws {ConstructError} for a text that AWS refuses
 */
export function checkText(path: string, kind: TextKind, text: string, what?: string): void {
  if (isKnown(text)) checkKnownText(path, kind, text, what);
}

/** The same for a text that is written as it is, such as a pattern, in which `${` is not a token. */
export function checkKnownText(path: string, kind: TextKind, text: string, what?: string): void {
  const fault = textFault(kind, text);
  if (fault !== undefined) throw refusedText(path, { kind, text, fault, what });
}

/**
 * Checks how many there are of something.
 *
 * @throws {ConstructError} for more than AWS accepts
 */
export function checkCount(path: string, limit: LimitKey, count: number, fix: string): void {
  const excess = excessOf(limit, count);
  if (excess !== undefined) throw tooMany(path, excess, fix);
}

/**
 * Checks a number.
 *
 * @param property where the value is given: `anomalyDetection.visibilityDays`
 * @throws {ConstructError} for a number that AWS refuses
 */
export function checkRange(path: string, range: RangeKey, value: number, property: string): void {
  if (isKnownNumber(value) && !isInRange(range, value)) throw outOfRange(path, range, value, property);
}
