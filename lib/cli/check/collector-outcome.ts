import { type Finding, nameMatcher } from "../../base";
import { checkCollector, type CollectorRuleId, readCollectors } from "../../collector";
import { isOfPlanned } from "../collector/planned";
import type { Io } from "../command";
import { accepting, unusedAcceptances } from "../findings/acceptances";
import type { Reported } from "../findings/reported";
import { collectorRuleIds, isWanted } from "../findings/rules";
import { acceptancesFor } from "./acceptances-for";
import { collectorFiles, standardInputName } from "./collector-files";
import type { CheckedCollectors } from "./collector-text";
import type { CheckOutcome } from "./outcome";
import type { CheckSettings } from "./settings";

/**
 * Checks anybody's configurations of the OpenTelemetry Collector. Of a configuration that `--config` names, only the acceptances count.
 *
 * @throws UsageError for a file that cannot be read
 */
export async function collectorOutcome(settings: CheckSettings, io: Io): Promise<CheckOutcome> {
  const { collectors: given, env, only, target } = settings;
  const acceptances = await acceptancesFor(settings, io);
  const checked = (await collectorFiles(given, io)).map(({ name, text }) => {
    const { collectors, findings } = readCollectors(name, text);
    return {
      file: name,
      holders: collectors.map(({ holder }) => holder),
      found: [
        ...(given.includes(name) || name === standardInputName ? findings : findings.map(mildly)),
        ...collectors.flatMap((collector) => checkCollector({ ...collector, target })),
      ],
    };
  });
  const judged = checked.map((each) => ({ ...each, ...accepting(each.found, acceptances, env, io) }));
  const applies = (environment: string | undefined): boolean =>
    environment === undefined || (env !== undefined && nameMatcher(environment)(env));
  const unused =
    only === undefined
      ? unusedAcceptances(
          acceptances,
          new Set(judged.flatMap(({ used }) => [...used])),
          ({ environment, path, rule }) => collectorRuleIds.has(rule) && !isOfPlanned(path) && applies(environment),
          checked.flatMap(({ found }) => found),
        )
      : [];
  return {
    findings: unused,
    reach: [],
    planned: [],
    dashboards: [],
    collectors: judged.map(({ file, findings, holders }): CheckedCollectors => ({
      file,
      holders,
      findings: findings.filter((one) => isWanted(one, only)),
    })),
    accepted: judged.flatMap(({ accepted, file }) =>
      accepted.filter((one) => isWanted(one, only)).map((finding): Reported => ({ finding, stack: file })),
    ),
    against: undefined,
    project: undefined,
  };
}

/** Folders and globs name other files, too. */
function mildly<F extends Finding>(finding: F): F {
  return finding.rule === ("collector-not-found" satisfies CollectorRuleId)
    ? { ...finding, severity: "info" }
    : finding;
}
