import { metricId, type MetricKey, type Series, type ValueCounts } from "../../../lib/replay/metrics/series";
import type { AlarmSimulation, SimulationInput } from "../../../lib/replay/alarms/simulation";
import type { MetricAlarm, MetricQuery, MetricStat } from "../../../lib/terraform/template";

/** 21 November 2026, 19:00 UTC, a Saturday: where tests begin, in minutes since 1970. */
export const SEVEN = Date.UTC(2026, 10, 21, 19) / 60_000;

export const ERRORS: MetricKey = { namespace: "Shop", name: "Errors", dimensions: {} };

export function stat(period: number, statistic = "Sum", key: MetricKey = ERRORS): MetricStat {
  return { ...key, period, statistic, unit: undefined };
}

/** More than 5 errors in one minute. */
export function alarm(changes: Partial<MetricAlarm> = {}): MetricAlarm {
  return {
    kind: "metric",
    address: "aws_cloudwatch_metric_alarm.errors",
    unresolved: [],
    unsupported: [],
    name: "errors",
    arn: "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:errors",
    description: undefined,
    tags: {},
    actionsEnabled: true,
    alarmActions: [],
    okActions: [],
    insufficientDataActions: [],
    comparisonOperator: "GreaterThanThreshold",
    threshold: 5,
    isThresholdGiven: true,
    thresholdMetricId: undefined,
    evaluationPeriods: 1,
    datapointsToAlarm: undefined,
    treatMissingData: "missing",
    evaluateLowSampleCountPercentile: "evaluate",
    metric: changes.queries === undefined ? stat(60) : undefined,
    queries: [],
    evaluationWindow: { kind: "sliding" },
    ...changes,
  };
}

export function expression(id: string, text: string, returnData = false): MetricQuery {
  return {
    id,
    expression: text,
    metric: undefined,
    period: undefined,
    label: undefined,
    returnData,
    accountId: undefined,
  };
}

export function measured(id: string, metric: MetricStat, returnData = false): MetricQuery {
  return { id, expression: undefined, metric, period: undefined, label: undefined, returnData, accountId: undefined };
}

/** Samples of one minute, and the second of each in it (default: in the first). */
export type Minute = number | readonly number[] | { readonly seconds: Readonly<Record<number, readonly number[]>> };

/** A series of single values by minutes after `SEVEN`, as metric filters publish it with an ingestion delay. */
export function series(minutes: Readonly<Record<number, Minute>>, delay = 0, metric = ERRORS): Series {
  const early: [number, number[]][] = [];
  const whole: [number, number[]][] = [];
  const arrivingEarly = 60 - (delay % 60);
  for (const [after, minute] of Object.entries(minutes)) {
    const at = SEVEN + Number(after);
    const bySecond =
      typeof minute === "object" && "seconds" in minute
        ? Object.entries(minute.seconds)
        : [["0", typeof minute === "number" ? [minute] : minute] as const];
    const part = bySecond.filter(([second]) => Number(second) < arrivingEarly).flatMap(([, values]) => values);
    if (part.length > 0) early.push([at, part]);
    whole.push([at, bySecond.flatMap(([, values]) => values)]);
  }
  const { early: _, ...columns } = columnsOf(early, metric);
  return { ...columnsOf(whole, metric), early: delay % 60 === 0 ? undefined : columns };
}

function columnsOf(rows: readonly (readonly [number, readonly number[]])[], metric: MetricKey): Series {
  const sorted = rows.filter(([, values]) => values.length > 0).toSorted(([a], [b]) => a - b);
  const column = (of: (values: readonly number[]) => number): Float64Array =>
    Float64Array.from(sorted, ([, values]) => of(values));
  return {
    metric,
    resolution: 60,
    minutes: Float64Array.from(sorted, ([at]) => at),
    count: column((values) => values.length),
    sum: column((values) => values.reduce((a, b) => a + b, 0)),
    min: column((values) => Math.min(...values)),
    max: column((values) => Math.max(...values)),
    values: sorted.map(([, values]) => counted(values)),
    early: undefined,
    given: undefined,
  };
}

export function counted(samples: readonly number[]): ValueCounts {
  const distinct = [...new Set(samples)].sort((a, b) => a - b);
  return {
    values: Float64Array.from(distinct),
    counts: Float64Array.from(distinct, (value) => samples.filter((sample) => sample === value).length),
  };
}

/** A clock from `SEVEN` on over some series. */
export function input(
  all: Series | readonly Series[],
  { minutes = 60, from = 0, ...rest }: { minutes?: number; from?: number } & Partial<SimulationInput> = {},
): SimulationInput {
  const list: readonly Series[] = Array.isArray(all) ? all : [all as Series];
  const byId = new Map(list.map((one) => [metricId(one.metric), one]));
  return {
    series: (key) => byId.get(metricId(key)),
    isKnown: (key) => byId.has(metricId(key)),
    delay: 0,
    ...rest,
    from: SEVEN + from,
    to: SEVEN + minutes,
  };
}

/** `19:05 ALARM`, one per transition. */
export function timeline({ transitions }: AlarmSimulation): readonly string[] {
  return transitions.map(({ at, to }) => `${new Date(at).toISOString().slice(11, 16)} ${to}`);
}
