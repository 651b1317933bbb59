import { identityOf } from "../identity";
import { readOtlp } from "../otlp-read";
import type { SentItem } from "../sent";
import type { Item, MetricItem } from "../telemetry";
import { canonical } from "./select";

/** A message that came to an exporter. */
export interface ArrivedMessage {
  readonly exporter: string;
  readonly pipeline: string;
  /** OTLP's JSON. */
  readonly message: unknown;
}

/** An item that came to an exporter. */
export interface Arrival {
  readonly item: Item;
  readonly exporter: string;
  readonly pipeline: string;
  /** Which of the items that were sent it is; undefined: a connector or receiver made it. */
  readonly from: number | undefined;
}

/** What came out, and what of it was sent. Of series that a connector made, one datapoint stands for all. */
export function arrivalsOf(messages: readonly ArrivedMessage[], sent: readonly SentItem[]): Arrival[] {
  const known = new Map<string, number>();
  for (const [at, { item }] of sent.entries()) {
    const identity = identityOf(item);
    if (identity !== undefined) known.set(identity, at);
  }
  const arrivals: Arrival[] = [];
  const series = new Map<string, { item: MetricItem; at: number }>();
  for (const { exporter, pipeline, message } of messages)
    for (const read of readOtlp(message) ?? []) {
      const { recorded: _, ...bare } = read;
      const item = bare as Item;
      const identity = identityOf(item);
      const from = identity === undefined ? undefined : known.get(identity);
      if (item.kind !== "metric" || from !== undefined) {
        arrivals.push({ item, exporter, pipeline, from });
        continue;
      }
      const key = `${exporter} ${pipeline} ${seriesOf(item)}`;
      const before = series.get(key);
      const joined = before === undefined ? item : joinedOf(before.item, item);
      const at = before?.at ?? arrivals.length;
      series.set(key, { item: joined, at });
      arrivals[at] = { item: joined, exporter, pipeline, from: undefined };
    }
  return arrivals;
}

/** What the metrics of a message say, without their times: what repeats itself says the same. */
export function metricsSaid(message: unknown): string[] {
  return (readOtlp(message) ?? []).flatMap((item) =>
    item.kind === "metric" ? [`${seriesOf(item)} ${item.value} ${item.sum ?? ""}`] : [],
  );
}

/** What tells a series apart from others. */
export function seriesOf({ name, resource, attributes }: MetricItem): string {
  return canonical([name, resource, attributes]);
}

/** Two datapoints of one series as one: the later one, or for a delta the sum. */
export function joinedOf(a: MetricItem, b: MetricItem): MetricItem {
  const [early, late] = BigInt(a.time) <= BigInt(b.time) ? [a, b] : [b, a];
  if (late.temporality !== "delta") return late;
  const sum = early.sum === undefined && late.sum === undefined ? undefined : (early.sum ?? 0) + (late.sum ?? 0);
  return { ...late, value: early.value + late.value, sum };
}
