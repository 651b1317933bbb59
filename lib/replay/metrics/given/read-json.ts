import { timeReader } from "../../../records";
import {
  DUPLICATE,
  type GivenMetric,
  type GivenOptions,
  type GivenProblems,
  PERIOD_FIX,
  TIME_FIX,
  VALUE_FIX,
  wrongPeriod,
  wrongTime,
} from "./given";
import type { MetricRuleId } from "../rules";
import { isObject, metricOf, metricOfLabel, metricOfQuery } from "./metric-name";
import type { MetricTable } from "./metric-table";

type JsonObject = Readonly<Record<string, unknown>>;

/** Where datapoints and problems go. */
interface Into {
  readonly table: MetricTable;
  readonly problems: GivenProblems;
}

/**
 * Reads what `aws cloudwatch get-metric-data` and `get-metric-statistics` print, one document or a list of them.
 *
 * Neither output names the metric of its values. For get-metric-data the request must be in the file (`MetricDataQueries` next to
 * `MetricDataResults`) or in the options, or each label must name the metric; see {@link metricOfLabel}. For
 * get-metric-statistics the request's `Namespace`, `MetricName`, `Dimensions` and `Period` must be next to `Datapoints`, or the
 * label must name the metric; the statistic in the label is then ignored.
 */
export function readJsonMetrics(text: string, into: Into, options: GivenOptions): void {
  const { problems } = into;
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.add("metrics-unreadable", 0, { message: `not JSON: ${why}`, fix: FILE_FIX });
    return;
  }
  const documents: unknown[] = Array.isArray(root) ? root : [root];
  const queries = new Map<string, GivenMetric>();
  for (const list of [
    options.queries,
    ...documents.map((document) => isObject(document) && document.MetricDataQueries),
  ]) {
    if (!Array.isArray(list)) continue;
    for (const metric of list.map(metricOfQuery)) if (metric !== undefined) queries.set(metric.id, metric);
  }
  for (const document of documents) {
    if (isObject(document) && Array.isArray(document.MetricDataResults)) {
      readData(document, document.MetricDataResults, queries, into);
    } else if (isObject(document) && Array.isArray(document.Datapoints)) {
      readStatistics(document, document.Datapoints, into);
    } else if (!isObject(document) || !Array.isArray(document.MetricDataQueries)) {
      const message = "JSON with neither MetricDataResults nor Datapoints";
      problems.add("metrics-unreadable", 0, { message, fix: FILE_FIX });
    }
  }
}

const FILE_FIX = "Give the output of aws cloudwatch get-metric-data or get-metric-statistics, or CSV.";

function readData(
  document: JsonObject,
  results: readonly unknown[],
  queries: ReadonlyMap<string, GivenMetric>,
  into: Into,
): void {
  const add = (rule: MetricRuleId, message: string, fix: string) => into.problems.add(rule, 0, { message, fix });
  if (typeof document.NextToken === "string")
    add("partial-metrics", "the answer has a NextToken: more datapoints follow", "Get the remaining pages as well.");
  for (const message of listOf(document.Messages))
    if (isObject(message)) add("partial-metrics", `CloudWatch says: ${String(message.Value)}`, PARTIAL_FIX);
  // The command line joins the pages of an answer: a result that one page cuts off is complete in a later one.
  const complete = new Set(
    results.flatMap((result) => (isObject(result) && result.StatusCode === "Complete" ? [String(result.Id)] : [])),
  );
  for (const result of results) {
    if (!isObject(result)) {
      add("metric-value", "a result that is not an object", FILE_FIX);
      continue;
    }
    const { Id: id, Label: label, Timestamps: times, Values: values, StatusCode: status } = result;
    const name = `result "${String(id)}" with the label "${String(label)}"`;
    const metric = queries.get(String(id)) ?? metricOfLabel(String(label));
    if (metric === undefined) {
      add("unnamed-metric", `${name} does not name its metric`, NAME_FIX);
      continue;
    }
    if (!Array.isArray(times) || !Array.isArray(values) || times.length !== values.length) {
      add("unnamed-metric", `${name} does not have as many Timestamps as Values`, FILE_FIX);
      continue;
    }
    if (status !== undefined && status !== "Complete" && !complete.has(String(id)))
      add("partial-metrics", `${name} is not complete: ${JSON.stringify(status)}`, PARTIAL_FIX);
    const put = writer(metric, name, into);
    if (put !== undefined && times.length === 0) into.table.declare(metric.metric, metric.period);
    times.forEach((time, place) => put?.(time, [[metric.statistic, values[place]]]));
  }
}

const PARTIAL_FIX = "Get the metrics again, with all pages and after the fault is fixed.";
const NAME_FIX =
  "Put the request's MetricDataQueries next to MetricDataResults, or ask with labels such as " +
  `"AWS/SQS ApproximateAgeOfOldestMessage {QueueName=orders} Maximum 60".`;

function readStatistics(document: JsonObject, datapoints: readonly unknown[], into: Into): void {
  const label = String(document.Label);
  const name = `the result with the label "${label}"`;
  const labelled = metricOfLabel(label);
  const metric = metricOf({ MetricName: document.Label, ...document }) ?? labelled?.metric;
  const period = document.Period ?? labelled?.period;
  if (metric === undefined || typeof period !== "number") {
    const message = `${name} does not name its metric and period`;
    into.problems.add("unnamed-metric", 0, { message, fix: STATISTICS_FIX });
    return;
  }
  const put = writer({ metric, period }, name, into);
  for (const datapoint of datapoints) {
    if (!isObject(datapoint)) {
      const message = `${name} has a datapoint that is not an object`;
      into.problems.add("metric-value", 0, { message, fix: FILE_FIX });
      continue;
    }
    const { Timestamp: time, Unit: _, ExtendedStatistics: extended, ...basic } = datapoint;
    put?.(time, [...Object.entries(basic), ...(isObject(extended) ? Object.entries(extended) : [])]);
  }
}

const STATISTICS_FIX =
  'Write the request\'s "Namespace", "MetricName", "Dimensions" and "Period" next to "Datapoints" in the file.';

type Put = (time: unknown, statistics: readonly (readonly [string, unknown])[]) => void;

/** Writes datapoints of a metric; undefined where its period cannot be replayed. */
function writer(
  { metric, period }: Pick<GivenMetric, "metric" | "period">,
  name: string,
  { table, problems }: Into,
): Put | undefined {
  const wrong = wrongPeriod(period);
  if (wrong !== undefined) {
    problems.add("metric-period", 0, { message: `${name}: ${wrong}`, fix: PERIOD_FIX });
    return undefined;
  }
  const rows = table.rows(metric, period);
  const reader = timeReader();
  return (time, statistics) => {
    const at = typeof time === "number" ? reader.number(String(time)) : reader.whole(String(time));
    const why = wrongTime(at);
    if (at === undefined || why !== undefined) {
      const message = `${name} has the time ${JSON.stringify(time)}, ${why ?? ""}`;
      problems.add("metric-time", 0, { message, fix: TIME_FIX });
      return;
    }
    for (const [statistic, value] of statistics) {
      if (typeof value !== "number") {
        const message = `${name} has the value ${JSON.stringify(value)} for ${statistic}`;
        problems.add("metric-value", 0, { message, fix: VALUE_FIX });
      } else if (rows.put(at / 60_000, statistic, value)) {
        problems.add("duplicate-datapoint", 0, DUPLICATE);
      }
    }
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
