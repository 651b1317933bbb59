/**
 * First version of the AWS provider that is known to have `aws_cloudwatch_alarm_mute_rule`, which quiet hours need.
 */
export const muteRulesSince = "6.41.0";

/** First version of the AWS provider with `deletion_protection_enabled` of `aws_cloudwatch_log_group`. */
export const deletionProtectionSince = "6.25.0";

/**
 * First version of the AWS provider with `warm_up_configuration` of `aws_cloudwatch_metric_alarm`.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/pull/49873
 */
export const warmUpSince = "6.64.0";

/**
 * First version of the AWS provider with `aws_xray_trace_segment_destination` and `aws_xray_indexing_rule`.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/releases/tag/v6.46.0
 */
export const transactionSearchSince = "6.46.0";

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
  return boundsIn(constraint)?.every((bound) => reaches(bound, wanted));
}

/** Whether a version constraint of Terraform allows no version before `least`; undefined if the text is not a constraint. */
export function allowsOnlyFrom(constraint: string, least: string): boolean | undefined {
  const wanted = versionOf(least) ?? [0, 0, 0];
  return boundsIn(constraint)?.some(
    ({ operator, version }) => ["=", ">=", ">", "~>"].includes(operator) && compare(version, wanted) >= 0,
  );
}

/** One part of a constraint: an operator and a version of one to three parts. */
interface Bound {
  readonly operator: string;
  readonly version: Version;
  readonly parts: number;
}

function boundsIn(constraint: string): readonly Bound[] | undefined {
  const bounds: Bound[] = [];
  for (const each of constraint.split(",")) {
    const [, operator = "=", text = ""] = partShape.exec(each) ?? [];
    const version = versionOf(text);
    if (version === undefined) return undefined;
    bounds.push({ operator, version, parts: text.split(".").length });
  }
  return bounds;
}

// Whether a version of `wanted` or later can satisfy one part of the constraint. A lower bound always can.
function reaches({ operator, parts, version: bound }: Bound, wanted: Version): boolean {
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
