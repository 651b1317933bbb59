import { plausibleThresholds, publishedUnitOf, type StandardUnit, unitOfMetric, vendedMetrics } from "../../aws";
import { type Finding, resource } from "../../base";
import type { MetricAlarm, MetricStat } from "../../terraform";
import { complete, type CompleteStat, statsOf } from "../metrics";
import type { FilterIndex } from "./filter-index";
import { type TemplateRuleId, templateRules } from "./rules";

/** Units, names and thresholds of alarms that do not fit the metric as AWS, or a filter, publishes it. */
export function metricFitFindings(alarms: readonly MetricAlarm[], index: FilterIndex): Finding<TemplateRuleId>[] {
  return alarms.flatMap((alarm) => {
    const add = (rule: TemplateRuleId, message: string, fix?: string): Finding<TemplateRuleId> =>
      templateRules.finding(rule, resource(alarm), { message: `${alarm.name ?? alarm.address}: ${message}`, fix });
    const stats = statsOf(alarm).filter(complete);
    return [
      ...stats.flatMap((stat) => [
        ...otherUnit(stat, index, add),
        ...otherCase(stat, add),
        ...tooShort(stat, index, add),
      ]),
      ...threshold(alarm, add),
    ];
  });
}

type Add = (rule: TemplateRuleId, message: string, fix?: string) => Finding<TemplateRuleId>;

/** CloudWatch reads only datapoints in the alarm's unit, and does not convert units. */
function otherUnit(stat: CompleteStat, index: FilterIndex, add: Add): Finding<TemplateRuleId>[] {
  const { name, namespace, unit } = stat;
  if (unit === undefined) return [];
  const published = index.publishing(stat)?.units;
  const vended = publishedUnitOf(namespace, name);
  const known = published ?? [vended ?? unit];
  if (known.includes(unit)) return [];
  if (published === undefined && vended !== undefined && COUNTS.has(vended) && COUNTS.has(unit)) return [];
  const units = known.join(" and ");
  return [
    add(
      "unit-nobody-publishes",
      `${name} is published in ${units}, and the alarm reads only datapoints in ${unit}: it sees none, because CloudWatch does not convert units`,
      "Leave unit out.",
    ),
  ];
}

/** Units between which AWS's documents are not consistent: some services publish counts without a unit. */
const COUNTS: ReadonlySet<string> = new Set<StandardUnit>(["Count", "Count/Second", "None"]);

/** Names are case-sensitive. */
function otherCase({ name, namespace }: CompleteStat, add: Add): Finding<TemplateRuleId>[] {
  const same = vendedByPlainName.get(plainName(namespace, name)) ?? [];
  const [meant] = same;
  if (meant === undefined || same.includes(name)) return [];
  return [
    add(
      "metric-nobody-publishes",
      `${namespace} has no metric ${name}; names are case-sensitive. Did you mean "${meant}"?`,
      `Write "${meant}".`,
    ),
  ];
}

const plainName = (namespace: string, name: string): string => `${namespace} ${name.toLowerCase()}`;

const vendedByPlainName: ReadonlyMap<string, readonly string[]> = vendedMetrics.reduce((names, [namespace, name]) => {
  const key = plainName(namespace, name);
  return names.set(key, [...(names.get(key) ?? []), name]);
}, new Map<string, readonly string[]>());

/** Metric filters publish once a minute. */
function tooShort(stat: CompleteStat, index: FilterIndex, add: Add): Finding<TemplateRuleId>[] {
  const { name, period } = stat;
  if (period === undefined || ![10, 20, 30].includes(period) || index.publishing(stat) === undefined) return [];
  return [
    add(
      "period-too-short",
      `a period of ${period} s needs a metric of high resolution; a metric filter publishes ${name} once a minute, so the alarm lapses into INSUFFICIENT_DATA`,
    ),
  ];
}

function threshold(alarm: MetricAlarm, add: Add): Finding<TemplateRuleId>[] {
  const { comparisonOperator = "", threshold: limit } = alarm;
  const stat = watchedStat(alarm);
  if (stat === undefined || limit === undefined || limit <= 0 || !complete(stat) || isCounted(stat)) return [];
  const { name, namespace } = stat;
  const unit = unitOfMetric(namespace, name);
  if (stat.unit !== undefined && stat.unit !== unit) return [];
  const isAbove = comparisonOperator.startsWith("Greater");
  const text = `${namespace} ${name}`;
  if (unit === "Percent" && limit < 1 && USE.test(name) && (isAbove || LEFT.test(name)))
    return [
      add(
        "threshold-as-fraction",
        `${text} goes from 0 to 100, and the threshold is ${limit}`,
        `Write ${round(limit * 100)} for ${round(limit * 100)} percent.`,
      ),
    ];
  const bounds = isAbove ? plausibleThresholds(namespace, name) : undefined;
  if (bounds !== undefined && (limit < (bounds.least ?? 0) || limit >= (bounds.most ?? Infinity)))
    return [
      add(
        "threshold-in-another-unit",
        `${text} is in ${unit ?? "another unit"}, and the threshold is ${limit}: ${bounds.because}`,
        `Give the threshold in ${unit ?? "the metric's unit"}; if ${limit} is in ${bounds.meant}, convert it.`,
      ),
    ];
  if (unit === "Bytes" && limit < MEGABYTE && SPACE.test(name) && !FLOW.test(name))
    return [
      add(
        "threshold-below-a-megabyte",
        `${text} is in bytes, and the threshold is ${limit} bytes`,
        `Give the threshold in bytes: ${limit} GB is ${limit * 1e9}, ${limit} MB is ${limit * MEGABYTE}.`,
      ),
    ];
  if (unit === "Megabytes" && limit >= 1e9 && SPACE.test(name))
    return [
      add(
        "threshold-in-another-unit",
        `${text} is in Megabytes, and the threshold is ${limit}`,
        "Give the threshold in megabytes.",
      ),
    ];
  return [];
}

const MEGABYTE = 1e6;
/** Shares of something that is used or left, of which less than one percent is nothing. */
const USE = /util|usage|used|pressure|reservation|percent|cpu|balance|available|iolimit/i;
const LEFT = /balance|available/i;
/** Bytes that are moved, not kept. */
const FLOW = /read|write|sent|recv/i;
const SPACE = /storage|memory|mem_|swap|disk_|space|DiskUsage|BytesUsed|burstcredit/i;

/** The metric that the alarm compares with its threshold as it is; undefined for an expression. */
export function watchedStat({ metric, queries, thresholdMetricId }: MetricAlarm): MetricStat | undefined {
  if (metric !== undefined || thresholdMetricId !== undefined) return metric;
  const returning = queries.filter(({ returnData }) => returnData);
  return returning.length === 1 ? returning[0]?.metric : undefined;
}

/** Statistics that are not in the unit of the metric. */
function isCounted({ statistic = "" }: MetricStat): boolean {
  return /^(?:SampleCount|Sum|tc|ts|TC|TS|PR)/.test(statistic);
}

function round(number: number): number {
  return Number(number.toPrecision(6));
}
