import { didYouMean, line, type Rule } from "../../base";
import { collectorRules } from "../../collector";
import { configRules } from "../../config";
import { contractRules } from "../../contract";
import { dashboardRules } from "../../dashboards/rules";
import { logRules } from "../../records";
import { replayRules, templateRules } from "../../replay";
import { metricRules } from "../../replay/metrics";
import { reachRules } from "../../replay/reach";

/** Every rule whose findings `check` and `replay` report, by its id. */
export const rulesById: ReadonlyMap<string, Rule> = new Map(
  [
    configRules,
    contractRules,
    templateRules,
    reachRules,
    replayRules,
    logRules,
    metricRules,
    collectorRules,
    dashboardRules,
  ].flatMap(({ rules }) => Object.entries<Rule>(rules)),
);

/** Rules that a check of Terraform applies. */
export const terraformRules: ReadonlySet<string> = new Set(
  Object.keys({ ...templateRules.rules, ...reachRules.rules }),
);

/** Rules that a check of collectors applies. */
export const collectorRuleIds: ReadonlySet<string> = new Set(Object.keys(collectorRules.rules));

/** Rules that a check of dashboards applies. */
export const dashboardRuleIds: ReadonlySet<string> = new Set(Object.keys(dashboardRules.rules));

/** Rules that a check of a configuration applies. */
export const configurationRules: ReadonlySet<string> = new Set(
  Object.keys({ ...configRules.rules, ...contractRules.rules }),
);

/**
 * The rules of `--only`, and those that say that input could not be read: without them a report would look complete. Undefined where all
 * are wanted.
 *
 * @param problems receives what is wrong
 */
export function readOnly(names: readonly string[], problems: string[]): ReadonlySet<string> | undefined {
  for (const name of names)
    if (!rulesById.has(name))
      problems.push(line`--only ${name}: there is no such rule.${didYouMean(name, rulesById.keys())}`);
  if (names.length === 0) return undefined;
  const always = [...rulesById].flatMap(([id, { unread }]) => (unread === true ? [id] : []));
  return new Set([...names, ...always]);
}
