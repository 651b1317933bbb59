import { isRecord } from "../../base";
import { keyValues, anyOf } from "./otlp-values";
import {
  type Item,
  type LogItem,
  type MetricItem,
  type Recorded,
  type SentSignal,
  signalOf,
  type SpanItem,
  spanKinds,
  spanStatuses,
  temporalities,
} from "./telemetry";

/** A message for one signal. */
export interface OtlpMessage {
  readonly signal: SentSignal;
  readonly items: number;
  /** OTLP's JSON. */
  readonly body: object;
}

/** How many items a message has at most: a receiver takes 20 MiB. */
const MOST_ITEMS = 500;

/** Messages with the items, in their order within each signal. */
export function otlpMessages(items: readonly Item[]): OtlpMessage[] {
  return (["span", "metric", "log"] as const).flatMap((kind) => {
    const own = items.filter((item) => item.kind === kind);
    const messages: OtlpMessage[] = [];
    for (let at = 0; at < own.length; at += MOST_ITEMS) {
      const part = own.slice(at, at + MOST_ITEMS);
      messages.push({ signal: signalOf[kind], items: part.length, body: bodyOf(part, kind) });
    }
    return messages;
  });
}

const keys = {
  span: ["resourceSpans", "scopeSpans", "spans"],
  metric: ["resourceMetrics", "scopeMetrics", "metrics"],
  log: ["resourceLogs", "scopeLogs", "logRecords"],
} as const;

/** A message of items of one kind. Those that stand beside each other in one resource and scope are together. */
function bodyOf(items: readonly Item[], kind: Item["kind"]): object {
  const [resources, scopes, entries] = keys[kind];
  const groups: { key: string; parts: Recorded; entries: object[] }[] = [];
  for (const item of items) {
    const parts = partsOf(item);
    const key = JSON.stringify([parts.resource, parts.scope]);
    const last = groups.at(-1);
    if (last?.key === key) last.entries.push(parts.entry);
    else groups.push({ key, parts, entries: [parts.entry] });
  }
  return {
    [resources]: groups.map(({ parts: { resource, scope }, entries: own }) => ({
      resource,
      [scopes]: [{ scope, [entries]: own }],
    })),
  };
}

function partsOf(item: Item): Recorded {
  const { recorded } = item;
  if (recorded !== undefined) return { ...recorded, entry: timed(recorded.entry, item) };
  return { resource: { attributes: keyValues(item.resource) }, scope: {}, entry: entryOf(item) };
}

/** A recorded entry at the item's time. */
function timed(entry: object, item: Item): object {
  switch (item.kind) {
    case "span":
      return entry;
    case "log":
      return { ...entry, timeUnixNano: item.time };
    case "metric":
      return Object.fromEntries(
        Object.entries(entry).map(([key, data]: [string, unknown]) =>
          isRecord(data) && Array.isArray(data.dataPoints)
            ? [
                key,
                {
                  ...data,
                  dataPoints: data.dataPoints.map((point: object) => ({ ...point, timeUnixNano: item.time })),
                },
              ]
            : [key, data],
        ),
      );
  }
}

function entryOf(item: Item): object {
  switch (item.kind) {
    case "span":
      return spanBody(item);
    case "metric":
      return metricBody(item);
    case "log":
      return logBody(item);
  }
}

function spanBody(span: SpanItem): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    ...(span.parentId === "" ? {} : { parentSpanId: span.parentId }),
    name: span.name,
    kind: spanKinds.indexOf(span.spanKind),
    startTimeUnixNano: span.start,
    endTimeUnixNano: span.end,
    attributes: keyValues(span.attributes),
    events: span.events.map(({ name, attributes }) => ({
      name,
      timeUnixNano: span.end,
      attributes: keyValues(attributes),
    })),
    status: { code: spanStatuses.indexOf(span.status) },
  };
}

function metricBody(metric: MetricItem): object {
  const { name, unit, type } = metric;
  const point = {
    timeUnixNano: metric.time,
    startTimeUnixNano: startOf(metric),
    attributes: keyValues(metric.attributes),
  };
  const aggregationTemporality = temporalities.indexOf(metric.temporality);
  switch (type) {
    case "gauge":
      return { name, unit, gauge: { dataPoints: [{ ...point, asDouble: metric.value }] } };
    case "sum":
      return {
        name,
        unit,
        sum: {
          aggregationTemporality,
          isMonotonic: metric.monotonic,
          dataPoints: [{ ...point, asDouble: metric.value }],
        },
      };
    default: {
      const counted = { ...point, count: String(metric.value), sum: metric.sum ?? 0 };
      if (type === "summary") return { name, unit, summary: { dataPoints: [counted] } };
      if (type === "exponential_histogram")
        return {
          name,
          unit,
          exponentialHistogram: {
            aggregationTemporality,
            dataPoints: [{ ...counted, scale: 0, zeroCount: String(metric.value) }],
          },
        };
      const histogram = { ...counted, explicitBounds: [], bucketCounts: [String(metric.value)] };
      return { name, unit, histogram: { aggregationTemporality, dataPoints: [histogram] } };
    }
  }
}

// A minute before: a sum that began when it was read is zero.
function startOf({ time }: MetricItem): string {
  const start = BigInt(time) - 60_000_000_000n;
  return String(start < 0n ? 0n : start);
}

function logBody(log: LogItem): object {
  return {
    timeUnixNano: log.time,
    observedTimeUnixNano: log.time,
    severityNumber: log.severityNumber,
    severityText: log.severity,
    body: anyOf(log.body),
    attributes: keyValues(log.attributes),
    ...(log.traceId === "" ? {} : { traceId: log.traceId }),
    ...(log.spanId === "" ? {} : { spanId: log.spanId }),
  };
}
