import { type Finding, resource } from "../../base";
import type { AlarmSimulation } from "../alarms";
import { type ReplayRuleId, replayRules } from "../rules";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** So many times into ALARM within an hour, and nobody reads the next page. */
const FLAPS = 3;

/** First and last record, in milliseconds since 1970; undefined without any. */
export interface LogSpan {
  readonly first: number | undefined;
  readonly last: number | undefined;
}

/**
 * How alarms behaved on these logs: those that flap, those that fired only because nothing is known before the first record or after the
 * last one, and composites that rest on an assumption.
 */
export function behaviourFindings(
  simulations: readonly AlarmSimulation[],
  { first, last }: LogSpan,
): Finding<ReplayRuleId>[] {
  return simulations.flatMap((simulation) => [
    ...flapping(simulation),
    ...firedAtStart(simulation, first),
    ...firedAtEnd(simulation, last),
    ...assuming(simulation),
  ]);
}

function assuming({ alarm, assumes = [] }: AlarmSimulation): Finding<ReplayRuleId>[] {
  if (assumes.length === 0) return [];
  return [
    replayRules.finding("composite-assumes", resource(alarm), {
      message: `${alarm.name ?? alarm.address} was evaluated as if these, which were not evaluated, stayed in INSUFFICIENT_DATA: ${assumes.join(", ")}`,
    }),
  ];
}

function firedAtEnd({ alarm, transitions }: AlarmSimulation, last: number | undefined): Finding<ReplayRuleId>[] {
  if (alarm.kind !== "metric" || alarm.treatMissingData !== "breaching" || last === undefined) return [];
  // A datapoint of the last minute fires behind it, too, and would have if the log went on.
  if (!transitions.some(({ at, restsOnMissing }) => restsOnMissing === true && at > last + MINUTE)) return [];
  return [
    replayRules.finding("fired-after-the-last-record", resource(alarm), {
      message: `${alarm.name ?? alarm.address} fired because the log ends: it treats missing datapoints as breaching`,
    }),
  ];
}

function flapping({ alarm, transitions }: AlarmSimulation): Finding<ReplayRuleId>[] {
  const fired = transitions.filter(({ to }) => to === "ALARM").map(({ at }) => at);
  let most = 0;
  for (let start = 0, end = 0; end < fired.length; end++) {
    while ((fired[end] ?? 0) - (fired[start] ?? 0) >= HOUR) start++;
    most = Math.max(most, end - start + 1);
  }
  if (most < FLAPS) return [];
  return [
    replayRules.finding("alarm-flaps", resource(alarm), {
      message: `${alarm.name ?? alarm.address} went into ALARM ${most} times within an hour`,
    }),
  ];
}

function firedAtStart({ alarm, transitions }: AlarmSimulation, first: number | undefined): Finding<ReplayRuleId>[] {
  const [opening] = transitions;
  if (alarm.kind !== "metric" || alarm.treatMissingData !== "breaching") return [];
  if (first === undefined || opening?.restsOnMissing !== true || opening.at > first + 2 * MINUTE) return [];
  return [
    replayRules.finding("fired-before-the-first-record", resource(alarm), {
      message: `${alarm.name ?? alarm.address} fired at the start, because it treats as breaching what lies before the first record`,
    }),
  ];
}
