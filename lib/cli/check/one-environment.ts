import { ruleSections, type ConfigFinding } from "../../config";

/**
 * The findings that concern one environment: those of the configuration in general, and those of this environment.
 *
 * If none of them is an error but the configuration is unusable, all findings are returned.
 */
export function findingsFor(
  environment: string,
  findings: readonly ConfigFinding[],
  unusable: boolean,
): readonly ConfigFinding[] {
  const here = findings.filter((finding) => !isElsewhere(finding, environment));
  return unusable && !here.some(({ severity }) => severity === "error") ? findings : here;
}

// A finding names its environment, or its path is below that environment.
function isElsewhere({ rule, at: { environment, path } }: ConfigFinding, here: string): boolean {
  if (environment !== undefined) return environment !== here;
  return Object.hasOwn(ruleSections.environments, rule) && path[0] === "environments" && path[1] !== here;
}
