import type { CollectorPlan } from "../../config";
import { loadBalancing } from "../components/exporters";
import type { Exporter } from "../model/component";
import { queue, usualBatch } from "./batches";

/** To the tier that keeps or drops traces: spans of one trace go to one task. */
export function toSampler(
  { discovery: { namespace, service } }: CollectorPlan,
  queueBytes: number,
): Exporter<"traces" | "logs"> {
  return loadBalancing(
    {
      routing_key: "traceID",
      resolver: {
        aws_cloud_map: { namespace, service_name: service, port: 4317, health_status: "HEALTHY", interval: "10s" },
      },
      protocol: {
        otlp: { tls: { insecure: true }, sending_queue: { enabled: false }, retry_on_failure: { enabled: false } },
      },
      retry_on_failure: {
        enabled: true,
        initial_interval: "1s",
        max_interval: "10s",
        max_elapsed_time: "5m",
        multiplier: 1.5,
      },
      sending_queue: queue(queueBytes, usualBatch),
      timeout: "10s",
    },
    {
      why: {
        "": "All spans of a trace to one task.",
        "resolver.aws_cloud_map": "DNS would answer with at most eight tasks.",
        "protocol.otlp.sending_queue":
          "The queue is the exporter's, so that what waits goes elsewhere when a task goes.",
        retry_on_failure: "Off by default: a task that goes away would lose what is sent to it.",
      },
    },
  );
}
