/**
 * First version of the AWS provider that is known to have `aws_cloudwatch_alarm_mute_rule`, which quiet hours need.
 */
export const muteRulesSince = "6.41.0";

/** First version of the AWS provider with `deletion_protection_enabled` of `aws_cloudwatch_log_group`. */
export const deletionProtectionSince = "6.25.0";

const part = String.raw`\s*(=|!=|>=|<=|~>|>|<)?\s*v?(\d+(?:\.\d+){0,2})(?:[-+][0-9A-Za-z.-]+)?\s*`;
const partShape = new RegExp(`^${part}$`);

/** Version constraints of Terraform, for a JSON Schema: {@link allowsFrom} reads all of them. */
export const constraintShape = new RegExp(`^${part}(?:,${part})*$`);

type Version = readonly [number, number, number];

/**
 * Whether a version constraint of Terraform allows a version of `least` or later; undefined if the text is not a constraint.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function allowsFrom(constraint: string, least: string): boolean | undefined {
  const wanted = versionOf(least) ?? [0, 0, 0];
  let allowed = true;
  for (const each of constraint.split(",")) {
    const [, operator = "=", text = ""] = partShape.exec(each) ?? [];
    const bound = versionOf(text);
    if (bound === undefined) return undefined;
    allowed &&= reaches(operator, bound, text.split(".").length, wanted);
  }
  return allowed;
}

/** Whether a version constraint of Terraform allows no version before `least`; undefined if the text is not a constraint. */
export function allowsOnlyFrom(constraint: string, least: string): boolean | undefined {
  const wanted = versionOf(least) ?? [0, 0, 0];
  let bounded = false;
  for (const each of constraint.split(",")) {
    const [, operator = "=", text = ""] = partShape.exec(each) ?? [];
    const bound = versionOf(text);
    if (bound === undefined) return undefined;
    bounded ||= ["=", ">=", ">", "~>"].includes(operator) && compare(bound, wanted) >= 0;
  }
  return bounded;
}

// Whether a version of `wanted` or later can satisfy one part of the constraint. A lower bound always can.
function reaches(operator: string, bound: Version, parts: number, wanted: Version): boolean {
  switch (operator) {
    case "=":
    case "<=":
      return compare(bound, wanted) >= 0;
    case "<":
      return compare(bound, wanted) > 0;
    case "~>":
      // Only the last part given may rise: ~> 6.25 allows versions below 7, ~> 6.25.0 those below 6.26; ~> 6 has no upper bound.
      return parts < 2 || compare(parts === 2 ? [bound[0] + 1, 0, 0] : [bound[0], bound[1] + 1, 0], wanted) > 0;
    default:
      return true;
  }
}

function versionOf(text: string): Version | undefined {
  if (text === "") return undefined;
  const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
  return [major, minor, patch];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
