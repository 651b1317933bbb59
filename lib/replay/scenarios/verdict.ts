import type { FilePlace, Finding } from "../../base";
import type { LogRuleId } from "../../records";
import type { ScenarioRuleId } from "./rules";
import type { Scenario } from "./scenario";

/** The verdict on a scenario. */
export interface Verdict {
  readonly scenario: Scenario;
  /** Every expectation held, and nothing is wrong with the scenario. */
  readonly held: boolean;
  /** In the scenario's order. */
  readonly judgements: readonly Judgement[];
  /** What makes the scenario prove nothing: unknown names, no line that reached a log group, logs that cannot be read to their end. */
  readonly findings: readonly Finding<ScenarioRuleId | LogRuleId, FilePlace>[];
}

/** One expectation, and what happened instead. */
export interface Judgement {
  /** `expect[0]` */
  readonly path: string;
  /** The expectation in a sentence. */
  readonly text: string;
  readonly held: boolean;
  /** Empty if it held. */
  readonly differences: readonly Difference[];
}

/** What was expected of one alarm, filter or channel, line by line, and what happened. */
export interface Difference {
  readonly subject: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** The outcome of one expectation; or an unknown name in it. */
export type Outcome =
  | { readonly text: string; readonly differences: readonly Difference[] }
  | { readonly unknown: { readonly rule: ScenarioRuleId; readonly message: string; readonly fix: string } };
