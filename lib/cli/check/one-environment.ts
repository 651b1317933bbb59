import { rules, type ConfigFinding } from "../../config";

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

const onPlan = new Set(rules.filter(({ reads }) => reads === "plan").map(({ id }) => id));

// Rules that look at one environment say which: in the path if it is the environment's own setting, else in the message.
function isElsewhere({ rule, at: { path }, message }: ConfigFinding, environment: string): boolean {
  const [, said] = /^in environment (\S+) /.exec(message) ?? [];
  if (said !== undefined) return said !== environment;
  return onPlan.has(rule) && path[0] === "environments" && path[1] !== environment;
}
