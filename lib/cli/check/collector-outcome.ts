import type { Finding } from "../../base";
import { checkCollector, type CollectorRuleId, readCollectors } from "../../collector";
import { isOfPlanned } from "../collector/planned";
import type { Io } from "../command";
import { collectorRuleIds } from "../findings/rules";
import { acceptancesFor } from "./acceptances-for";
import { collectorFiles, standardInputName } from "./collector-files";
import type { CheckedCollectors } from "./collector-text";
import { fileOutcome } from "./file-outcome";
import type { CheckOutcome } from "./outcome";
import type { CheckSettings } from "./settings";

/**
 * Checks anybody's configurations of the OpenTelemetry Collector. Of a configuration that `--config` names, only the acceptances count.
 *
 * @throws UsageError for a file that cannot be read
 */
export async function collectorOutcome(settings: CheckSettings, io: Io): Promise<CheckOutcome> {
  const { collectors: given, target } = settings;
  const acceptances = await acceptancesFor(settings, io);
  const checked = (await collectorFiles(given, io)).map(({ name, text }) => {
    const { collectors, findings } = readCollectors(name, text);
    return {
      file: name,
      holders: collectors.map(({ holder }) => holder),
      findings: [
        ...(given.includes(name) || name === standardInputName ? findings : findings.map(mildly)),
        ...collectors.flatMap((collector) => checkCollector({ ...collector, target })),
      ],
    };
  });
  const { files, ...found } = fileOutcome<CheckedCollectors>(
    checked,
    acceptances,
    settings,
    ({ path, rule }) => collectorRuleIds.has(rule) && !isOfPlanned(path),
    io,
  );
  return {
    ...found,
    reach: [],
    planned: [],
    dashboards: [],
    collectors: files,
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
