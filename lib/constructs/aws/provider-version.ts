import { badConstraint, providerTooOld } from "../errors";
import { isKnown } from "./tokens";

type Version = readonly [number, number, number];

/**
 * Throws if a constraint of the AWS provider, as Terraform writes it, allows only versions before `minimum`.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function requireProvider(path: string, feature: string, constraint: string, minimum: string): void {
  if (!isKnown(constraint)) return;
  const least = version(path, constraint, minimum).numbers;
  for (const part of constraint.split(",")) {
    const [, operator = "=", text = ""] =
      /^\s*(=|!=|>=|<=|~>|>|<)?\s*v?([0-9][0-9.]*)(?:[-+][0-9A-Za-z.-]+)?\s*$/.exec(part) ?? [];
    const { length, numbers } = version(path, constraint, text);
    if (!reaches(operator, numbers, length, least)) throw providerTooOld(path, feature, constraint, minimum);
  }
}

// Whether a version of `least` or later can satisfy one part of the constraint. A lower bound always can.
function reaches(operator: string, bound: Version, length: number, least: Version): boolean {
  switch (operator) {
    case "=":
    case "<=":
      return compare(bound, least) >= 0;
    case "<":
      return compare(bound, least) > 0;
    case "~>":
      // All but the last part given is fixed: ~> 6.25 ends before 7, ~> 6.25.0 before 6.26.
      return (
        compare(
          length >= 3 ? [bound[0], bound[1] + 1, 0] : length === 2 ? [bound[0] + 1, 0, 0] : [Infinity, 0, 0],
          least,
        ) > 0
      );
    default:
      return true;
  }
}

function version(path: string, constraint: string, text: string): { numbers: Version; length: number } {
  const parts = text.split(".").map(Number);
  if (text === "" || parts.length > 3 || parts.some((part) => !Number.isInteger(part)))
    throw badConstraint(path, constraint);
  return { numbers: [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0], length: parts.length };
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
