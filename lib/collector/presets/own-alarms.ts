import type { CollectorPlan } from "../../config";
import { awsemf } from "../components/exporters";
import { resource } from "../components/processors";
import type { Pipelines } from "../model/collector";
import type { Processor } from "../model/component";
import { fromItself } from "./parts";

/**
 * For alarms on the collector itself: its own metrics as lines in embedded metric format on its standard output, which ends in its log
 * group, where CloudWatch makes metrics of them. That needs no permission, and works when no back end takes anything.
 *
 * @param first processors that they go through before
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function forOwnAlarms(
  { ecs, region }: CollectorPlan,
  tier: string,
  first: readonly Processor<"metrics">[],
): Pipelines | false {
  if (ecs === undefined) return false;
  return {
    "metrics/alarms": {
      receivers: [fromItself],
      processors: [
        ...first,
        resource(
          { attributes: [{ key: "Tier", value: tier, action: "upsert" }] },
          { name: "tier", why: "The dimension of the metrics that alarms read." },
        ),
      ],
      exporters: [
        awsemf(
          {
            namespace: ecs.namespace,
            region,
            output_destination: "stdout",
            dimension_rollup_option: "NoDimensionRollup",
            retain_initial_value_of_delta_metric: true,
            resource_to_telemetry_conversion: { enabled: true },
            metric_declarations: [{ dimensions: [["Tier"]], metric_name_selectors: ["^otelcol_"] }],
          },
          {
            name: "alarms",
            why: {
              "": "Lines in the collector's own log, of which CloudWatch makes metrics: alarms work when no back end does.",
              retain_initial_value_of_delta_metric: "Otherwise the first loss would not be counted.",
              metric_declarations: "One dimension, so that each metric is paid for once; a line has all labels.",
            },
          },
        ),
      ],
      why: "What alarms on the collector read.",
    },
  };
}
