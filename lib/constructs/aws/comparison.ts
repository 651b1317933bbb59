import { badValue, noComparison } from "../errors";
import { isKnownNumber } from "./tokens";

/** When a value is breaching: exactly one of the four comparisons. There is no default threshold. */
export type ThresholdComparison =
  | { readonly above: number; readonly atLeast?: never; readonly below?: never; readonly atMost?: never }
  | { readonly atLeast: number; readonly above?: never; readonly below?: never; readonly atMost?: never }
  | { readonly below: number; readonly above?: never; readonly atLeast?: never; readonly atMost?: never }
  | { readonly atMost: number; readonly above?: never; readonly atLeast?: never; readonly below?: never };

/** A comparison as arguments of an alarm. */
export interface Threshold {
  readonly comparisonOperator: string;
  readonly threshold: number;
}

const operators = {
  above: "GreaterThanThreshold",
  atLeast: "GreaterThanOrEqualToThreshold",
  below: "LessThanThreshold",
  atMost: "LessThanOrEqualToThreshold",
} as const;
const words = ["above", "atLeast", "below", "atMost"] as const;

/** @throws {ConstructError} unless exactly one comparison is given, with a finite number: Terraform would compare with 0 otherwise */
export function thresholdOf(path: string, severity: string, comparison: ThresholdComparison): Threshold {
  const given = words.filter((word) => comparison[word] !== undefined);
  const [word] = given;
  const threshold = word === undefined ? undefined : comparison[word];
  if (word === undefined || threshold === undefined || given.length > 1) throw noComparison(path, severity, given);
  if (isKnownNumber(threshold) && !Number.isFinite(threshold))
    throw badValue(path, `${severity}.${word}`, threshold, "Use a finite number.");
  return { comparisonOperator: operators[word], threshold };
}

/** Whether low values are breaching. */
export function looksDown(comparison: ThresholdComparison): boolean {
  return comparison.below !== undefined || comparison.atMost !== undefined;
}
