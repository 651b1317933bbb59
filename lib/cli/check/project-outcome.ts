import type { Finding } from "../../base";
import { type Config, type ConfigFinding, deployedEnvironments, planEnvironment } from "../../config";
import { stacksBefore } from "../against/stacks-before";
import type { Io } from "../command";
import { accepting } from "../findings/acceptances";
import { type Reported, reportedOf } from "../findings/reported";
import { collectorRuleIds, configurationRules, terraformRules } from "../findings/rules";
import { unusedAcceptances } from "../findings/unused-acceptances";
import { isWanted } from "../findings/wanted";
import { isProject } from "../project";
import type { Loaded } from "./load";
import { findingsFor } from "./one-environment";
import type { CheckOutcome } from "./outcome";
import { isOfPlanned } from "../collector/planned";
import { plannedFindings } from "./planned-findings";
import { type FollowedStack, type Reachability, reachability } from "./reachability";
import { countsOf, errorsIn, type ReachUnseen } from "./report";
import type { CheckSettings } from "./settings";

/** Checks a configuration, the collectors that it gives and, in a project, the Terraform that comes of it. */
export async function projectOutcome(loaded: Loaded, settings: CheckSettings, io: Io): Promise<CheckOutcome> {
  const { acceptances, config } = loaded;
  const { against, env, only } = settings;
  const found = env === undefined ? loaded.findings : findingsFor(env, loaded.findings, config === undefined);
  const unseen = whyNotSynthesized(loaded, found, settings, io);
  const stacks = config === undefined || unseen !== null ? [] : await reachOf(config, loaded, settings, io);
  const own = accepting(found, acceptances, undefined, io);
  const ofStacks = stacks.map((stack) => ({
    stack,
    ...accepting(stack.findings, acceptances, stack.environment, io),
  }));
  const chosen = config === undefined ? [] : env === undefined ? deployedEnvironments(config) : [env];
  const planned = config === undefined ? [] : plannedFindings(config, chosen, loaded);
  const ofCollectors = planned.map((each) => ({
    each,
    ...accepting(each.findings, acceptances, each.environment, io),
  }));
  const unused =
    env === undefined && only === undefined
      ? unusedAcceptances(
          acceptances,
          new Set([own, ...ofStacks, ...ofCollectors].flatMap(({ used }) => [...used])),
          ({ path, rule }) =>
            configurationRules.has(rule) ||
            (unseen === null && terraformRules.has(rule)) ||
            // Others are of files that --collector names.
            (config !== undefined && collectorRuleIds.has(rule) && isOfPlanned(path)),
          [...found, ...[...stacks, ...planned].flatMap(({ findings }): readonly Finding[] => findings)],
        )
      : [];
  const wanted = own.findings.filter((one) => isWanted(one, only));
  const isUnusable = config === undefined && errorsIn(wanted) === 0;
  return {
    // Errors of other rules keep the whole configuration from being checked: `--only` does not hide that.
    findings: [...(isUnusable ? own.findings : wanted), ...unused],
    reach: ofStacks.map(({ findings, stack }) => ({
      ...stack,
      findings: findings.filter((one) => isWanted(one, only)),
    })),
    collectors: [],
    dashboards: [],
    planned: ofCollectors.map(({ each, findings }) => ({
      ...each,
      findings: findings.filter((one) => isWanted(one, only)),
    })),
    accepted: [
      ...own.accepted.filter((one) => isWanted(one, only)).map((finding): Reported => ({ finding })),
      ...ofStacks.flatMap(({ accepted, stack }) =>
        reportedOf(
          accepted.filter((one) => isWanted(one, only)),
          stack,
        ),
      ),
      ...ofCollectors.flatMap(({ accepted, each: { file, source } }) =>
        accepted.filter((one) => isWanted(one, only)).map((finding): Reported => ({ finding, stack: source, file })),
      ),
    ],
    against,
    project: { counts: config === undefined ? undefined : countsOf(config, chosen.length), unseen },
  };
}

/** Why the Terraform is not looked at; null: it is. A configuration with errors is not synthesized. */
function whyNotSynthesized(
  { config }: Loaded,
  findings: readonly ConfigFinding[],
  { config: given, withReach }: CheckSettings,
  io: Io,
): ReachUnseen | null {
  if (config === undefined || errorsIn(findings) > 0) return "errors";
  if (!withReach) return "no-reach";
  // The project's app may not use the configuration that --config names.
  if (given !== undefined) return "config";
  return isProject(io.cwd) ? null : "no-project";
}

/** Whom the alarms of a project reach, in one environment or in all. */
async function reachOf(
  config: Config,
  { file }: Loaded,
  { against, env }: CheckSettings,
  io: Io,
): Promise<Reachability[]> {
  const environments = env === undefined ? deployedEnvironments(config) : [env];
  const stacks = environments.map((environment) => followedStack(config, environment));
  const names = stacks.map(({ name }) => name);
  const before = against === undefined ? undefined : await stacksBefore(against, names, io);
  return reachability(stacks, file, before, io);
}

/** The stack of an environment, and its topics that notify nobody on purpose. */
export function followedStack(config: Config, environment: string): FollowedStack {
  const { routes, stack, topics } = planEnvironment(config, environment);
  const heard = new Set(routes.flatMap(({ severities }) => severities));
  const silent = topics.filter(({ scope, severity }) => scope === undefined && !heard.has(severity));
  return { name: stack, environment, silentTopics: silent.map((topic) => topic.name) };
}
