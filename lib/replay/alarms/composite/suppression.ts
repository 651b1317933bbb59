import type { AlarmSimulation, SimulatedTransition } from "../simulation";
import { type AnyAlarm, type CompositeAlarm, isAlarm, labelOf } from "../../../terraform";
import type { Gate } from "./actions";
import type { AlarmIndex } from "./alarm-index";

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
 * A suppressor that is not in the template or was not evaluated shuts one gate for all time, whose text says so.
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
  const unknown = (reason: string): readonly Gate[] => [
    { from: -Infinity, to: Infinity, held: `not known whether they ran: ${reason}` },
  ];
  if (suppressor.alarm === undefined) return unknown("the suppressor's name is not known");
  const found = index.find(suppressor.alarm, alarm);
  if (!isAlarm(found)) return unknown(`the suppressor's ${found.reason}.${found.suggestion}`);
  const simulation = simulationOf(found);
  if (simulation === undefined) return unknown(`the suppressor ${labelOf(found)} was not simulated`);
  if (simulation.whyNot !== undefined) {
    return unknown(`the suppressor ${labelOf(found)} was not evaluated: ${simulation.whyNot}`);
  }
  const { extensionPeriod, waitPeriod } = suppressor;
  if (waitPeriod === undefined || extensionPeriod === undefined) {
    return unknown(`the ${waitPeriod === undefined ? "wait" : "extension"} period of the suppressor is not known`);
  }
  return gatesOf(transitions, simulation.transitions, {
    name: labelOf(found),
    wait: waitPeriod,
    extension: extensionPeriod,
  });
}

interface Periods {
  readonly name: string;
  /** Seconds. */
  readonly wait: number;
  readonly extension: number;
}

function gatesOf(
  composite: readonly SimulatedTransition[],
  suppressor: readonly SimulatedTransition[],
  { extension, name, wait }: Periods,
): Gate[] {
  const changes = new Set(composite.map(({ at }) => at));
  const suppressorAt = new Map(suppressor.map(({ at, to }) => [at, to === "ALARM"]));
  const gates: Gate[] = [];
  let suppressed = false;
  // What holds actions now: suppressed for an open time, or a period with its end.
  let open: Gate | undefined;
  const shut = (at: number, seconds: number, held: string) => {
    if (open !== undefined && open.from < at) gates.push({ ...open, to: Math.min(open.to, at) });
    open = seconds > 0 ? { from: at, to: at + seconds * 1000, held } : undefined;
  };

  for (const at of [...new Set([...changes, ...suppressorAt.keys()])].sort((a, b) => a - b)) {
    const inAlarm: boolean = suppressorAt.get(at) ?? suppressed;
    if (inAlarm && !suppressed) shut(at, Infinity, `suppressed by ${name}`);
    if (!inAlarm && suppressed) shut(at, extension, `waiting ${extension} s after suppressor ${name}`);
    suppressed = inAlarm;
    if (changes.has(at) && !suppressed) shut(at, wait, `waiting ${wait} s for suppressor ${name}`);
  }
  return open === undefined ? gates : [...gates, open];
}
