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

/** What a rate or an expression reads: a metric of the catalogue has exactly its dimensions, all else any. */
type SourceWithDimensions<Source> = Source extends { readonly metric: unknown }
  ? OfCatalogue<Source> | OfOwnMetric<Source>
  : Source;

/** An alarm as it is written: a metric of the catalogue has exactly its dimensions, any other metric and a signal have any. */
export type WithDimensions<Entry> = Entry extends { readonly type: "metric"; readonly metric?: unknown }
  ? OfCatalogue<Entry> | OfOwnMetric<Entry>
  : Entry extends { readonly type: "anomaly"; readonly metric?: unknown; readonly signal?: unknown }
    ? | (Omit<Entry, "metric"> & { readonly metric?: undefined })
      | OfCatalogue<Omit<Entry, "signal"> & { readonly signal?: undefined }>
      | OfOwnMetric<Omit<Entry, "signal"> & { readonly signal?: undefined }>
    : Entry extends { readonly type: "rate"; readonly errors: infer Errors; readonly of: infer All }
      ? Omit<Entry, "errors" | "of"> & {
          /** What counts bad events: a signal, or a metric of AWS. */
          readonly errors: SourceWithDimensions<Errors>;
          /** What counts all events, good and bad: a signal, or a metric of AWS. */
          readonly of: SourceWithDimensions<All>;
        }
      : Entry extends { readonly type: "math"; readonly metrics: Readonly<Record<string, infer Source>> }
        ? Omit<Entry, "metrics"> & {
            /** The series that the expression names, by the key that it has in the expression; at most 10. */
            readonly metrics: Readonly<Record<string, SourceWithDimensions<Source>>>;
          }
        : Entry;
