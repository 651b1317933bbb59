import { statisticShape } from "../../../aws";
import type { MetricKey } from "../series";
import type { GivenMetric } from "./given";

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads a metric from the label of a result: `AWS/SQS ApproximateAgeOfOldestMessage {QueueName=orders} Maximum 60`, that is
 * namespace and name (in quotes if they have blanks), dimensions in braces (left out where there are none; values with commas in
 * quotes, or JSON), statistic and period in seconds. CloudWatch writes it for the label
 * `${PROP('Namespace')} ${PROP('MetricName')} {QueueName=${PROP('Dim.QueueName')}} ${PROP('Stat')} ${PROP('Period')}`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html
 */
export function metricOfLabel(label: string): GivenMetric | undefined {
  const found = labelShape.exec(label.trim());
  const [, namespace = "", name = "", braces = "", statistic = "", period = ""] = found ?? [];
  if (found === null || !statisticShape.test(statistic)) return undefined;
  const dimensions = dimensionsOf(braces);
  const metric = dimensions && { namespace: unquoted(namespace), name: unquoted(name), dimensions };
  return metric && { metric, statistic, period: Number(period) };
}

/** A label from which {@link metricOfLabel} reads the metric again, whatever characters its names have. */
export function labelOfMetric({ metric: { namespace, name, dimensions }, statistic, period }: GivenMetric): string {
  const isPlain = (text: string): boolean => /^[^\s"{}$]+$/.test(text);
  const word = (text: string): string => (isPlain(text) ? text : quoted(text));
  const pairs = Object.entries(dimensions);
  const braces = pairs.length === 0 ? [] : [`{${pairs.map((pair) => pair.map(quoted).join(":")).join(",")}}`];
  return [word(namespace), word(name), ...braces, statistic, String(period)].join(" ");
}

const labelShape = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|.+?)(?: (\{.*\}))? (\S+) (\d+)$/s;

// CloudWatch replaces what begins with a dollar sign and a brace.
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("$", "\\u0024");
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    // A name that begins with a quote.
    return text;
  }
}

/** Reads a metric from a MetricDataQuery of a request. */
export function metricOfQuery(query: unknown): (GivenMetric & { readonly id: string }) | undefined {
  if (!isObject(query) || typeof query.Id !== "string" || !isObject(query.MetricStat)) return undefined;
  const { Metric: metric, Period: period, Stat: statistic } = query.MetricStat;
  const key = metricOf(metric);
  if (key === undefined || typeof period !== "number" || typeof statistic !== "string") return undefined;
  return { id: query.Id, metric: key, statistic, period };
}

/** Reads `Namespace`, `MetricName` and `Dimensions` as requests name them. */
export function metricOf(value: unknown): MetricKey | undefined {
  if (!isObject(value) || typeof value.Namespace !== "string" || typeof value.MetricName !== "string") return undefined;
  const dimensions = dimensionList(value.Dimensions ?? []);
  return dimensions && { namespace: value.Namespace, name: value.MetricName, dimensions };
}

/**
 * Reads dimensions from a text: a JSON object, the list of requests (`[{"Name":"a","Value":"b"}]`), or `a=b,c=d`, also with
 * `;` between them and braces around them. An empty text means no dimensions. Undefined for anything else.
 */
export function dimensionsOf(text: string): Readonly<Record<string, string>> | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed === "{}") return {};
  if (/^(?:\{\s*"|\[)/.test(trimmed)) {
    try {
      const value: unknown = JSON.parse(trimmed);
      if (Array.isArray(value)) return dimensionList(value);
      return isObject(value) && Object.values(value).every((part) => typeof part === "string")
        ? (value as Readonly<Record<string, string>>)
        : undefined;
    } catch {
      // Not JSON after all: `{"a b"=c}`.
    }
  }
  const inner = /^\{(.*)\}$/s.exec(trimmed)?.[1] ?? trimmed;
  const pair = /\s*(?:"([^"]+)"|([^=,;"]+?))\s*=\s*(?:"([^"]*)"|([^,;"]*?))\s*(?:[,;]|$)/y;
  const dimensions: [string, string][] = [];
  while (pair.lastIndex < inner.length) {
    const [found, quotedName, name, quotedValue, value] = pair.exec(inner) ?? [];
    if (found === undefined) return undefined;
    dimensions.push([quotedName ?? name ?? "", quotedValue ?? value ?? ""]);
  }
  return Object.fromEntries(dimensions);
}

function dimensionList(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!Array.isArray(value)) return undefined;
  const pairs = value.map((part: unknown): [string, string] | undefined =>
    isObject(part) && typeof part.Name === "string" && typeof part.Value === "string"
      ? [part.Name, part.Value]
      : undefined,
  );
  return pairs.every((pair) => pair !== undefined) ? Object.fromEntries(pairs) : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
