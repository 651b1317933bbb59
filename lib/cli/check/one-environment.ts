import { ruleSections, type ConfigFinding } from "../../config";

/**
 * The findings that concern one environment: those of the configuration as such, and those of what comes of it there.
 *
 * If they hold no error and yet the configuration is unusable, it is so in this environment too: then all are given.
 */
export function findingsFor(
  environment: string,
  findings: readonly ConfigFinding[],
  unusable: boolean,
): readonly ConfigFinding[] {
  const here = findings.filter((finding) => !isElsewhere(finding, environment));
  return unusable && !here.some(({ severity }) => severity === "error") ? findings : here;
}

// What is so in one environment says which; what comes of an environment's own settings stands there.
function isElsewhere({ rule, at: { environment, path } }: ConfigFinding, here: string): boolean {
  if (environment !== undefined) return environment !== here;
  return Object.hasOwn(ruleSections.environments, rule) && path[0] === "environments" && path[1] !== here;
}
