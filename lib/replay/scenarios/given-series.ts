import { own } from "../../base";
import { metricId, type Series, type ValueCounts } from "../metrics";
import type { ScenarioMetric, Scenario } from "./scenario";

const minute = 60_000;

/**
 * The scenario's given metrics as series: one for each metric, however many statistics of it are given.
 *
 * Without a statistic, each value is one sample, from which any statistic can be computed. With one, the values are this statistic,
 * and all others are not known (NaN). A datapoint starts at the full minute of its time.
 */
export function scenarioSeries({ metrics }: Pick<Scenario, "metrics">): readonly Series[] {
  const byMetric = new Map<string, ScenarioMetric[]>();
  for (const given of metrics) {
    const id = metricId(given.metric);
    const others = byMetric.get(id);
    if (others === undefined) byMetric.set(id, [given]);
    else others.push(given);
  }
  return [...byMetric.values()].map(seriesOf);
}

const columnOf: Readonly<Record<string, "count" | "sum" | "min" | "max">> = {
  SampleCount: "count",
  Sum: "sum",
  Minimum: "min",
  Maximum: "max",
};

function seriesOf(all: readonly ScenarioMetric[]): Series {
  const [{ metric, period }] = all as readonly [ScenarioMetric];
  const points = all.flatMap((given) =>
    given.values.flatMap((value, i) => {
      const at = Math.floor(given.from / minute) + (i * given.period) / 60;
      return value === null ? [] : [{ at, value, statistic: given.statistic }];
    }),
  );
  const minutes = Float64Array.from(new Set(points.map(({ at }) => at))).sort();
  const place = new Map([...minutes].map((at, i) => [at, i]));
  const column = (): Float64Array => new Float64Array(minutes.length).fill(NaN);
  const columns = { count: column(), sum: column(), min: column(), max: column() };
  const given = new Map<string, Float64Array>();
  const values: ValueCounts[] = Array.from(minutes, () => ({ values: new Float64Array(), counts: new Float64Array() }));
  for (const { at, value, statistic } of points) {
    const i = place.get(at) ?? 0;
    if (statistic === undefined) {
      columns.count[i] = 1;
      columns.sum[i] = columns.min[i] = columns.max[i] = value;
      values[i] = { values: Float64Array.of(value), counts: Float64Array.of(1) };
    } else {
      const basic = own(columnOf, statistic);
      const target = basic === undefined ? (given.get(statistic) ?? column()) : columns[basic];
      if (basic === undefined) given.set(statistic, target);
      target[i] = value;
    }
  }
  const areSamples = points.every(({ statistic }) => statistic === undefined);
  return {
    metric,
    resolution: period,
    minutes,
    ...columns,
    values: areSamples ? values : undefined,
    early: undefined,
    given: areSamples ? undefined : Object.fromEntries(given),
  };
}
