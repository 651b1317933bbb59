import type { CollectorPlan } from "../../config";
import { spanMetrics } from "../components/connectors";
import { healthCheck } from "../components/extensions";
import { attributes, deltaToCumulative, filter, memoryLimiter, resource } from "../components/processors";
import { otlp, prometheus } from "../components/receivers";
import type { Processor } from "../model/component";
import { env } from "../model/reference";
import type { Telemetry } from "../model/telemetry";
import { quoted } from "./ottl-text";
import { sizingOf } from "./sizing";

/** The first processor of every pipeline: it refuses before memory runs out, and senders send again. */
export function limiterOf(memoryMib: number): Processor {
  const { limitMib, spikeMib } = sizingOf(memoryMib);
  return memoryLimiter(
    { check_interval: "1s", limit_mib: limitMib, spike_limit_mib: spikeMib },
    {
      why: {
        "": "Refuses what comes in while memory is short, so that senders send it again.",
        check_interval: "How often it looks: memory can grow by the spike limit between two looks.",
        limit_mib: `80 % of the task's ${memoryMib} MiB.`,
        spike_limit_mib: "20 % of the limit.",
      },
    },
  );
}

/** For the load balancer's health check. */
export const health = healthCheck(
  { endpoint: "0.0.0.0:13133" },
  { why: "The load balancer asks here: the image has no shell for a health check of its own." },
);

/** What applications send to: of any address, because it comes through the load balancer. */
export const fromApplications = otlp(
  {
    protocols: {
      grpc: {
        endpoint: "0.0.0.0:4317",
        keepalive: { server_parameters: { max_connection_age: "60s", max_connection_age_grace: "10s" } },
      },
      http: { endpoint: "0.0.0.0:4318" },
    },
  },
  {
    why: {
      "": "Applications send here; only their security groups reach it.",
      "protocols.grpc.keepalive": "A connection stays with one task: closing it now and then spreads the load.",
    },
  },
);

/** What the gateway sends to. */
export const fromGateway = otlp(
  { protocols: { grpc: { endpoint: "0.0.0.0:4317" } } },
  { why: "The gateway sends here; only its security group reaches it." },
);

/** Says in which environment telemetry arose, unless it does so itself. */
export function inEnvironment({ environment }: CollectorPlan): Processor {
  return resource(
    { attributes: [{ key: "deployment.environment.name", value: environment, action: "insert" }] },
    { name: "environment", why: "Unless an application says it itself." },
  );
}

/**
 * Tells series of a gateway's tasks apart. One task is two while it is replaced, which only sums since the last export bear: sums since the
 * beginning would jump between what the two have counted.
 */
export function ofOneTask(plan: CollectorPlan): readonly Processor<"metrics">[] {
  return plan.gateway.tasks.max === 1 && !isCumulative(plan) ? [] : [ofThisTask];
}

/**
 * Tells series of this collector apart from those of others: two must not write one series. On points, as Prometheus makes no label of a
 * resource's attribute; in place of the random one that `span_metrics` writes.
 */
export const ofThisTask = attributes(
  { actions: [{ key: "collector.instance.id", value: env("HOSTNAME", "collector"), action: "upsert" }] },
  { name: "task", why: "Each task counts for itself: without it, several would write one series." },
);

/** Requests that only check health are in no rate of requests. */
export function withoutRoutes({ sampling: { dropRoutes } }: CollectorPlan): readonly Processor<"traces">[] {
  return dropRoutes.length === 0
    ? []
    : [
        filter(
          { error_mode: "ignore", trace_conditions: dropRoutes.flatMap(ofRoute) },
          { name: "routes", why: "Requests that only check health are in no rate of requests." },
        ),
      ];
}

/** The same where no trace is sampled: the spans that traces of these routes begin with. */
export function withoutRoots({ sampling: { dropRoutes } }: CollectorPlan): readonly Processor<"traces">[] {
  return dropRoutes.length === 0
    ? []
    : [
        filter(
          {
            error_mode: "ignore",
            trace_conditions: dropRoutes.flatMap(ofRoot),
          },
          { name: "roots", why: "Spans that traces of health checks begin with. Others of such a trace stay." },
        ),
      ];
}

/** Conditions of OTTL: a trace begins with the span, and it is of the route. */
export function ofRoot(route: string): readonly string[] {
  return ofRoute(route).map((condition) => `${condition} and IsRootSpan()`);
}

/** Conditions of OTTL: the span is of the route, by its template or by its path. */
function ofRoute(route: string): readonly [string, string] {
  const is = (attribute: string): string => `span.attributes["${attribute}"] == ${quoted(route)}`;
  return [is("http.route"), is("url.path")];
}

/** Prometheus takes sums since the beginning only. */
export function asBackendsTakeIt(plan: CollectorPlan): readonly Processor<"metrics">[] {
  return isCumulative(plan)
    ? [deltaToCumulative({}, { why: "Prometheus refuses, or drops, sums that begin anew with each export." })]
    : [];
}

/** Requests, errors and durations of all spans. */
export function requestMetrics(plan: CollectorPlan) {
  const { dimensions, limit } = plan.spanMetrics;
  return spanMetrics(
    {
      dimensions: dimensions.map((name) => ({ name })),
      aggregation_cardinality_limit: limit,
      aggregation_temporality: isCumulative(plan)
        ? "AGGREGATION_TEMPORALITY_CUMULATIVE"
        : "AGGREGATION_TEMPORALITY_DELTA",
      histogram: {
        unit: "s",
        explicit: {
          buckets: ["5ms", "10ms", "25ms", "50ms", "100ms", "250ms", "500ms", "1s", "2500ms", "5s", "10s"],
        },
      },
      metrics_flush_interval: "60s",
    },
    {
      why: {
        "": "Counts all spans, before any is dropped.",
        aggregation_cardinality_limit:
          "What comes beyond is one series, otel.metric.overflow: an attribute with too many values costs no more.",
      },
    },
  );
}

/** The collector's own metrics, from its own endpoint. */
export const fromItself = prometheus(
  {
    config: {
      scrape_configs: [
        {
          job_name: "collector",
          scrape_interval: "60s",
          static_configs: [{ targets: ["127.0.0.1:8888"] }],
          metric_relabel_configs: [
            {
              source_labels: ["__name__"],
              regex:
                "otelcol_(receiver_(accepted|refused|failed)|processor_memory_limiter_refused|processor_tail_sampling|exporter_(sent|send_failed|enqueue_failed|queue)|process_(uptime|memory_rss)|loadbalancer).*",
              action: "keep",
            },
          ],
        },
      ],
    },
  },
  { name: "collector", why: "What its alarms read." },
);

/** What a collector says of itself. */
export const ownTelemetry: Telemetry = {
  logs: { level: "info", encoding: "json" },
  metrics: {
    level: "normal",
    readers: [
      {
        pull: {
          exporter: {
            prometheus: {
              host: "127.0.0.1",
              port: 8888,
              without_units: true,
              without_type_suffix: true,
              without_scope_info: true,
            },
          },
        },
      },
    ],
  },
};

function isCumulative({ metrics }: CollectorPlan): boolean {
  return metrics.some(isPrometheus);
}

/** Whether a back end is Prometheus, which wants sums since the beginning. */
export function isPrometheus(backend: CollectorPlan["metrics"][number] | undefined): boolean {
  return backend?.type === "prometheus" || backend?.type === "amp";
}
