import type { FilePlace, Finding } from "../../../base";
import type { Decision } from "../coverage";
import { nothingExpected } from "../problems";
import type { CollectorScenarioRuleId } from "../rules";
import type { CollectorScenario } from "../scenario";
import type { SentItem } from "../sent";
import { arrivalsOf, type ArrivedMessage } from "./arrivals";
import { judgeItem } from "./judge-item";
import { judgeNowhere } from "./judge-nowhere";
import type { CollectorVerdict } from "./verdict";

/** What was seen of a run. */
export interface Observed {
  /** Over OTLP. */
  readonly sent: readonly SentItem[];
  /** Texts of files that receivers read. */
  readonly files: readonly string[];
  readonly messages: readonly ArrivedMessage[];
  /** What the collector logged. */
  readonly log: string;
  readonly findings: readonly Finding<CollectorScenarioRuleId, FilePlace>[];
  readonly decisions: readonly Decision[];
}

/** Judges a scenario by what came out. */
export function judgeScenario(scenario: CollectorScenario, observed: Observed): CollectorVerdict {
  const arrivals = arrivalsOf(observed.messages, observed.sent);
  const judgements = scenario.expectations.map((each) =>
    each.kind === "item" ? judgeItem(each, observed.sent, arrivals) : judgeNowhere(each, observed),
  );
  const findings = [...observed.findings, ...nothingExpected(scenario, observed.sent)];
  const isSound = findings.every(({ severity }) => severity !== "error");
  return {
    scenario,
    held: isSound && judgements.every(({ held }) => held),
    judgements,
    findings,
    decisions: observed.decisions,
  };
}
