import type { EnvironmentPlan } from "../../config";
import type { Board, MetricQuery, Panel, Query, TextQuery } from "../board";
import { spoken } from "../names";
import type { BoardScope } from "../scope";
import { unitIdOf } from "../units";

interface OwnMetric {
  readonly key: string;
  readonly title: string;
  readonly description: string;

  /** Names without `otelcol_`, by what they are called. */
  readonly metrics: Readonly<Record<string, string>>;
  readonly statistic: "Sum" | "Maximum";
  readonly unit: string;
}

const suffixes = { spans: "spans", points: "metric_points", lines: "log_records" };
const counts = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(suffixes).map(([called, suffix]) => [called, `${name}_${suffix}`]));

const own: readonly OwnMetric[] = [
  {
    key: "accepted",
    title: "Taken in",
    description: "What receivers took: spans, points of metrics, lines.",
    metrics: counts("receiver_accepted"),
    statistic: "Sum",
    unit: unitIdOf("Count"),
  },
  {
    key: "refused",
    title: "Refused",
    description:
      "What receivers refused: memory is short, or a back end is slow. Senders try again, and lose what they cannot hold.",
    metrics: counts("receiver_refused"),
    statistic: "Sum",
    unit: unitIdOf("Count"),
  },
  {
    key: "sent",
    title: "Sent",
    description: "What exporters delivered to back ends.",
    metrics: counts("exporter_sent"),
    statistic: "Sum",
    unit: unitIdOf("Count"),
  },
  {
    key: "failed",
    title: "Not delivered",
    description: "What back ends did not take, after all retries, or for good.",
    metrics: counts("exporter_send_failed"),
    statistic: "Sum",
    unit: unitIdOf("Count"),
  },
  {
    key: "dropped",
    title: "Dropped",
    description: "What a full sending queue did not hold: it is lost.",
    metrics: counts("exporter_enqueue_failed"),
    statistic: "Sum",
    unit: unitIdOf("Count"),
  },
  {
    key: "queue",
    title: "Sending queues",
    description: "Batches in the fullest sending queue, and what it holds.",
    metrics: { waiting: "exporter_queue_size", capacity: "exporter_queue_capacity" },
    statistic: "Maximum",
    unit: unitIdOf("Count"),
  },
  {
    key: "memory",
    title: "Memory",
    description: "Memory of the largest task.",
    metrics: { memory: "process_memory_rss" },
    statistic: "Maximum",
    unit: unitIdOf("Bytes"),
  },
];

/** How collectors are: from what they write to CloudWatch on ECS, else from Prometheus. */
export function collectorBoard({ has, plan }: BoardScope): Board {
  const { collector, environment, project } = plan;
  const tiers = collector === undefined ? [] : ["gateway", ...(collector.sampler === undefined ? [] : ["sampler"])];
  const isOnEcs = collector?.ecs !== undefined && has("cloudwatch");
  const rows = isOnEcs ? tiers : has("prometheus") && collector !== undefined ? ["collectors"] : [];
  return {
    key: "collector",
    title: `${project} ${environment}: collector`,
    description: "How the OpenTelemetry Collectors are: what they take, refuse, deliver and lose.",
    rows: rows.map((row) => ({
      key: row,
      title: spoken(row),
      panels: own.map((each) => (isOnEcs ? onEcs(each, collector.ecs.namespace, row) : inPrometheus(each, plan))),
    })),
    annotations: isOnEcs ? [{ kind: "alarms", name: "Alarms", prefix: collector.ecs.name }] : [],
  };
}

function onEcs(metric: OwnMetric, namespace: string, tier: string): Panel {
  return panelOf(
    metric,
    Object.entries(metric.metrics).map(([legend, name], at): MetricQuery => ({
      ...{ kind: "metric", id: `m${String(at + 1)}`, namespace, metric: `otelcol_${name}`, dimensions: { Tier: tier } },
      ...{ statistic: metric.statistic, legend },
    })),
  );
}

function inPrometheus(metric: OwnMetric, { environment }: EnvironmentPlan): Panel {
  const where = `{deployment_environment_name="${environment}"}`;
  return panelOf(
    metric,
    Object.entries(metric.metrics).map(([legend, name]): TextQuery => ({
      ...{ kind: "text", language: "promql", legend },
      text:
        metric.statistic === "Sum"
          ? `sum(rate(otelcol_${name}_total${where}[$__rate_interval]))`
          : `max(otelcol_${name}${where})`,
    })),
  );
}

function panelOf({ description, key, statistic, title, unit }: OwnMetric, queries: readonly Query[]): Panel {
  const perSecond = queries.some(({ kind }) => kind === "text") && statistic === "Sum";
  return { key, title, description, kind: "timeseries", queries, unit: perSecond ? unitIdOf("Count/Second") : unit };
}
