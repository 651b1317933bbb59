import { findingJson, pathText } from "../../../base";
import { changeText } from "./change-text";
import type { CollectorOutcome } from "./outcome";

/** The outcome as JSON's value. */
export function collectorJson({ config, collector, verdicts, decisions, changes }: CollectorOutcome): object {
  return {
    config,
    collector,
    scenarios: verdicts.map(({ scenario, held, judgements, findings }) => ({
      name: scenario.name,
      file: scenario.file,
      held,
      expectations: judgements.map(({ path, text, held: isHeld, numbers, differences }) => ({
        path: pathText(path),
        text,
        held: isHeld,
        ...(numbers === undefined
          ? {}
          : { sent: numbers.sent, arrived: numbers.arrived, share: numbers.share ?? null }),
        differences,
      })),
      findings: findings.map(findingJson),
    })),
    decisions,
    changes: changes.map((each) => ({ ...each, text: changeText(each) })),
  };
}
