import { append, isRecord } from "../../base";
import { attributesOf, listOf, valueOf } from "./otlp-values";
import {
  type Attributes,
  type Item,
  type LogItem,
  type MetricItem,
  type MetricType,
  metricTypes,
  type Recorded,
  spanKinds,
  type SpanItem,
  spanStatuses,
  temporalities,
} from "./telemetry";

/**
 * The items of a message of OTLP's JSON, as the file exporter writes it in a line: traces, metrics, logs, or several of them.
 * Undefined if it is none of these.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function readOtlp(message: unknown): Item[] | undefined {
  if (!isRecord(message)) return undefined;
  const known = ["resourceSpans", "resourceMetrics", "resourceLogs"].filter((key) => Object.hasOwn(message, key));
  if (known.length === 0) return undefined;
  const items: Item[] = [];
  for (const { resource, entry, recorded } of scoped(message.resourceSpans, "scopeSpans", "spans"))
    items.push({ ...spanOf(entry, resource), recorded });
  for (const { resource, entry, recorded } of scoped(message.resourceMetrics, "scopeMetrics", "metrics"))
    append(items, datapointsOf(entry, resource, recorded));
  for (const { resource, entry, recorded } of scoped(message.resourceLogs, "scopeLogs", "logRecords"))
    items.push({ ...logOf(entry, resource), recorded });
  return items;
}

interface Scoped {
  readonly resource: Attributes;
  readonly entry: Entry;
  readonly recorded: Recorded;
}

type Entry = Readonly<Record<string, unknown>>;

function* scoped(resources: unknown, scopes: string, entries: string): Generator<Scoped> {
  for (const each of records(resources)) {
    const resource = isRecord(each.resource) ? attributesOf(each.resource.attributes) : {};
    for (const scope of records(field(each, scopes)))
      for (const entry of records(field(scope, entries)))
        yield { resource, entry, recorded: { resource: objectOf(each.resource), scope: objectOf(scope.scope), entry } };
  }
}

function objectOf(value: unknown): object {
  return isRecord(value) ? value : {};
}

function field(entry: Entry, key: string): unknown {
  return Object.hasOwn(entry, key) ? entry[key] : undefined;
}

function records(list: unknown): Entry[] {
  return listOf(list).filter(isRecord);
}

function spanOf(span: Entry, resource: Attributes): SpanItem {
  const status = isRecord(span.status) ? span.status : {};
  return {
    kind: "span",
    resource,
    attributes: attributesOf(span.attributes),
    name: text(span.name),
    spanKind: among(spanKinds, span.kind, "SPAN_KIND_"),
    status: among(spanStatuses, status.code, "STATUS_CODE_"),
    traceId: text(span.traceId).toLowerCase(),
    spanId: text(span.spanId).toLowerCase(),
    parentId: text(span.parentSpanId).toLowerCase(),
    start: digits(span.startTimeUnixNano),
    end: digits(span.endTimeUnixNano),
    events: records(span.events).map((event) => ({
      name: text(event.name),
      attributes: attributesOf(event.attributes),
    })),
  };
}

const metricKeys = {
  sum: "sum",
  gauge: "gauge",
  histogram: "histogram",
  exponential_histogram: "exponentialHistogram",
  summary: "summary",
} as const satisfies Record<MetricType, string>;

function datapointsOf(metric: Entry, resource: Attributes, recorded: Recorded): MetricItem[] {
  return metricTypes.flatMap((type) => {
    const data = field(metric, metricKeys[type]);
    if (!isRecord(data)) return [];
    return records(data.dataPoints).map((point) => ({
      kind: "metric" as const,
      resource,
      attributes: attributesOf(point.attributes),
      name: text(metric.name),
      unit: text(metric.unit),
      type,
      temporality: among(temporalities, data.aggregationTemporality, "AGGREGATION_TEMPORALITY_"),
      monotonic: data.isMonotonic === true,
      time: digits(point.timeUnixNano),
      value: Number(point.asDouble ?? point.asInt ?? point.count ?? 0),
      sum: point.sum === undefined ? undefined : Number(point.sum),
      recorded: { ...recorded, entry: { ...metric, [metricKeys[type]]: { ...data, dataPoints: [point] } } },
    }));
  });
}

function logOf(record: Entry, resource: Attributes): LogItem {
  return {
    kind: "log",
    resource,
    attributes: attributesOf(record.attributes),
    body: valueOf(record.body),
    severity: text(record.severityText),
    severityNumber: Number(record.severityNumber ?? 0),
    time: digits(record.timeUnixNano),
    traceId: text(record.traceId).toLowerCase(),
    spanId: text(record.spanId).toLowerCase(),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function digits(value: unknown): string {
  const written = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /^\d{1,20}$/.test(written) ? written : "0";
}

/** A value of an enumeration, which is written as its number or its name. */
function among<T extends string>(values: readonly [T, ...T[]], given: unknown, prefix: string): T {
  const name = typeof given === "string" ? given.replace(prefix, "").toLowerCase() : undefined;
  return values.find((each, at) => each === name || at === given) ?? values[0];
}
