import type { AlarmSimulation, SimulatedTransition } from "../simulation";
import { type AnyAlarm, type CompositeAlarm, isAlarm } from "../../../terraform";
import type { Gate } from "./actions";
import type { AlarmIndex } from "./alarm-index";
import type { Hold, SuppressionUnknown } from "../hold";

/**
 * The times in which a composite alarm's actions wait for, or are suppressed by, its suppressor:
 *
 * - the suppressor is in ALARM;
 * - the wait period, from each change of the composite alarm while the suppressor is not in ALARM; a later change of the composite
 *   alarm begins it anew, and the suppressor's going to ALARM discards it;
 * - the extension period, from the suppressor's leaving ALARM; a change of the composite alarm discards it, and begins a wait period.
 *
 * Where a period ends at the very instant at which one of the two alarms changes, the change comes first: AWS recommends a wait of
 * 60 seconds because alarms are evaluated every minute, so that a suppressor that follows a minute later is still in time. What
 * changes at one instant is seen together, the suppressor first. Both are not documented: not verified.
 *
 * A suppressor that is not in the template or was not evaluated shuts one gate for all time, and the gate says why.
 *
 * @returns gates in order of time, of which none overlaps another
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-suppression.html
 */
export function suppressionOf(
  alarm: CompositeAlarm,
  transitions: readonly SimulatedTransition[],
  index: AlarmIndex,
  simulationOf: (alarm: AnyAlarm) => AlarmSimulation | undefined,
): readonly Gate[] {
  const suppressor = alarm.actionsSuppressor;
  if (suppressor === undefined) return [];
  if (suppressor.alarm === undefined) return unknown({ kind: "suppressor-not-known" });
  const found = index.find(suppressor.alarm, alarm);
  if (!isAlarm(found)) return unknown({ kind: "suppressor-missing", missing: found });
  const label = { name: found.name, address: found.address };
  const simulation = simulationOf(found);
  if (simulation === undefined) return unknown({ kind: "suppressor-not-simulated", suppressor: label });
  if (simulation.whyNot !== undefined) {
    return unknown({ kind: "suppressor-not-evaluated", suppressor: label, whyNot: simulation.whyNot });
  }
  const { extensionPeriod, waitPeriod } = suppressor;
  if (waitPeriod === undefined || extensionPeriod === undefined) {
    return unknown({ kind: "period-not-known", period: waitPeriod === undefined ? "wait" : "extension" });
  }
  return gatesOf(transitions, simulation.transitions, {
    suppressed: { kind: "suppressed", suppressor: label },
    waiting: { kind: "wait-period", suppressor: label, seconds: waitPeriod },
    extending: { kind: "extension-period", suppressor: label, seconds: extensionPeriod },
  });
}

function unknown(because: SuppressionUnknown): readonly Gate[] {
  return [{ from: -Infinity, to: Infinity, held: { kind: "suppression-not-known", because } }];
}

/** What may hold the actions: one object each, because equal holds that follow each other are one. */
interface Holds {
  readonly suppressed: Hold;
  readonly waiting: Extract<Hold, { kind: "wait-period" }>;
  readonly extending: Extract<Hold, { kind: "extension-period" }>;
}

function gatesOf(
  composite: readonly SimulatedTransition[],
  suppressor: readonly SimulatedTransition[],
  { extending, suppressed: suppressing, waiting }: Holds,
): Gate[] {
  const changes = new Set(composite.map(({ at }) => at));
  const suppressorAt = new Map(suppressor.map(({ at, to }) => [at, to === "ALARM"]));
  const gates: Gate[] = [];
  let suppressed = false;
  // What holds actions now: suppressed for an open time, or a period with its end.
  let open: Gate | undefined;
  const shut = (at: number, seconds: number, held: Hold) => {
    if (open !== undefined && open.from < at) gates.push({ ...open, to: Math.min(open.to, at) });
    open = seconds > 0 ? { from: at, to: at + seconds * 1000, held } : undefined;
  };

  for (const at of [...new Set([...changes, ...suppressorAt.keys()])].sort((a, b) => a - b)) {
    const inAlarm: boolean = suppressorAt.get(at) ?? suppressed;
    if (inAlarm && !suppressed) shut(at, Infinity, suppressing);
    if (!inAlarm && suppressed) shut(at, extending.seconds, extending);
    suppressed = inAlarm;
    if (changes.has(at) && !suppressed) shut(at, waiting.seconds, waiting);
  }
  return open === undefined ? gates : [...gates, open];
}
