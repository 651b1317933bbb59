/** A value of an attribute or a body. Whole numbers beyond those that a number holds are texts of digits. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };

export type Attributes = Readonly<Record<string, Value>>;

/** One span, datapoint or log record, with what OTLP says around it. */
export type Item = SpanItem | MetricItem | LogItem;

export const itemKinds = ["span", "metric", "log"] as const;
export type ItemKind = (typeof itemKinds)[number];

interface OfResource {
  /** Attributes of its resource: `service.name` and others. */
  readonly resource: Attributes;
  readonly attributes: Attributes;
  /** What was recorded, which has more than an item says: links, buckets, scopes. It is sent as it is. */
  readonly recorded?: Recorded;
}

/** Parts of OTLP's JSON around one item. */
export interface Recorded {
  readonly resource: object;
  readonly scope: object;
  /** A span, a log record, or a metric with one datapoint. */
  readonly entry: object;
}

export const spanKinds = ["unspecified", "internal", "server", "client", "producer", "consumer"] as const;
export type SpanKind = (typeof spanKinds)[number];

export const spanStatuses = ["unset", "ok", "error"] as const;
export type SpanStatus = (typeof spanStatuses)[number];

export interface SpanItem extends OfResource {
  readonly kind: "span";
  readonly name: string;
  readonly spanKind: SpanKind;
  readonly status: SpanStatus;
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** Empty: it is the root of its trace. */
  readonly parentId: string;
  /** Nanoseconds since 1970, in digits. */
  readonly start: string;
  readonly end: string;
  readonly events: readonly SpanEvent[];
}

export interface SpanEvent {
  readonly name: string;
  readonly attributes: Attributes;
}

export const metricTypes = ["sum", "gauge", "histogram", "exponential_histogram", "summary"] as const;
export type MetricType = (typeof metricTypes)[number];

export const temporalities = ["unspecified", "delta", "cumulative"] as const;
export type Temporality = (typeof temporalities)[number];

/** One datapoint of a metric. */
export interface MetricItem extends OfResource {
  readonly kind: "metric";
  readonly name: string;
  readonly unit: string;
  readonly type: MetricType;
  readonly temporality: Temporality;
  readonly monotonic: boolean;
  /** Nanoseconds since 1970, in digits; "0" if it has none. */
  readonly time: string;
  /** Of a histogram or summary: its count. */
  readonly value: number;
  /** Of a histogram or summary. */
  readonly sum: number | undefined;
}

export interface LogItem extends OfResource {
  readonly kind: "log";
  readonly body: Value;
  /** As it is written: `ERROR`; empty if it has none. */
  readonly severity: string;
  /** 1 to 24; 0 if it has none. */
  readonly severityNumber: number;
  readonly time: string;
  readonly traceId: string;
  readonly spanId: string;
}

/** Signal that carries an item. */
export const signalOf = { span: "traces", metric: "metrics", log: "logs" } as const satisfies Record<ItemKind, string>;
export type SentSignal = (typeof signalOf)[ItemKind];

export function serviceOf({ resource }: Item): string {
  const name = Object.hasOwn(resource, "service.name") ? resource["service.name"] : undefined;
  return typeof name === "string" ? name : "";
}

/** Milliseconds. */
export function durationOf({ start, end }: SpanItem): number {
  return Number(BigInt(end) - BigInt(start)) / 1e6;
}

/** Name of the severity that a number stands for: 17 to 20 is error. */
export function severityName(number: number): string {
  return severityNames[Math.ceil(number / 4) - 1] ?? "unspecified";
}

/** The least number of a severity. */
export function severityNumber(name: SeverityName): number {
  return severityNames.indexOf(name) * 4 + 1;
}

export const severityNames = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type SeverityName = (typeof severityNames)[number];
