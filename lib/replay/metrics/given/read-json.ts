import { timeReader } from "../../../records";
import {
  DUPLICATE,
  DUPLICATE_FIX,
  type GivenMetric,
  type GivenOptions,
  type GivenProblems,
  PERIOD_FIX,
  TIME_FIX,
  VALUE_FIX,
  wrongPeriod,
} from "./given";
import { isObject, metricOf, metricOfLabel, metricOfQuery } from "./metric-name";
import type { MetricTable } from "./metric-table";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads what `aws cloudwatch get-metric-data` and `get-metric-statistics` print, one document or a list of them.
 *
 * Neither says which metric its values are of. For get-metric-data the file holds the request, too (`MetricDataQueries`
 * beside `MetricDataResults`), or the options do, or each label says it; see {@link metricOfLabel}. For
 * get-metric-statistics the request's `Namespace`, `MetricName`, `Dimensions` and `Period` are written beside `Datapoints`,
 * or the label says it, whose statistic means nothing then.
 */
export function readJsonMetrics(
  text: string,
  table: MetricTable,
  problems: GivenProblems,
  options: GivenOptions,
): void {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    problems.add("metrics-unreadable", 0, `no JSON: ${why}`, FILE_FIX);
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
      readData(document, document.MetricDataResults, queries, table, problems);
    } else if (isObject(document) && Array.isArray(document.Datapoints)) {
      readStatistics(document, document.Datapoints, table, problems);
    } else if (!isObject(document) || !Array.isArray(document.MetricDataQueries)) {
      problems.add("metrics-unreadable", 0, "JSON with neither MetricDataResults nor Datapoints", FILE_FIX);
    }
  }
}

const FILE_FIX = "Give the output of aws cloudwatch get-metric-data or get-metric-statistics, or CSV.";

function readData(
  document: JsonObject,
  results: readonly unknown[],
  queries: ReadonlyMap<string, GivenMetric>,
  table: MetricTable,
  problems: GivenProblems,
): void {
  if (typeof document.NextToken === "string") {
    problems.add("partial-metrics", 0, "the answer has a NextToken: more datapoints follow", "Get the rest, too.");
  }
  for (const message of listOf(document.Messages)) {
    if (isObject(message)) problems.add("partial-metrics", 0, `CloudWatch says: ${String(message.Value)}`, PARTIAL_FIX);
  }
  for (const result of results) {
    if (!isObject(result)) {
      problems.add("metric-value", 0, "a result that is not an object", FILE_FIX);
      continue;
    }
    const { Id: id, Label: label, Timestamps: times, Values: values, StatusCode: status } = result;
    const name = `result "${String(id)}" with the label "${String(label)}"`;
    const metric = queries.get(String(id)) ?? metricOfLabel(String(label));
    if (metric === undefined) {
      problems.add("unnamed-metric", 0, `${name} does not say which metric it is of`, NAME_FIX);
      continue;
    }
    if (!Array.isArray(times) || !Array.isArray(values) || times.length !== values.length) {
      problems.add("unnamed-metric", 0, `${name} has not as many Timestamps as Values`, FILE_FIX);
      continue;
    }
    if (status !== undefined && status !== "Complete") {
      problems.add("partial-metrics", 0, `${name} is not complete: ${JSON.stringify(status)}`, PARTIAL_FIX);
    }
    const put = writer(metric, name, table, problems);
    times.forEach((time, place) => put?.(time, [[metric.statistic, values[place]]]));
  }
}

const PARTIAL_FIX = "Get the metrics again, with all pages and after the fault is fixed.";
const NAME_FIX =
  "Put the request's MetricDataQueries next to MetricDataResults, or ask with labels such as " +
  `"AWS/SQS ApproximateAgeOfOldestMessage {QueueName=orders} Maximum 60".`;

function readStatistics(
  document: JsonObject,
  datapoints: readonly unknown[],
  table: MetricTable,
  problems: GivenProblems,
): void {
  const label = String(document.Label);
  const name = `the statistics with the label "${label}"`;
  const labelled = metricOfLabel(label);
  const metric = metricOf({ MetricName: document.Label, ...document }) ?? labelled?.metric;
  const period = document.Period ?? labelled?.period;
  if (metric === undefined || typeof period !== "number") {
    problems.add("unnamed-metric", 0, `${name} do not say which metric and period they are of`, STATISTICS_FIX);
    return;
  }
  const put = writer({ metric, period }, name, table, problems);
  for (const datapoint of datapoints) {
    if (!isObject(datapoint)) {
      problems.add("metric-value", 0, `${name} have a datapoint that is not an object`, FILE_FIX);
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
  table: MetricTable,
  problems: GivenProblems,
): Put | undefined {
  const wrong = wrongPeriod(period);
  if (wrong !== undefined) {
    problems.add("metric-period", 0, `${name}: ${wrong}`, PERIOD_FIX);
    return undefined;
  }
  const rows = table.rows(metric, period);
  const reader = timeReader();
  return (time, statistics) => {
    const at = typeof time === "number" ? reader.number(String(time)) : reader.whole(String(time));
    if (at === undefined) {
      problems.add("metric-time", 0, `${name} have the time ${JSON.stringify(time)}, which cannot be read`, TIME_FIX);
      return;
    }
    if (at % 60_000 !== 0) {
      problems.add(
        "metric-time",
        0,
        `${name} have the time ${JSON.stringify(time)}, which is not a whole minute`,
        TIME_FIX,
      );
      return;
    }
    for (const [statistic, value] of statistics) {
      if (typeof value !== "number") {
        problems.add("metric-value", 0, `${name} have the value ${JSON.stringify(value)} for ${statistic}`, VALUE_FIX);
      } else if (rows.put(at / 60_000, statistic, value)) {
        problems.add("duplicate-datapoint", 0, DUPLICATE, DUPLICATE_FIX);
      }
    }
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
