/** Whether a text is what a pattern of IAM says: `*` any characters, `?` one. Linear in practice, never exponential. */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let patternAt = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    const char = pattern.charAt(patternAt);
    if (char === "*") {
      star = patternAt++;
      retry = at;
    } else if (char !== "" && (char === "?" || char === text.charAt(at))) {
      at++;
      patternAt++;
    } else if (star >= 0) {
      patternAt = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern.charAt(patternAt) === "*") patternAt++;
  return patternAt === pattern.length;
}

/**
 * ArnLike, and ArnEquals, which is the same: each of the six parts of an ARN may hold wildcards, and none reaches over a colon
 * but in the last. Undefined for a pattern that is not an ARN, whose meaning is not documented.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function matchesArn(pattern: string, arn: string): boolean | undefined {
  const patterns = arnParts(pattern);
  const parts = arnParts(arn);
  if (patterns.length < 6) return undefined;
  return parts.length === 6 && patterns.every((part, n) => matchesWildcard(part, parts[n] ?? ""));
}

/** Partition, service, Region, account and the rest behind `arn`; the rest may hold colons. */
export function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
