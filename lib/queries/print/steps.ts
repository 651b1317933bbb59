import { USUAL_RANGE_SECONDS, type Times } from "../context";

const steps = [60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, 86_400];

/** The step for which a chart of the range has at most 120 of them; at least a minute, as metrics have one value in it. */
export function fixedStep(times: Times): number {
  const range = times.kind === "fixed" ? times.rangeSeconds : USUAL_RANGE_SECONDS;
  return steps.find((step) => range / step <= 120) ?? Math.ceil(range / 120 / 86_400) * 86_400;
}

/** A duration as Prometheus and Loki read it, and Logs Insights, too: `90s`, `5m`, `2h`. */
export function durationText(seconds: number): string {
  if (seconds % 3600 === 0) return `${String(seconds / 3600)}h`;
  return seconds % 60 === 0 ? `${String(seconds / 60)}m` : `${String(seconds)}s`;
}
