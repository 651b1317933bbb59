import type { ReportClock } from "../states";

/** The position of a time on a horizontal axis, for SVG: `58.62%`. */
export function percent(at: number, { from, to }: ReportClock): string {
  return `${share(at - from, to - from)}%`;
}

/** The width of a stretch of time: `2.5%`. */
export function percentOf(from: number, to: number, clock: ReportClock): string {
  return `${share(Math.min(to, clock.to) - Math.max(from, clock.from), clock.to - clock.from)}%`;
}

/** A vertical axis over all values, whose ends and steps are round numbers: 1, 2 or 5 times a power of ten. */
export interface ValueScale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
}

/** The axis for the values between `low` and `high`; it includes zero unless all values are far from zero. */
export function valueScale(low: number, high: number): ValueScale {
  const isNear = (low > 0 && low < high * 0.8) || (high < 0 && high > low * 0.8);
  let from = isNear && low > 0 ? 0 : low;
  let to = isNear && high < 0 ? 0 : high;
  // Values that are equal, or differ only by rounding, get an axis that begins or ends at zero.
  if (to - from <= Math.max(Math.abs(from), Math.abs(to), 1e-290) * 1e-9)
    [from, to] = from > 1e-290 ? [0, to] : to < -1e-290 ? [from, 0] : [0, 1];
  const step = niceStep((to - from) / 4);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { from: first * step, to: last * step, ticks };
}

function niceStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast));
  const factor = [1, 2, 5].find((nice) => nice * power >= atLeast * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function share(part: number, whole: number): number {
  return Math.round((whole > 0 ? part / whole : 0) * 100_000) / 1000;
}
