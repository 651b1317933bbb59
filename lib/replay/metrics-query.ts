import { greatest, least } from "../base";
import { limits, readStatistic } from "../aws";
import type { MetricAlarm, MetricStat, Template } from "../terraform";
import { longestRange } from "./alarms";
import { type AwsPlace, placeOf } from "./aws-place";
import { complete, labelOfMetric, metricId, type MetricKey, statsOf } from "./metrics";
import type { ReplayResult } from "./result";

/** One call of GetMetricData, as `aws cloudwatch get-metric-data --cli-input-json` reads it, and where it is made. */
export interface MetricsQuery extends AwsPlace {
  readonly input: {
    readonly MetricDataQueries: readonly MetricDataQuery[];
    readonly StartTime: string;
    readonly EndTime: string;
    readonly ScanBy: "TimestampAscending";
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
export interface MetricDataQuery {
  readonly Id: string;
  /** Names the metric: the answer repeats it, and has nothing else that would. */
  readonly Label: string;
  readonly MetricStat: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
    };
    /** Seconds. */
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?: string;
  };
}

export interface MetricsQueries {
  readonly queries: readonly MetricsQuery[];
  /** Alarms of which CloudWatch no longer has datapoints as fine as their periods. */
  readonly tooOld: readonly MetricAlarm[];
}

/**
 * The queries for the metrics of alarms that were not evaluated because nothing publishes them. `--metrics` reads what AWS answers.
 * A call has queries of one place, no more than AWS accepts, and as far as possible no more than it answers at once.
 *
 * Datapoints are asked for by the minute where CloudWatch still has them and the statistic of a longer period can be computed from
 * them, because alarms are evaluated by the minute; else for the alarm's own period.
 *
 * @param now milliseconds since 1970
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function metricsQueries(template: Template, { alarms, from, to }: ReplayResult, now: number): MetricsQueries {
  const reasons = new Map(alarms.map(({ address, whyNot }) => [address, whyNot]));
  const wanted = new Map<string, Wanted>();
  const tooOld: MetricAlarm[] = [];
  for (const alarm of template.metricAlarms) {
    const lacking = new Set(lackingMetrics(alarm, reasons.get(alarm.address) ?? null).map(metricId));
    if (lacking.size === 0) continue;
    const start = from - longestRange([alarm]) * SECOND;
    const finest = finestPeriod(now - start);
    const stats = statsOf(alarm);
    if (stats.some(({ period }) => period !== undefined && period % finest !== 0)) tooOld.push(alarm);
    for (const stat of stats.filter(complete))
      if (lacking.has(metricId(stat)))
        for (const each of wantedOf(stat, alarm, start, finest)) {
          const id = JSON.stringify([each.region, each.account, metricId(each.metric), each.statistic, each.period]);
          wanted.set(id, both(wanted.get(id) ?? each, each));
        }
  }
  return { queries: byPlace([...wanted.values()]).flatMap((all) => batches(all, to)), tooOld };
}

/** The metrics whose datapoints would let an alarm be evaluated. */
export function lackingMetrics(
  alarm: MetricAlarm,
  whyNot: ReplayResult["alarms"][number]["whyNot"],
): readonly MetricKey[] {
  switch (whyNot?.kind) {
    case "metrics-not-published":
      return whyNot.metrics;
    case "datapoints":
      return [whyNot.metric];
    case "datapoints-out-of-step":
    case "datapoints-across-bounds":
      return statsOf(alarm).filter(complete);
    default:
      return [];
  }
}

const SECOND = 1000;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** How long CloudWatch keeps datapoints of which period; both in seconds, the finest first. */
const kept = [
  { period: MINUTE, age: 15 * DAY },
  { period: 5 * MINUTE, age: 63 * DAY },
  { period: HOUR, age: 455 * DAY },
] as const;

/** Milliseconds for which CloudWatch keeps any datapoint. */
export const metricRetention = kept[2].age * SECOND;

/** Seconds of the finest datapoints that CloudWatch keeps for so long, in milliseconds. */
function finestPeriod(age: number): number {
  return kept.find((each) => age <= each.age * SECOND)?.period ?? HOUR;
}

interface Wanted extends AwsPlace {
  readonly metric: MetricKey;
  readonly statistic: string;
  readonly period: number;
  readonly unit: string | undefined;
  /** The first datapoint that an alarm sees, in milliseconds since 1970. */
  readonly start: number;
}

function wantedOf(
  { dimensions, name, namespace, period = MINUTE, place, statistic = "", unit }: MetricStat & MetricKey,
  alarm: MetricAlarm,
  start: number,
  finest: number,
): Wanted[] {
  const isCombinable = isSimple(statistic) && period % finest === 0;
  const statistics = isCombinable && statistic === "Average" ? ["Sum", "SampleCount"] : [statistic];
  return statistics.map((each) => ({
    ...placeOf(place, alarm.arn),
    metric: { namespace, name, dimensions },
    statistic: each,
    period: isCombinable ? finest : period,
    unit,
    start,
  }));
}

/** What two alarms want of one metric. The answer does not say the unit, so queries that differ only by it are one. */
function both(one: Wanted, other: Wanted): Wanted {
  return { ...one, unit: one.unit === other.unit ? one.unit : undefined, start: Math.min(one.start, other.start) };
}

function isSimple(statistic: string): boolean {
  const read = readStatistic(statistic);
  return typeof read !== "string" && read.kind === "simple";
}

function byPlace(all: readonly Wanted[]): Wanted[][] {
  const places = new Map<string, Wanted[]>();
  for (const each of all) {
    const id = JSON.stringify([each.account, each.region]);
    const others = places.get(id);
    if (others === undefined) places.set(id, [each]);
    else others.push(each);
  }
  return [...places.values()];
}

/** Calls for metrics of one place: those that are asked for a long time are not together with those of a short one. */
function batches(all: readonly Wanted[], to: number): MetricsQuery[] {
  const hourOf = ({ start }: Wanted): number => Math.floor(start / HOUR / SECOND);
  const calls: Wanted[][] = [];
  for (const each of [...all].sort((a, b) => hourOf(b) - hourOf(a))) {
    const last = calls.at(-1);
    if (last !== undefined && isOneCall([...last, each], to)) last.push(each);
    else calls.push([each]);
  }
  return calls.map((call) => ({ region: call[0]?.region, account: call[0]?.account, input: inputOf(call, to) }));
}

function isOneCall(wanted: readonly Wanted[], to: number): boolean {
  const { start, end } = rangeOf(wanted, to);
  const datapoints = wanted.reduce((sum, { period }) => sum + (end - start) / SECOND / period, 0);
  return wanted.length <= limits.queriesOfGetMetricData.most && datapoints <= limits.datapointsOfGetMetricData.most;
}

/** AWS rounds times to whole periods, and asks for ones that agree with them. */
function rangeOf(wanted: readonly Wanted[], to: number): { readonly start: number; readonly end: number } {
  const hour = HOUR * SECOND;
  const grid = Math.max(hour, greatest(wanted.map(({ period }) => period)) * SECOND);
  const first = least(wanted.map(({ start }) => start));
  return {
    start: Math.floor(first / grid) * grid,
    end: Math.max(Math.ceil(to / hour), Math.floor(first / hour) + 1) * hour,
  };
}

function inputOf(wanted: readonly Wanted[], to: number): MetricsQuery["input"] {
  const { end, start } = rangeOf(wanted, to);
  return {
    MetricDataQueries: wanted.map(queryOf),
    StartTime: timeText(start),
    EndTime: timeText(end),
    ScanBy: "TimestampAscending",
  };
}

function queryOf({ metric, period, statistic, unit }: Wanted, index: number): MetricDataQuery {
  return {
    Id: `m${index + 1}`,
    Label: labelOfMetric({ metric, statistic, period }),
    MetricStat: {
      Metric: {
        Namespace: metric.namespace,
        MetricName: metric.name,
        Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: period,
      Stat: statistic,
      ...(unit === undefined ? {} : { Unit: unit }),
    },
  };
}

function timeText(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}
