import type { AlarmSimulation, SimulatedTransition } from "../simulation";
import { type AnyAlarm, type CompositeAlarm, isAlarm } from "../../../terraform";
import type { Gate } from "./actions";
import type { AlarmIndex } from "./alarm-index";
import type { Hold, SuppressionUnknown } from "../hold";

/**
 * The times in which a composite alarm's actions wait for, or are suppressed by, its suppressor:
 *
 * - the suppressor is in ALARM;
 * - the wait period begins with each change of the composite alarm while the suppressor is not in ALARM; a later change of the
 *   composite alarm restarts it, and it is discarded if the suppressor goes to ALARM;
 * - the extension period begins when the suppressor leaves ALARM; a change of the composite alarm discards it and begins a wait period.
 *
 * If a period ends at the instant at which one of the two alarms changes, the change comes first: AWS recommends a wait of 60 seconds
 * because alarms are evaluated every minute, so a suppressor that follows a minute later must still be in time. If both alarms change
 * at the same instant, the suppressor comes first. Neither is documented or verified.
 *
 * For a suppressor that is not in the template or was not evaluated, one gate is shut all the time, and says why.
 *
 * @returns gates in order of time, without overlaps
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

/** What may hold the actions. Each is one object, because gates that share it and follow each other hold actions only once. */
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
  // The gate that is shut now: a suppression whose end is not known yet, or a period.
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
