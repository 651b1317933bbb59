import type { EnvironmentPlan } from "../config";
import { bucketsOf, signalSeconds } from "../collector";
import { prometheusLabels, prometheusName, type QueryContext } from "../queries";
import type { RunMetric } from "./rule-run";
import { seriesNotation } from "./series-notation";

const MINUTE = 60_000;

/** A series of a test of Prometheus' rules, in promtool's notation: a sample every 15 seconds. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

/** The time that series cover, in milliseconds since 1970. */
export interface SeriesSpan {
  readonly start: number;
  readonly to: number;
}

/** What the collector would send to Prometheus of the lines behind a metric; undefined for one that no signal makes. */
export function inputSeries(
  metric: RunMetric,
  plan: EnvironmentPlan,
  queries: QueryContext,
  span: SeriesSpan,
): readonly InputSeries[] | undefined {
  const { dimensions, name, namespace, points } = metric;
  const service = plan.services.find((one) => one.namespace === namespace);
  const signal = service?.signals.find((one) => one.metric === name);
  if (service === undefined || signal === undefined) return undefined;
  // A series without dimensions is the sum of those with, which Prometheus adds up itself.
  if (signal.dimensions.length > 0 && Object.keys(dimensions).length === 0) return [];
  const labels = prometheusLabels(service.name, dimensions, queries);
  const isCount = signal.value === undefined;
  const base = prometheusName(signal.metric, signal.unit, isCount ? "counter" : "histogram");
  const one = (suffix: string, more: Readonly<Record<string, string>>, of: (point: Point) => number): InputSeries => ({
    series: `${base}${suffix}{${Object.entries({ ...labels, ...more })
      .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
      .join(", ")}}`,
    values: seriesNotation(cumulative(points, of, span)),
  });
  if (isCount) return [one("", {}, ({ sum }) => sum)];
  const isKnown = points.every(({ values }) => values !== undefined);
  const upTo = (bound: number) => (point: Point) =>
    (point.values ?? []).reduce((sum, [value, count]) => (value <= bound ? sum + count : sum), 0);
  return [
    one("_sum", {}, ({ sum }) => sum),
    one("_count", {}, ({ count }) => count),
    ...(isKnown
      ? [
          ...bucketsOf(signal.unit).map((bound) => one("_bucket", { le: String(bound) }, upTo(bound))),
          one("_bucket", { le: "+Inf" }, ({ count }) => count),
        ]
      : []),
  ];
}

type Point = RunMetric["points"][number];

/** A counter's samples, from the start on: what a minute adds comes in equal parts, and all of it within the minute. */
function cumulative(
  points: readonly Point[],
  of: (point: Point) => number,
  { start, to }: SeriesSpan,
): readonly number[] {
  const added = new Map<number, number>();
  for (const point of points) {
    const minute = Math.floor((point.at - start) / MINUTE);
    added.set(minute, (added.get(minute) ?? 0) + of(point));
  }
  const parts = 60 / signalSeconds;
  const samples = [0];
  let total = 0;
  for (let minute = 0; minute < Math.ceil((to - start) / MINUTE); minute++) {
    const sum = added.get(minute) ?? 0;
    for (let part = 1; part <= parts; part++) {
      const share = (sum * part) / parts;
      samples.push(total + (Number.isInteger(sum) ? Math.floor(share) : share));
    }
    total += sum;
  }
  return samples;
}
