import { LogEvent } from "../../../../lib/pattern";
import { isComplete, publisher } from "../../../../lib/replay/metrics/publish/publisher";
import type { MetricFilter, MetricTransformation } from "../../../../lib/terraform/template";

/** A metric filter of the log group `g`. Default: value 1, no default value and no dimensions. */
export function filter(pattern: string, transformation: Partial<MetricTransformation> = {}, name = "f"): MetricFilter {
  return {
    address: `aws_cloudwatch_log_metric_filter.${name}`,
    unresolved: [],
    name,
    logGroupName: "g",
    pattern,
    transformation: {
      namespace: "n",
      name: "m",
      value: "1",
      defaultValue: undefined,
      dimensions: {},
      unit: "None",
      ...transformation,
    },
  };
}

/** What is published for events; each is a text at second 0, or a pair of second and text. */
export function published(
  filters: MetricFilter | readonly MetricFilter[],
  events: readonly (string | readonly [seconds: number, text: string])[],
  options: { delay?: number; values?: boolean } = {},
) {
  const list = (Array.isArray(filters) ? (filters as readonly MetricFilter[]) : [filters as MetricFilter]).filter(
    isComplete,
  );
  const run = publisher(list, { delay: options.delay ?? 0, needsValues: () => options.values === true });
  for (const event of events) {
    const [seconds, text] = typeof event === "string" ? ([0, event] as const) : event;
    run.publish("g", seconds * 1000, new LogEvent(text));
  }
  const { series, filters: results } = run.end();
  return {
    filters: results,
    series,
    points: series.flatMap(({ metric, minutes, count, sum, min, max }) =>
      [...minutes].map((minute, i) => ({
        ...(Object.keys(metric.dimensions).length === 0 ? {} : { dimensions: metric.dimensions }),
        minute,
        count: count[i],
        sum: sum[i],
        min: min[i],
        max: max[i],
      })),
    ),
  };
}
