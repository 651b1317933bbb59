import type { CollectorPlan } from "../../../config";
import { batch, interval, transform } from "../../components/processors";
import type { Processor } from "../../model/component";
import { ofOneTask } from "../parts";

/** Every how many seconds Prometheus gets what was counted: windows of alert rules are longer by so much. */
export const signalSeconds = 15;

/**
 * Counts of single requests, as back ends take them. Requests are counted side by side, so their counts come in any order; `batch` puts them into
 * one stream, and takes them even while a back end is away: logs are not refused because metrics have no way out.
 *
 * Where sums have to be cumulative, each point gets the time at which it is added, as `delta_to_cumulative` drops what is not newer than
 * the last; and only the newest of a series leaves, as Prometheus takes one in a millisecond.
 */
export function outOfOneStream(
  plan: CollectorPlan,
  redaction: Processor<"metrics">,
  cumulative: readonly Processor<"metrics">[],
): readonly Processor<"metrics">[] {
  const isCumulative = cumulative.length > 0;
  return [
    batch(
      { timeout: "5s" },
      {
        name: "signals",
        why: "One stream of what is counted side by side. Logs are taken even if metrics cannot leave.",
      },
    ),
    transform(
      {
        error_mode: "ignore",
        metric_statements: [
          'keep_keys(resource.attributes, ["service.name", "service.namespace", "deployment.environment.name"])',
          ...(isCumulative ? ["set(datapoint.time, Now())"] : []),
        ],
      },
      {
        name: "signals",
        why: isCumulative
          ? "The service and its dimensions, and no more. The time is when it is added: older points would be dropped."
          : "The service and its dimensions, and no more.",
      },
    ),
    redaction,
    ...(isCumulative ? ofOneTask(plan) : []),
    ...cumulative,
    ...(isCumulative
      ? [
          interval(
            { interval: `${signalSeconds}s` },
            { name: "signals", why: "The newest point of each series: Prometheus takes one in a millisecond." },
          ),
        ]
      : []),
  ];
}
