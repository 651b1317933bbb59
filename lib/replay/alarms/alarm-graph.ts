import type { AnyAlarm, MuteRule, Template } from "../../terraform";
import { alarmIndex, type AlarmIndex } from "./composite/alarm-index";
import { compileComposites, type CompiledComposite } from "./composite/compiled";
import { coverAlways, muteProblems, type MuteProblem } from "./mute/findings";
import { rulesByAlarm } from "./mute/rules-by-alarm";

/** The alarms of a template and how they refer to each other, computed once for evaluation and reachability. */
export interface AlarmGraph {
  readonly template: Template;
  readonly index: AlarmIndex;

  /** Every composite alarm with its parsed rule, children before parents. */
  readonly composites: ReadonlyMap<AnyAlarm, CompiledComposite>;

  /** The mute rules that name each alarm; alarms without one are absent. */
  readonly mutedBy: ReadonlyMap<AnyAlarm, readonly MuteRule[]>;

  /** Mute rules that CloudWatch would refuse, and names in them that are not those of an alarm. */
  readonly muteProblems: readonly MuteProblem[];

  /** Whether mute rules without an expiry together cover a whole year without a gap. */
  readonly coverAlways: (rules: readonly MuteRule[]) => boolean;
}

export function alarmGraph(template: Template): AlarmGraph {
  const index = alarmIndex(template);
  return {
    template,
    index,
    composites: new Map(compileComposites(index).map((one) => [one.alarm, one])),
    mutedBy: rulesByAlarm(template),
    muteProblems: muteProblems(template),
    coverAlways,
  };
}
