import type { FilePlace, Finding, Path } from "../../../base";
import type { Decision } from "../coverage";
import type { CollectorScenarioRuleId } from "../rules";
import type { CollectorScenario } from "../scenario";

/** The verdict on a scenario. */
export interface CollectorVerdict {
  readonly scenario: CollectorScenario;
  /** Every expectation held, and no finding is an error. */
  readonly held: boolean;
  /** In the scenario's order. */
  readonly judgements: readonly Judgement[];
  readonly findings: readonly Finding<CollectorScenarioRuleId, FilePlace>[];
  /** What decided about what was sent, and how often. */
  readonly decisions: readonly Decision[];
}

/** One expectation, and what came out instead. */
export interface Judgement {
  readonly path: Path;
  /** The expectation in a sentence. */
  readonly text: string;
  readonly held: boolean;
  /** Undefined where it is about texts. */
  readonly numbers: Numbers | undefined;
  /** Empty if it held. */
  readonly differences: readonly Difference[];
}

/** How many items it was about. */
export interface Numbers {
  /** How many were sent that it means. */
  readonly sent: number;
  /** How many of them, or of what was made on the way, came out: each once, however many exporters have it. */
  readonly arrived: number;
  /** Of those that were sent, 0 to 1. */
  readonly share: number | undefined;
  /** What the share may be. */
  readonly bounds: { readonly atLeast: number; readonly atMost: number } | undefined;
}

/** What was expected of one item or of all, line by line, and what came out. */
export interface Difference {
  readonly subject: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}
