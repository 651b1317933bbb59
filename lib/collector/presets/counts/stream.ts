import { batch, transform } from "../../components/processors";
import type { Pipelines } from "../../model/collector";
import { ofResource, signalsForPrometheus, type SignalStream, withoutScope } from "./repeated";

/**
 * Counts of single requests, as back ends take them. Requests are counted side by side, so their counts come in any order; `batch` puts them into
 * one stream, and takes them even while a back end is away: logs are not refused because metrics have no way out.
 */
export function signalPipelines(stream: SignalStream): Pipelines {
  const { connectors, limiter, others, prometheus, redaction } = stream;
  const isAddedUp = prometheus.length > 0;
  const counted = [limiter, oneStream, isAddedUp ? ofServicesNow : ofServices, redaction];
  if (isAddedUp) return signalsForPrometheus(stream, counted);
  return {
    "metrics/signals": {
      receivers: connectors,
      processors: counted,
      exporters: others,
      why: "The metrics that metric filters would publish.",
    },
  };
}

const oneStream = batch(
  { timeout: "5s" },
  { name: "signals", why: "One stream of what is counted side by side. Logs are taken even if metrics cannot leave." },
);

const onlyServices = `keep_keys(resource.attributes, [${ofResource.map((key) => JSON.stringify(key)).join(", ")}])`;

const ofServices = transform(
  { error_mode: "ignore", metric_statements: [onlyServices] },
  { name: "signals", why: "The service and its dimensions, and no more." },
);

/** `delta_to_cumulative` drops what is not newer than the last. The first point of a series is known by its start, which is its time. */
const ofServicesNow = transform(
  {
    error_mode: "ignore",
    metric_statements: [
      onlyServices,
      ...withoutScope,
      "set(datapoint.time, Now())",
      "set(datapoint.start_time, datapoint.time)",
    ],
  },
  {
    name: "signals",
    why: "The service and its dimensions, and no more. The time is when it is added: older points would be dropped.",
  },
);
