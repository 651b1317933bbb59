type Version = readonly [number, number, number];

/**
 * True if a version constraint, as Terraform writes it, allows some version of `least` or later.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function reaches(constraint: string, least: string): boolean {
  const wanted = versionOf(least);
  return constraint.split(",").every((part) => {
    const [, operator = "=", text = ""] = /^\s*([=!<>]=?|~>)?\s*([\d.]+)\s*$/.exec(part) ?? [];
    const bound = versionOf(text);
    const parts = text.split(".").length;
    switch (operator) {
      case "=":
      case "<=":
        return compare(bound, wanted) >= 0;
      case "<":
        return compare(bound, wanted) > 0;
      case "~>":
        // All but the last part given is fixed: ~> 6.25 ends before 7, ~> 6.25.0 before 6.26.
        return parts < 2 || compare(parts === 2 ? [bound[0] + 1, 0, 0] : [bound[0], bound[1] + 1, 0], wanted) > 0;
      default:
        return true;
    }
  });
}

function versionOf(text: string): Version {
  const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
  return [major, minor, patch];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}
