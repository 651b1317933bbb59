import type { Path, Rule, Said } from "../../base";
import type { Subject } from "./subject";

/** Says what a rule finds at a place of the document. */
export type Report<RuleId extends string> = (rule: RuleId, at: Path, said: Said) => void;

/** Rules about one thing, and what looks for their findings in a dashboard. */
export interface Family<RuleId extends string = string> {
  readonly rules: Readonly<Record<RuleId, Rule>>;
  readonly check: (subject: Subject, report: Report<RuleId>) => void;
}

export function family<const RuleId extends string>(
  rules: Readonly<Record<RuleId, Rule>>,
  check: (subject: Subject, report: Report<NoInfer<RuleId>>) => void,
): Family<RuleId> {
  return { rules, check };
}
