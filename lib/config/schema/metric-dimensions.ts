import type { ResourceMetricKey, resourceMetrics } from "../../aws";

type DimensionsOf<Key extends ResourceMetricKey> = (typeof resourceMetrics)[Key]["dimensions"];

/** The names of dimensions, as one type for each set of them: metrics with the same dimensions share it. */
type DimensionSets = { readonly [Key in ResourceMetricKey]: DimensionsOf<Key> }[ResourceMetricKey];

/** The metrics that have exactly these dimensions. */
type MetricsWith<Names> = {
  readonly [Key in ResourceMetricKey]: DimensionsOf<Key> extends Names
    ? Names extends DimensionsOf<Key>
      ? Key
      : never
    : never;
}[ResourceMetricKey];

type OfCatalogue<Entry, Names = DimensionSets> = Names extends readonly string[]
  ? Omit<Entry, "metric" | "dimensions"> & {
      /** Key of the metric in the catalogue. */
      readonly metric: MetricsWith<Names>;
      /** A value for each of the metric's dimensions. Placeholders are expanded. */
      readonly dimensions: Readonly<Record<Names[number], string>>;
    }
  : never;

type OfOwnMetric<Entry extends { readonly metric?: unknown }> = Omit<Entry, "metric"> & {
  /** Namespace and name of any other metric. */
  readonly metric: Exclude<Entry["metric"], ResourceMetricKey | undefined>;
};

/** An alarm as it is written: on a metric of the catalogue with exactly its dimensions, on any other metric or on a signal with any. */
export type WithDimensions<Entry> = Entry extends { readonly type: "metric"; readonly metric?: unknown }
  ? OfCatalogue<Entry> | OfOwnMetric<Entry>
  : Entry extends { readonly type: "anomaly"; readonly metric?: unknown; readonly signal?: unknown }
    ? | (Omit<Entry, "metric"> & { readonly metric?: undefined })
      | OfCatalogue<Omit<Entry, "signal"> & { readonly signal?: undefined }>
      | OfOwnMetric<Omit<Entry, "signal"> & { readonly signal?: undefined }>
    : Entry;
