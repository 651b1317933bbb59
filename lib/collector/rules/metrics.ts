import { line, own } from "../../base";
import type { Unprintable } from "../presets/counts/not-counted";
import { componentsIn, family, typeOf } from "./family";
import { at, isSet, listAt } from "./values";

const unprintable: Readonly<Record<Unprintable, string>> = {
  "not-json": "its pattern reads lines as text, not the fields of a JSON object",
  "number-as-text": "its pattern compares a field that may be a number by the number's text",
  "inexact-number": "its pattern has a number that a collector cannot hold exactly",
  each: "its pattern reads all elements of a list, otherwise than for one value",
};

/** Metrics that are made, and what stores them. */
export const metrics = family(
  {
    "span-metrics-dimension": {
      severity: "error",
      what: "Dimensions of span_metrics have few values: a route, a method, a status.",
      why: "Each value makes series of its own, for each service and operation: the collector's memory grows without end, and so does the bill.",
      fix: "Use http.route, or leave the dimension out.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/spanmetricsconnector/README.md",
    },
    "span-metrics-limit": {
      severity: "info",
      what: "`span_metrics` has an aggregation_cardinality_limit.",
      why: "Without it one service whose span names hold ids makes series without end.",
      fix: "Set aggregation_cardinality_limit, for example to 2000: what is above it is counted together.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/connector/spanmetricsconnector/README.md",
    },
    "delta-dropped": {
      severity: "error",
      what: "Metrics for prometheus_remote_write are cumulative.",
      why: "The exporter drops delta sums and histograms, and counts them as failed.",
      fix: "Add the processor delta_to_cumulative to the pipeline, or leave cumulative_to_delta out.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/prometheusremotewriteexporter/README.md",
    },
    "emf-rollup": {
      severity: "info",
      what: "`awsemf` has a dimension_rollup_option: NoDimensionRollup, where metrics have several dimensions.",
      why: "By default each metric is stored again without dimensions and with each single one: of four dimensions come six metrics, and each is paid for.",
      fix: "Set dimension_rollup_option to NoDimensionRollup, and choose dimensions in metric_declarations.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/awsemfexporter/README.md",
    },
    "signal-not-counted": {
      severity: "warning",
      what: "Signals of contracts that a collector counts have a pattern that its language (OTTL) can say.",
      why: "The collector makes no metric of the signal, so alarms and dashboards that read it see nothing.",
      fix: "Write the pattern on fields of JSON lines: numbers with numbers, lists for one value.",
      source: "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/ottl/LANGUAGE.md",
    },
  },
  ({ document, facts }, report) => {
    for (const { service, signal, why } of facts?.notCounted ?? [])
      report("signal-not-counted", ["service", "pipelines", "logs/counted"], {
        message: line`${service} has a signal ${signal} that is not counted: ${unprintable[why]}`,
      });
    for (const { id, settings, type } of componentsIn(document.connectors)) {
      if (type !== "span_metrics" && type !== "spanmetrics") continue;
      const path = ["connectors", id];
      for (const key of ["dimensions", "calls_dimensions"]) {
        for (const [index, dimension] of listAt(settings, key).entries()) {
          const name = at(dimension, "name");
          if (typeof name === "string" && unbounded.has(name))
            report("span-metrics-dimension", [...path, key, index], {
              message: line`${id} has the dimension ${name}, whose values have no end`,
            });
        }
      }
      for (const [index, dimension] of listAt(settings, "histogram", "dimensions").entries()) {
        const name = at(dimension, "name");
        if (typeof name === "string" && unbounded.has(name))
          report("span-metrics-dimension", [...path, "histogram", "dimensions", index], {
            message: line`${id} has the dimension ${name}, whose values have no end`,
          });
      }
      if (!isSet(settings, "aggregation_cardinality_limit") && !isSet(settings, "dimensions_cache_size"))
        report("span-metrics-limit", path, { message: line`${id} has no aggregation_cardinality_limit` });
    }

    for (const { id, settings, type } of componentsIn(document.exporters))
      if (type === "awsemf" && !isSet(settings, "dimension_rollup_option"))
        report("emf-rollup", ["exporters", id], { message: line`${id} stores each metric several times` });

    for (const [pipeline, { exporters, processors, receivers }] of Object.entries(document.service.pipelines)) {
      if (typeOf(pipeline) !== "metrics") continue;
      const writers = exporters.filter((id) =>
        ["prometheus_remote_write", "prometheusremotewrite"].includes(typeOf(id)),
      );
      const types = processors.map(typeOf);
      const restores = types.findLastIndex((type) => type === "delta_to_cumulative" || type === "deltatocumulative");
      const makes = types.findLastIndex((type) => type === "cumulative_to_delta" || type === "cumulativetodelta");
      const [writer] = writers;
      if (writer === undefined || processors.some((id) => id.startsWith("${"))) continue;
      const path = ["service", "pipelines", pipeline];
      if (makes > restores)
        report("delta-dropped", [...path, "processors", makes], {
          message: line`${processors[makes] ?? ""} makes deltas, which ${writer} drops`,
        });
      if (restores >= 0) continue;
      for (const [index, id] of receivers.entries()) {
        const isConnector = Object.hasOwn(document.connectors, id);
        const settings = own(isConnector ? document.connectors : document.receivers, id);
        const isDelta =
          (isConnector && ["count", "signal_to_metrics", "signaltometrics"].includes(typeOf(id))) ||
          (isConnector &&
            ["span_metrics", "spanmetrics"].includes(typeOf(id)) &&
            at(settings, "aggregation_temporality") === "AGGREGATION_TEMPORALITY_DELTA") ||
          (!isConnector && typeOf(id) === "statsd");
        if (isDelta)
          report("delta-dropped", [...path, "receivers", index], {
            message: line`${id} makes deltas, which ${writer} drops`,
          });
      }
    }
  },
);

/** Attributes of which each request, or each user, has a value of its own. */
const unbounded: ReadonlySet<string> = new Set(
  [
    "url.path url.full url.query url.original http.url http.target http.request.header.x-request-id",
    "user.id user.email user.name enduser.id session.id client.address client.port network.peer.address network.peer.port",
    "net.peer.ip net.peer.port net.sock.peer.addr net.sock.peer.port http.client_ip user_agent.original http.user_agent",
    "request.id request_id http.request.id correlation_id trace_id span_id trace.id span.id messaging.message.id messaging.message_id thread.id",
    "db.statement db.query.text exception.message exception.stacktrace order.id order_id",
  ].flatMap((names) => names.split(" ")),
);
