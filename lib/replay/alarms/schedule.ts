import type { MetricAlarm } from "../../terraform";
import type { ThresholdRule, Refusal } from "./configuration";
import { secondsOfDay, wallClockPeriods } from "../../aws";
import type { Source } from "./source";
import { periodStart, zoneOf, type Zone } from "./wall-clock";

/** When an alarm is evaluated, and which periods an evaluation looks at. */
export interface EvaluationSchedule {
  /** Whether the alarm is evaluated every minute, over a window that ends at the evaluation: the usual case. */
  readonly isEveryMinute: boolean;
  readonly isEvaluatedAt: (minute: number, from: number) => boolean;
  /**
   * Bounds of the periods for the evaluation at a minute, ascending: period i goes from bound i to before bound i + 1. Two evaluations
   * with the same last bound have the same bounds.
   */
  readonly boundsAt: (minute: number) => readonly number[];
}

/**
 * Alarms over more than a day are evaluated once an hour. In AWS's example that is three minutes past the hour; whether it is so for
 * all alarms is not documented.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
 */
const MINUTE_OF_MULTI_DAY_ALARMS = 3;

/**
 * A sliding window ends at the evaluation or, for an alarm over more than a day, at the last full hour. A wall-clock window ends with
 * the last complete period. Given datapoints of more than a minute are not split: a sliding window then ends with the last of them.
 */
export function scheduleOf(
  alarm: MetricAlarm,
  rule: ThresholdRule,
  sources: readonly Source[],
): EvaluationSchedule | Refusal {
  const isMultiDay = rule.period * rule.evaluationPeriods > secondsOfDay;
  const isEvaluatedAt = isMultiDay
    ? (minute: number, from: number) => minute === from || minute % 60 === MINUTE_OF_MULTI_DAY_ALARMS
    : () => true;
  const { evaluationWindow } = alarm;
  if (evaluationWindow.kind === "wall-clock") {
    const zone = zoneOf(evaluationWindow.timezone);
    if (typeof zone !== "function") return { whyNot: zone };
    if (!wallClockPeriods.includes(rule.period)) {
      return { whyNot: { kind: "wall-clock-period", period: rule.period } };
    }
    return { isEveryMinute: false, isEvaluatedAt, boundsAt: wallClockBounds(zone, rule) };
  }
  const grid = gridOf(sources);
  if ("whyNot" in grid) return grid;
  const length = rule.period / 60;
  return {
    isEveryMinute: !isMultiDay && grid.step === 1,
    isEvaluatedAt,
    boundsAt: (minute) => {
      const latest = isMultiDay ? Math.floor(minute / 60) * 60 : minute;
      const end = Math.floor((latest - grid.phase) / grid.step) * grid.step + grid.phase;
      return Array.from({ length: rule.range + 1 }, (_, i) => end - (rule.range - i) * length);
    },
  };
}

function wallClockBounds(zone: Zone, { period, range }: ThresholdRule): (minute: number) => readonly number[] {
  let last: readonly number[] = [];
  return (minute) => {
    const end = periodStart(zone, period, minute);
    if (last.at(-1) === end) return last;
    const bounds = [end];
    for (let bound = end; bounds.length <= range;) {
      bound = periodStart(zone, period, bound - 1);
      bounds.unshift(bound);
    }
    last = bounds;
    return bounds;
  };
}

/** The coarsest of the sources' grids; its points must lie on the grids of all others. */
function gridOf(sources: readonly Source[]): { step: number; phase: number } | Refusal {
  const grids = sources
    .filter(({ whole }) => whole.minutes.length > 0)
    .map(({ resolution, whole }) => ({ step: resolution, phase: (whole.minutes[0] ?? 0) % resolution }))
    .sort((a, b) => b.step - a.step);
  const [coarsest = { step: 1, phase: 0 }] = grids;
  const fits = grids.every(({ step, phase }) => coarsest.step % step === 0 && (coarsest.phase - phase) % step === 0);
  return fits ? coarsest : { whyNot: { kind: "datapoints-out-of-step" } };
}

/** Whether no bound lies within a datapoint of a source. */
export function cutsNothing(bounds: readonly number[], sources: readonly Source[]): boolean {
  return sources.every(({ resolution, whole }) => {
    const phase = whole.minutes[0] ?? 0;
    return resolution === 1 || bounds.every((bound) => (bound - phase) % resolution === 0);
  });
}
