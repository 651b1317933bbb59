import type { ServicePlan } from "../config";
import type { Panel, TextQuery } from "./board";
import type { BoardScope } from "./scope";
import { unitIdOf } from "./units";

/** Requests, errors and times of a service by its spans, which the collector counts for Prometheus. */
export function spanPanels({ name }: ServicePlan, { has, plan }: BoardScope): readonly Panel[] {
  const counts = plan.collector?.metrics.some(({ type }) => type === "prometheus" || type === "amp") ?? false;
  if (!has("prometheus") || !counts) return [];
  const served = `service_name=${JSON.stringify(name)}, span_kind="SPAN_KIND_SERVER"`;
  const calls = (more = ""): string => `sum(rate(traces_span_metrics_calls_total{${served}${more}}[$__rate_interval]))`;
  const buckets = `sum by (le) (rate(traces_span_metrics_duration_seconds_bucket{${served}}[$__rate_interval]))`;
  const promql = (text: string, legend: string): TextQuery => ({ kind: "text", language: "promql", text, legend });
  return [
    {
      ...{ key: "rate", title: "Requests a second", kind: "timeseries", width: 6, unit: "reqps" },
      description: "Requests that the service answers, counted from all spans, before any is dropped.",
      queries: [promql(calls(), "requests")],
    },
    {
      ...{
        key: "errors",
        title: "Failed spans, share of requests",
        kind: "timeseries",
        width: 6,
        unit: unitIdOf("Percent"),
      },
      description: "Requests whose span ended with an error, in percent of all.",
      queries: [promql(`100 * ${calls(', status_code="STATUS_CODE_ERROR"')} / ${calls()}`, "failed")],
    },
    {
      ...{ key: "percentiles", title: "Time of requests", kind: "timeseries", width: 6, unit: unitIdOf("Seconds") },
      description: "Time that 50, 95 and 99 % of requests stay below, estimated from buckets.",
      queries: [50, 95, 99].map((percent) =>
        promql(`histogram_quantile(${String(percent / 100)}, ${buckets})`, `p${String(percent)}`),
      ),
    },
    {
      ...{
        key: "heatmap",
        title: "Times of requests, all of them",
        kind: "heatmap",
        width: 6,
        unit: unitIdOf("Seconds"),
      },
      description: "How many requests took how long: two crowds are two kinds of requests, which a percentile hides.",
      queries: [promql(buckets, "{{le}}")],
    },
  ];
}

/** Traces of a service that failed or took long; each leads to its trace. */
export function tracePanels({ name }: ServicePlan, { has }: BoardScope): readonly Panel[] {
  const quoted = JSON.stringify(name);
  const panel = (key: string, title: string, description: string, query: TextQuery): Panel => ({
    ...{ key, title, description },
    kind: "table",
    queries: [query],
  });
  if (has("tempo"))
    return [
      panel("failed", "Failed traces", "Traces with a span of the service that failed. Open one by its id.", {
        kind: "text",
        language: "traceql",
        text: `{ resource.service.name = ${quoted} && status = error }`,
      }),
      panel(
        "slow",
        "Slow traces",
        "Traces with a span of the service that took longer than a second. Open one by its id.",
        { kind: "text", language: "traceql", text: `{ resource.service.name = ${quoted} && duration > 1s }` },
      ),
    ];
  if (has("xray"))
    return [
      panel("failed", "Failed traces", "Traces in which the service failed. Open one by its id.", {
        kind: "text",
        language: "xray",
        text: `service(${quoted}) { fault }`,
      }),
      panel("slow", "Slow traces", "Traces in which the service took longer than a second. Open one by its id.", {
        kind: "text",
        language: "xray",
        text: `service(${quoted}) { responsetime > 1 }`,
      }),
    ];
  return [];
}
