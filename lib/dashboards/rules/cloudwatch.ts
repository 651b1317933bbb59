import { excerpt } from "../../base";
import { durationText, readStatistic, sampleValues, statisticFault, unitOfMetric } from "../../aws";
import type { CloudWatchMetric } from "../read";
import { family } from "./family";
import { whose } from "./queries";
import { lookBack } from "./time";

const statistics = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html";
const concepts = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html";
const getData = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html";

/** How long CloudWatch keeps datapoints, by the shortest period that they have. */
const kept = [
  { below: 60, seconds: 3 * 3600 },
  { below: 300, seconds: 15 * 86_400 },
  { below: 3600, seconds: 63 * 86_400 },
  { below: Infinity, seconds: 455 * 86_400 },
] as const;

/** Queries of CloudWatch. */
export const cloudwatch = family(
  {
    "cloudwatch-statistic": {
      severity: "error",
      what: "A statistic is one of CloudWatch's.",
      why: "CloudWatch refuses the query otherwise.",
      fix: "Write Average, Sum, Minimum, Maximum, SampleCount, or a percentile such as p99.",
      source: statistics,
    },
    "cloudwatch-statistic-fit": {
      severity: "warning",
      what: "A statistic says something about its metric.",
      why: "Percentages that are added up are no percentage, and the average of samples that are all 1 is 1, whatever happens.",
      fix: "Write Average or Maximum for a utilization, Sum for a number of events.",
      source: statistics,
    },
    "cloudwatch-period": {
      severity: "error",
      what: "A period is 1, 5, 10, 20, 30 seconds, or whole minutes.",
      why: "CloudWatch refuses the query otherwise.",
      fix: "Write 60, a multiple of it, or nothing, so that Grafana chooses.",
      source: getData,
    },
    "cloudwatch-period-short": {
      severity: "warning",
      what: "Metrics of AWS services are asked for by the minute, or less often.",
      why: "They have at most one datapoint a minute: shorter periods leave gaps, and cost as much as what they do not show.",
      fix: "Write 60 or more.",
      source: concepts,
    },
    "cloudwatch-retention": {
      severity: "warning",
      what: "The period of a query is kept as long as the dashboard looks back.",
      why: "CloudWatch keeps periods below a minute for three hours, a minute for 15 days, five minutes for 63 days, an hour for 455 days: before that, the panel shows no data.",
      fix: "Leave the period to Grafana, or write a longer one.",
      source: concepts,
    },
    "cloudwatch-id": {
      severity: "error",
      what: "The id of a query begins with a small letter, has letters, digits and underscores, and is its own.",
      why: "CloudWatch refuses all queries of the panel otherwise.",
      fix: "Write an id such as m1.",
      source: getData,
    },
    "cloudwatch-log-groups": {
      severity: "warning",
      what: "A query of Logs Insights says which log groups it reads.",
      why: "CloudWatch refuses it otherwise, unless the data source has default groups.",
      fix: "Choose log groups, or begin the query with SOURCE.",
      source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html",
    },
  },
  ({ asked, dashboard }, report) => {
    const range = lookBack(dashboard.time.from);
    for (const one of asked) {
      const { parsed, query } = one;
      const { at, language, logGroups = [], metric, text } = query;
      const who = whose(one);
      if (query.hidden && metric === undefined) continue;
      if (language === "logs-insights" && text !== undefined && logGroups.length === 0) {
        const reads = parsed?.insights?.facts.commands.some(({ name }) => name.toLowerCase() === "source") ?? false;
        if (!reads && !/^\s*source\b/i.test(text))
          report("cloudwatch-log-groups", at, { message: `${who} names no log group` });
      }
      if (metric?.namespace === undefined || metric.name === undefined) continue;
      const { statistic } = metric;
      const ofMetric = excerpt(`${metric.namespace} ${metric.name}`);
      const isWritten = statistic !== undefined && !statistic.includes("$") && !statistic.includes("[[");
      if (isWritten && statisticFault(statistic) !== undefined)
        report("cloudwatch-statistic", at, {
          message: `${who} asks ${ofMetric} for the statistic ${excerpt(statistic)}`,
        });
      else if (isWritten) {
        const why = unfit(metric, statistic);
        if (why !== undefined)
          report("cloudwatch-statistic-fit", at, {
            message: `${who} asks ${ofMetric} for ${excerpt(statistic)}: ${why}`,
          });
      }
      const period = /^\d+$/.test(metric.period ?? "") ? Number(metric.period) : undefined;
      if (period === undefined) continue;
      if (period === 0 || (![1, 5, 10, 20, 30].includes(period) && period % 60 !== 0))
        report("cloudwatch-period", at, { message: `${who} has a period of ${period} seconds` });
      else if (period < 60 && metric.namespace.startsWith("AWS/"))
        report("cloudwatch-period-short", at, { message: `${who} asks ${ofMetric} each ${period} seconds` });
      const limit = kept.find(({ below }) => period < below)?.seconds ?? Infinity;
      if (range !== undefined && range > limit)
        report("cloudwatch-retention", at, {
          message: `${who} has a period of ${period} seconds, which is kept for ${durationText(limit * 1000)}; the dashboard looks back ${durationText(range * 1000)}`,
        });
    }
    checkIds(asked, report);
  },
);

type Report = Parameters<typeof cloudwatch.check>[1];

/** Ids of one panel and region are sent together. */
function checkIds(asked: Parameters<typeof cloudwatch.check>[0]["asked"], report: Report): void {
  const seen = new Map<unknown, Set<string>>();
  for (const one of asked) {
    const { at, json, language } = one.query;
    const id = Object.hasOwn(json, "id") ? json.id : undefined;
    if (!language.startsWith("cloudwatch") || typeof id !== "string" || id === "" || id.includes("$")) continue;
    const ids = seen.get(one.panel) ?? new Set();
    const inRegion = `${id} ${one.query.metric?.region ?? ""}`;
    if (!/^[a-z]\w*$/.test(id)) report("cloudwatch-id", at, { message: `${whose(one)} has the id ${excerpt(id)}` });
    else if (ids.has(inRegion))
      report("cloudwatch-id", at, {
        message: `${whose(one)} has the id ${excerpt(id)}, as another query of the panel`,
      });
    seen.set(one.panel, ids.add(inRegion));
  }
}

/** Why a statistic says nothing about a metric of AWS; undefined where it may. */
function unfit({ name = "", namespace = "" }: CloudWatchMetric, statistic: string): string | undefined {
  const read = readStatistic(statistic);
  if (typeof read === "string") return undefined;
  const values = sampleValues(namespace, name);
  const isCount = read.kind === "simple" && (read.name === "Sum" || read.name === "SampleCount");
  if (values !== undefined && values.lowest === values.highest && !isCount)
    return `each of its samples is ${values.lowest}`;
  if (read.kind !== "simple" || read.name !== "Sum" || unitOfMetric(namespace, name) !== "Percent") return undefined;
  return "percentages are not added up";
}
