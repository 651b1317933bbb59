import { line } from "../../base";
import { componentsIn, family, typeOf } from "./family";
import { at, isSet, milliseconds, numberAt } from "./values";

const source =
  "https://github.com/open-telemetry/opentelemetry-collector/blob/main/processor/memorylimiterprocessor/README.md";

/** A collector that takes more than it can send must refuse, rather than die with all that it holds. */
export const memoryLimiter = family(
  {
    "memory-limiter-missing": {
      severity: "warning",
      what: "Each pipeline from a network receiver has the processor memory_limiter.",
      why: "When more comes in than goes out, the collector is killed for its memory, with everything in its queues, instead of telling senders to wait.",
      fix: "Add memory_limiter as the first processor, with check_interval 1s, limit_percentage 80 and spike_limit_percentage 20.",
      source,
    },
    "memory-limiter-first": {
      severity: "warning",
      what: "`memory_limiter` is the first processor of its pipeline.",
      why: "What is before it has done its work, and taken its memory, when it refuses; what waits in a batch before it is lost, and senders are not told.",
      fix: "Put it first.",
      source,
    },
    "memory-limiter-limits": {
      severity: "error",
      what: "`memory_limiter` has a check_interval above 0, a limit in MiB or percent (at most 100), and a spike limit below that.",
      why: "The collector refuses anything else when it starts; versions before 0.130 start, with a limiter that is off when check_interval is 0.",
      fix: "Write, for example, check_interval 1s, limit_percentage 80, spike_limit_percentage 20.",
      source,
    },
  },
  ({ document, unknown }, report) => {
    for (const { id, settings, type } of componentsIn(document.processors)) {
      if (type !== "memory_limiter") continue;
      const path = ["processors", id];
      const interval = at(settings, "check_interval");
      const length = milliseconds(interval);
      if (!isSet(settings, "check_interval") || interval === null || (length !== undefined && length <= 0))
        report("memory-limiter-limits", [...path, "check_interval"], {
          message: line`${id} has ${isSet(settings, "check_interval") ? "a check_interval that is not above 0" : "no check_interval"}`,
        });
      if (!isSet(settings, "limit_mib") && !isSet(settings, "limit_percentage"))
        report("memory-limiter-limits", path, { message: line`${id} has neither limit_mib nor limit_percentage` });
      for (const unit of ["mib", "percentage"]) {
        const [limit, spike] = [numberAt(settings, `limit_${unit}`), numberAt(settings, `spike_limit_${unit}`)];
        if (unit === "percentage" && [limit, spike].some((each) => each !== undefined && each > 100))
          report("memory-limiter-limits", [...path, `limit_${unit}`], {
            message: line`${id} has a limit above 100 percent`,
          });
        else if (limit !== undefined && spike !== undefined && limit > 0 && spike >= limit)
          report("memory-limiter-limits", [...path, `spike_limit_${unit}`], {
            message: line`spike_limit_${unit} of ${id} is ${spike}, and not smaller than limit_${unit}, ${limit}`,
          });
      }
    }

    // The extension of this name refuses before pipelines are reached.
    const isElsewhere = document.service.extensions.some((id) => typeOf(id) === "memory_limiter");
    for (const [pipeline, { processors, receivers }] of Object.entries(document.service.pipelines)) {
      const path = ["service", "pipelines", pipeline];
      const index = processors.findIndex((id) => typeOf(id) === "memory_limiter");
      const isKnown = ![...processors, ...receivers].some((id) => id.startsWith("${"));
      if (index > 0)
        report("memory-limiter-first", [...path, "processors", index], {
          // Others only pass on what they get.
          severity: processors.slice(0, index).some((id) => holding.has(typeOf(id))) ? "warning" : "info",
          message: line`${processors[index] ?? ""} comes after ${processors[0] ?? ""}`,
        });
      else if (
        index < 0 &&
        !isElsewhere &&
        isKnown &&
        unknown?.has("service") !== true &&
        receivers.some((id) => fromNetwork.has(typeOf(id)) && !Object.hasOwn(document.connectors, id))
      )
        report("memory-limiter-missing", path, { message: line`the pipeline ${pipeline} has no memory_limiter` });
    }
  },
);

/** Processors that keep what they get. */
const holding: ReadonlySet<string> = new Set([
  "batch",
  "tail_sampling",
  "groupbytrace",
  "interval",
  "log_dedup",
  "logdedup",
]);

/** Receivers that take what others send, as much as they send. */
const fromNetwork: ReadonlySet<string> = new Set(
  "otlp otelarrow jaeger zipkin opencensus awsxray statsd carbon collectd fluent_forward fluentforward influxdb splunk_hec splunkhec syslog tcp_log tcplog udp_log udplog loki kafka prometheus_remote_write prometheusremotewrite skywalking datadog signalfx sapm webhook_event webhookevent".split(
    " ",
  ),
);
