/** Whether a text matches an IAM pattern: `*` is any number of characters, `?` exactly one. Takes at most quadratic time. */
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
 * Evaluates ArnLike, and ArnEquals, which is the same: each of the six parts of an ARN may hold wildcards, and only a wildcard in the last
 * part matches across colons. Undefined for a pattern that is not an ARN: AWS does not document what it means.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function matchesArn(pattern: string, arn: string): boolean | undefined {
  const patterns = partsOf(pattern);
  const parts = partsOf(arn);
  if (patterns.length < 6) return undefined;
  return parts.length === 6 && patterns.every((part, n) => matchesWildcard(part, parts[n] ?? ""));
}

// Not `readArn`: a wildcard may stand for the scheme `arn`, too, and for fewer or more parts than an ARN has.
function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
