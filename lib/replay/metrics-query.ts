import { greatest } from "../base";
import { limits, readArn, readStatistic } from "../aws";
import type { MetricAlarm, MetricStat, Template } from "../terraform";
import { longestRange } from "./alarms";
import { complete, labelOfMetric, metricId, type MetricKey, statsOf } from "./metrics";
import type { ReplayResult } from "./result";

/** One call of GetMetricData, as `aws cloudwatch get-metric-data --cli-input-json` reads it. */
export interface MetricsQuery {
  /** Undefined: the template does not say, and the caller's own Region counts. */
  readonly region: string | undefined;
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
 * A call has queries of one Region, and no more than AWS accepts.
 *
 * Datapoints are asked for by the minute where CloudWatch still has them and the statistic of a longer period can be computed from
 * them, because alarms are evaluated by the minute; else for the alarm's own period.
 *
 * @param now milliseconds since 1970
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export function metricsQueries(template: Template, { alarms, from, to }: ReplayResult, now: number): MetricsQueries {
  const reasons = new Map(alarms.map(({ address, whyNot }) => [address, whyNot]));
  const lacking = new Map(
    template.metricAlarms.flatMap((alarm) => {
      const metrics = lackingMetrics(alarm, reasons.get(alarm.address) ?? null);
      return metrics.length === 0 ? [] : [[alarm, new Set(metrics.map(metricId))] as const];
    }),
  );
  const asking = [...lacking.keys()];
  const start = from - longestRange(asking) * SECOND;
  const finest = finestPeriod(now - start);
  const wanted = new Map<string, Wanted>();
  for (const [alarm, metrics] of lacking) {
    for (const stat of statsOf(alarm).filter(complete)) {
      if (!metrics.has(metricId(stat))) continue;
      for (const each of wantedOf(stat, alarm, template, finest)) {
        const id = JSON.stringify([each.region, metricId(each.metric), each.statistic, each.period]);
        const before = wanted.get(id);
        // The answer does not say the unit, so queries that differ only by it are one.
        wanted.set(id, before === undefined || before.unit === each.unit ? each : { ...each, unit: undefined });
      }
    }
  }
  const regions = new Map<string | undefined, Wanted[]>();
  for (const each of wanted.values()) {
    const others = regions.get(each.region);
    if (others === undefined) regions.set(each.region, [each]);
    else others.push(each);
  }
  return {
    queries: [...regions].flatMap(([region, all]) =>
      chunks(all, limits.queriesOfGetMetricData.most).map((some) => ({ region, input: inputOf(some, start, to) })),
    ),
    tooOld: asking.filter((alarm) =>
      statsOf(alarm).some(({ period }) => period !== undefined && period % finest !== 0),
    ),
  };
}

/** The metrics whose datapoints would let an alarm be evaluated. */
function lackingMetrics(alarm: MetricAlarm, whyNot: ReplayResult["alarms"][number]["whyNot"]): readonly MetricKey[] {
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

/** Seconds of the finest datapoints that CloudWatch keeps for so long: a minute for 15 days, five minutes for 63, then an hour. */
function finestPeriod(age: number): number {
  const days = age / SECOND / DAY;
  return days <= 15 ? MINUTE : days <= 63 ? 5 * MINUTE : HOUR;
}

interface Wanted {
  readonly region: string | undefined;
  readonly metric: MetricKey;
  readonly statistic: string;
  readonly period: number;
  readonly unit: string | undefined;
}

function wantedOf(
  { dimensions, name, namespace, period = MINUTE, place, statistic = "", unit }: MetricStat & MetricKey,
  alarm: MetricAlarm,
  template: Template,
  finest: number,
): Wanted[] {
  const region = place?.split("/").at(-1) ?? (template.region === undefined ? undefined : readArn(alarm.arn)?.region);
  const isCombinable = isSimple(statistic) && period % finest === 0;
  const statistics = isCombinable && statistic === "Average" ? ["Sum", "SampleCount"] : [statistic];
  return statistics.map((each) => ({
    region,
    metric: { namespace, name, dimensions },
    statistic: each,
    period: isCombinable ? finest : period,
    unit,
  }));
}

function isSimple(statistic: string): boolean {
  const read = readStatistic(statistic);
  return typeof read !== "string" && read.kind === "simple";
}

function inputOf(wanted: readonly Wanted[], start: number, to: number): MetricsQuery["input"] {
  // AWS rounds times to whole periods, and asks for ones that agree with them.
  const grid = Math.max(HOUR, greatest(wanted.map(({ period }) => period))) * SECOND;
  return {
    MetricDataQueries: wanted.map(queryOf),
    StartTime: timeText(Math.floor(start / grid) * grid),
    EndTime: timeText(
      Math.max(Math.ceil(to / (HOUR * SECOND)), Math.floor(start / (HOUR * SECOND)) + 1) * HOUR * SECOND,
    ),
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

function chunks<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, index) =>
    all.slice(index * most, (index + 1) * most),
  );
}

function timeText(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}
