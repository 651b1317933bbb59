/** A metric that an AWS service publishes by itself, as data. */
export interface ResourceMetric {
  readonly namespace: string;
  readonly metricName: string;

  /** The statistic that is usually wanted: `Sum`, `Average`, `Maximum`, `Minimum` or a percentile such as `p99`. */
  readonly statistic: string;

  /** Names of the dimensions of the series. CloudWatch finds a series only if you give exactly these. */
  readonly dimensions: readonly string[];

  /** What the number means, in a sentence, and what must be turned on to get it. */
  readonly description: string;

  /** Address of the page of AWS that describes it. */
  readonly source: string;
}

/** Metrics of one namespace, by their keys in the catalogue. */
interface MetricsOfNamespace<Namespace extends string, Metrics> {
  readonly namespace: Namespace;

  /** Address of the page of AWS that describes them. */
  readonly source: string;

  readonly metrics: Metrics;
}

/** What stands for each metric on its own. */
type OwnParts = Omit<ResourceMetric, "namespace" | "source">;

/** Metrics of one namespace, each with what they share. */
export function metricsOf<const Namespace extends string, const Metrics extends Readonly<Record<string, OwnParts>>>({
  metrics,
  ...shared
}: MetricsOfNamespace<Namespace, Metrics>) {
  return Object.fromEntries(Object.entries(metrics).map(([key, own]) => [key, { ...shared, ...own }])) as {
    readonly [Key in keyof Metrics]: Metrics[Key] & { readonly namespace: Namespace; readonly source: string };
  };
}
