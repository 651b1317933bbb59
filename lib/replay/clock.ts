import { type Finding, greatest, least, WHOLE, counted, countedOf } from "../base";
import { longestRange, type SimulationInput } from "./alarms";
import type { Collected, Series } from "./metrics";

import type { MetricAlarm } from "../terraform";
import { type ReplayRuleId, replayRules } from "./rules";

/** First and last evaluation, in whole minutes since 1970; `to` is before `from` where nothing is evaluated. */
export interface EvaluationClock {
  readonly from: number;
  readonly to: number;
  /** No record has a time, and the options lack one end of the clock or both. */
  readonly isWithoutTimes: boolean;
  readonly findings: readonly Finding<ReplayRuleId>[];
}

export interface ClockOptions {
  /** First evaluation, in milliseconds since 1970. Default: the end of the first record's minute. */
  readonly from?: number;
  /** Last evaluation. Default: the last record plus the longest alarm's evaluation range, so that recovery is seen. */
  readonly to?: number;
  /** Ingestion delay in seconds. Default: 0. */
  readonly delay?: number;
  /** Datapoints of metrics that no filter produces, and that an alarm reads. */
  readonly given?: readonly Series[];
  /** Alarms whose evaluation ranges say how long the clock runs. Default: those that can be evaluated. */
  readonly clockAlarms?: readonly MetricAlarm[];
  /** See {@link SimulationInput.evaluationRange}. */
  readonly evaluationRange?: SimulationInput["evaluationRange"];
}

const MINUTE = 60_000;
const DAY_MINUTES = 1440;

/** A gap of this many days separates two logs: alarms look back at most a week (API PutMetricAlarm). */
const GAP_DAYS = 30;

/**
 * The clock of a replay: from the end of the first record's minute to the last record plus the longest alarm's evaluation range, so
 * that recovery is seen. Options override both ends.
 *
 * @param evaluated the metric alarms that can be evaluated: no other alarm makes the clock longer, and no datapoint that none reads
 *
 * Records a month or more away from most others (such as those of a host whose clock started in 1970) do not extend it.
 */
export function clockOf(
  evaluated: readonly MetricAlarm[],
  collected: Collected,
  options: ClockOptions,
): EvaluationClock {
  const { from, to, delay = 0, given = [], evaluationRange } = options;
  const { first, last, findings } = spanOf(collected);
  const starts = given.flatMap(({ minutes }) => minutes[0] ?? []);
  const ends = given
    .flatMap(({ minutes, resolution }) => (minutes.at(-1) ?? NaN) + resolution / 60)
    .filter(Number.isFinite);
  const earliest = least([first ?? Infinity, ...starts]);
  const latest = greatest([last ?? -Infinity, ...ends]);
  const range = Math.ceil((longestRange(evaluated, evaluationRange) + delay) / 60);
  const asked = {
    from: from === undefined ? undefined : Math.ceil(from / MINUTE),
    to: to === undefined ? undefined : Math.floor(to / MINUTE),
  };
  const begin = asked.from ?? (Number.isFinite(earliest) ? earliest + 1 : undefined);
  const end = asked.to ?? (Number.isFinite(latest) ? latest + range : undefined);
  if (begin === undefined || end === undefined) return clockWithoutTimes(begin ?? end, collected);
  const isAsked = asked.from !== undefined && asked.to !== undefined;
  if (end - begin <= LONGEST)
    return { ...withinDates(begin, end), isWithoutTimes: false, findings: isAsked ? [] : findings };
  const span = asked.from === undefined ? withinDates(end - LONGEST, end) : withinDates(begin, begin + LONGEST);
  return { ...span, isWithoutTimes: false, findings: [...findings, farFromAsked(begin, end)] };
}

/** Ten years in minutes: a longer clock is taken for a mistake, and every alarm would be evaluated at each of its minutes. */
const LONGEST = 3660 * DAY_MINUTES;

/** The last minute that a Date can hold, with room for the longest evaluation range. */
const LAST_MINUTE = 8.64e15 / MINUTE - 60 * DAY_MINUTES;

function withinDates(begin: number, end: number): { readonly from: number; readonly to: number } {
  const from = Math.min(Math.max(begin, -LAST_MINUTE), LAST_MINUTE);
  return { from, to: Math.min(Math.max(end, from), LAST_MINUTE) };
}

/** @param asked the only known end of the clock, at which the alarms are evaluated once; undefined: they are not evaluated */
function clockWithoutTimes(asked: number | undefined, { records }: Collected): EvaluationClock {
  const what = records.read === 0 ? "there is no record" : `${countedOf(0, records.read, "record")} has a time`;
  const why = asked === undefined ? "no alarm was evaluated" : "the alarms were evaluated at one moment only";
  return {
    from: asked ?? 0,
    to: asked ?? -1,
    isWithoutTimes: true,
    findings: [
      replayRules.finding("nothing-to-replay", WHOLE, {
        message: `${what} that would say how long to replay: ${why}`,
        fix:
          records.read === 0
            ? "Give logs with records; or, if it is meant that nothing was logged, --from and --to."
            : undefined,
      }),
    ],
  };
}

function farFromAsked(begin: number, end: number): Finding<ReplayRuleId> {
  return replayRules.finding("records-far-apart", WHOLE, {
    message: `from ${dateOf(Math.floor(begin / DAY_MINUTES))} to ${dateOf(Math.floor(end / DAY_MINUTES))} it is more than ten years; the clock runs for ten`,
    fix: "Check the field and the unit of the records' times (--time-field, --time-unit), or give both --from and --to.",
  });
}

/** The minutes of the log: its first, and the one after its last. */
function spanOf({ first, last, days }: Collected): {
  readonly first?: number;
  readonly last?: number;
  readonly findings: readonly Finding<ReplayRuleId>[];
} {
  if (first === undefined || last === undefined) return { findings: [] };
  const whole = { first: Math.floor(first / MINUTE), last: Math.floor(last / MINUTE) + 1 };
  const clusters = clustersOf(days ?? new Map());
  if (clusters.length < 2) return { ...whole, findings: [] };
  const main = clusters.reduce((largest, each) => (each.records > largest.records ? each : largest));
  const others = clusters.filter((each) => each !== main);
  const stray = others.reduce((sum, { records }) => sum + records, 0);
  return {
    first: Math.max(whole.first, main.from * DAY_MINUTES),
    last: Math.min(whole.last, (main.to + 1) * DAY_MINUTES),
    findings: [
      replayRules.finding("records-far-apart", WHOLE, {
        message: `${counted(stray, "record")} ${stray === 1 ? "is" : "are"} a month or more apart from the others (${others.map(({ from }) => dateOf(from)).join(", ")}); the clock runs where most are, from ${dateOf(main.from)} to ${dateOf(main.to)}`,
        fix: "Check the field and the unit of their times (--time-field, --time-unit), or say which time is meant with --from and --to.",
      }),
    ],
  };
}

interface Cluster {
  readonly from: number;
  to: number;
  records: number;
}

function clustersOf(days: ReadonlyMap<number, number>): Cluster[] {
  const clusters: Cluster[] = [];
  for (const [day, records] of [...days].sort(([a], [b]) => a - b)) {
    const current = clusters.at(-1);
    if (current === undefined || day - current.to >= GAP_DAYS) clusters.push({ from: day, to: day, records });
    else {
      current.to = day;
      current.records += records;
    }
  }
  return clusters;
}

function dateOf(day: number): string {
  const date = new Date(day * DAY_MINUTES * MINUTE);
  return Number.isNaN(date.getTime()) ? `day ${day}` : date.toISOString().slice(0, 10);
}
