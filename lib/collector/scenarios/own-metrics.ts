/** A value of the collector's own metrics. */
export interface Sample {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

/**
 * Reads metrics in Prometheus' text format; lines of another form are left out.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function readSamples(text: string): Sample[] {
  return text.split("\n").flatMap((line) => {
    const [, name, labels = "", value] = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(
      ([, key = "", written = ""]) =>
        [key, written.replaceAll(/\\(.)/g, (_, one: string) => (one === "n" ? "\n" : one))] as const,
    );
    return [{ name, labels: new Map(pairs), value: Number(value) }];
  });
}

/**
 * What changes while something is on its way, as a text to compare: counts of what came in, went through and went out. What changes by
 * itself (timers, sizes, the process) is not in it, nor what metrics that repeat themselves change.
 */
export function progressOf(samples: readonly Sample[], isRepeating: boolean): string {
  return samples
    .filter(({ name, labels }) => {
      if (!/^otelcol_(?:receiver|processor|exporter|connector)_/.test(name)) return false;
      if (/latency|duration|timer|execution|_time|_size|_bucket|in_flight|on_memory/.test(name)) return false;
      const isOfMetrics = /metric_points|datapoints/.test(name) || labels.get("otel_signal") === "metrics";
      return !(isRepeating && isOfMetrics && !name.startsWith("otelcol_receiver_"));
    })
    .map(({ name, labels, value }) => `${name} ${[...labels].join(" ")} ${value}`)
    .sort()
    .join("\n");
}

/** Sum of the samples of a name, which may end in `_total`. */
export function sampleSum(samples: readonly Sample[], name: RegExp): number {
  return samples.reduce((sum, each) => (name.test(each.name) ? sum + each.value : sum), 0);
}
