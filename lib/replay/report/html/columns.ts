import type { AlarmChart } from "../..";
import type { ReportClock } from "../states";
import { minute } from "../times";

/** A series cut into columns of equal time, each with its lowest and highest value; NaN where every datapoint is missing. */
export interface Columns {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Whether a column holds several values, which a chart shows as a vertical line. */
  readonly isMerged: boolean;
}

/** The datapoints of a chart as numbers: columns of equal length. */
export interface Points {
  readonly at: Float64Array;
  /** NaN: missing. */
  readonly value: Float64Array;
}

export function pointsOf({ points }: AlarmChart): Points {
  const at = new Float64Array(points.length);
  const value = new Float64Array(points.length);
  for (const [index, point] of points.entries()) {
    at[index] = point.at;
    value[index] = point.value !== null && Number.isFinite(point.value) ? point.value : NaN;
  }
  return { at, value };
}

/** A column for each minute of the window, or `most` longer ones. A value holds until the next one. */
export function columnsOf({ at, value }: Points, window: ReportClock, most: number): Columns {
  const length = Math.max(window.to - window.from, minute);
  const number = Math.max(1, Math.min(most, Math.ceil(length / minute)));
  const low = new Float64Array(number).fill(NaN);
  const high = new Float64Array(number).fill(NaN);
  let isMerged = false;
  for (let index = 0; index < at.length; index++) {
    const one = value[index] ?? NaN;
    const from = Math.max(at[index] ?? 0, window.from);
    const to = Math.min(at[index + 1] ?? window.to, window.to);
    if (Number.isNaN(one) || from >= to) continue;
    const last = Math.ceil(((to - window.from) / length) * number - 1e-6);
    for (let column = Math.floor(((from - window.from) / length) * number + 1e-6); column < last; column++) {
      const lowest = low[column] ?? NaN;
      const highest = high[column] ?? NaN;
      isMerged ||= !Number.isNaN(lowest) && (lowest !== one || highest !== one);
      // Comparisons with NaN are false, so the first value becomes the lowest and the highest.
      if (!(lowest <= one)) low[column] = one;
      if (!(highest >= one)) high[column] = one;
    }
  }
  return { low, high, isMerged };
}
