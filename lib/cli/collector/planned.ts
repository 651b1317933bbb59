import { line, pathText } from "../../base";
import {
  checkCollector,
  type CollectorFinding,
  type CollectorRuleId,
  collectorsBeside,
  collectorsOf,
  type CollectorText,
  collectorText,
  collectorTiers,
  deliveryOf,
  type PlannedCollector,
  printDocument,
  settingBehind,
} from "../../collector";
import { type CollectorPlan, type Config, effective, writtenAt } from "../../config";
import type { Loaded } from "../check/load";

/** A collector that a configuration gives, as text, and what is wrong with it. */
export interface PlannedText extends PlannedCollector, CollectorText {
  /** YAML, with the reasons of settings as comments. */
  readonly text: string;
  readonly findings: readonly CollectorFinding<CollectorRuleId>[];
}

/** The collectors of an environment's plan, with findings whose places lead back to what decides them in the configuration. */
export function plannedTexts(
  plan: CollectorPlan,
  config: Config,
  { acceptances: { positionOf } }: Pick<Loaded, "acceptances">,
): readonly PlannedText[] {
  const { environment } = plan;
  const origins = effective(config, environment);
  const said = new Set<string>();
  return [...collectorsOf(plan), ...collectorsBeside(plan)].map((planned) => {
    const { tier } = planned;
    const { comments, document } = collectorText(planned.collector, plan);
    const facts = { ...planned.facts, delivery: deliveryOf(plan, tier, document) };
    const found = checkCollector({ document, target: plan, facts, placeOf: (path) => ({ kind: "config", path }) });
    const findings = found.flatMap((finding): CollectorFinding<CollectorRuleId>[] => {
      const inTier = [tier, ...finding.at.path];
      const behind = settingBehind({ rule: finding.rule, tier, path: finding.at.path });
      if (behind === undefined) return [{ ...finding, at: { ...finding.at, path: inTier, environment } }];
      const path = writtenAt(origins, behind);
      // One setting may decide the same for several tiers.
      const key = JSON.stringify([finding.rule, path, finding.message]);
      if (said.has(key)) return [];
      said.add(key);
      return [
        {
          ...finding,
          at: { ...finding.at, path, environment, ...positionOf(path) },
          message: line`${pathText(inTier)}: ` + finding.message,
        },
      ];
    });
    return { ...planned, facts, comments, document, text: printDocument(document, comments), findings };
  });
}

/** Whether a path is of collectors that a configuration gives: `environments.prod.collector`, or `gateway.exporters`. */
export function isOfPlanned(path: string): boolean {
  return ["environments", ...collectorTiers].some((first) => path.startsWith(`${first}.`));
}
