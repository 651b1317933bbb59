import type { StandardUnit } from "../../../aws";
import { exporter } from "../../model/component";
import type { Text } from "../../model/reference";
import type { AwsSession } from "../settings/aws-session";
import type { NewLogGroup } from "../settings/log-group";
import type { ResourceToTelemetry } from "../settings/resource-to-telemetry";

/**
 * Metrics of CloudWatch, as log events in its embedded metric format. It has neither a queue nor retries of its own.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/awsemfexporter/README.md
 */
export interface AwsemfExporter extends AwsSession, NewLogGroup {
  /**
   * Namespace of the metrics in CloudWatch.
   *
   * @default - `service.namespace/service.name` of the resource, or what there is of them, else default
   */
  readonly namespace?: Text;

  /**
   * Log group that gets the events; it is made where it is missing. `{ClusterName}`, `{TaskId}` and the like stand for attributes of the
   * resource.
   *
   * @default - /metrics/ and the namespace
   */
  readonly log_group_name?: Text;

  /**
   * Log stream that gets the events, with the same placeholders.
   *
   * @default - otel-stream- and an id of the collector
   */
  readonly log_stream_name?: Text;

  /**
   * Which sets of dimensions a metric has besides all of its attributes: none and each alone, each alone, or no others. Each set is a metric
   * that AWS bills.
   *
   * @default "ZeroAndSingleDimensionRollup"
   */
  readonly dimension_rollup_option?: "ZeroAndSingleDimensionRollup" | "SingleDimensionRollupOnly" | "NoDimensionRollup";

  /**
   * Which metrics become metrics of CloudWatch, and with which dimensions. Others are in the log group only.
   *
   * @default - all, with all their attributes as dimensions
   */
  readonly metric_declarations?: readonly MetricDeclaration[];

  /**
   * Units of metrics by name.
   *
   * @default - units as they came
   */
  readonly metric_descriptors?: readonly MetricDescriptor[];

  /**
   * Whether attributes of the resource become dimensions.
   *
   * @default - they do not
   */
  readonly resource_to_telemetry_conversion?: ResourceToTelemetry;

  /**
   * True to send the first value of a counter as its first increase, false to only count from it on: use true for what happens rarely.
   *
   * @default false
   */
  readonly retain_initial_value_of_delta_metric?: boolean;

  /**
   * True to send each value of a histogram or summary with its count, false for sum, count, least and greatest value.
   *
   * @default false
   */
  readonly detailed_metrics?: boolean;

  /**
   * Attributes whose text is JSON, to be written as objects.
   *
   * @default - none
   */
  readonly parse_json_encoded_attr_values?: readonly string[];

  /**
   * Where events go: standard output is for a log driver that brings them to CloudWatch.
   *
   * @default "cloudwatch"
   */
  readonly output_destination?: "cloudwatch" | "stdout";

  /**
   * Version of the format: 1 has `_aws`, 0 has not.
   *
   * @default "1"
   */
  readonly version?: "0" | "1";

  /**
   * True to write labels of Container Insights on EKS Fargate as ECS does. `parse_json_encoded_attr_values` must have `kubernetes`.
   *
   * @default false
   */
  readonly eks_fargate_container_insights_enabled?: boolean;
}

/** Dimensions of the metrics that a name and labels select. */
export interface MetricDeclaration {
  /** Regular expressions; one of them must match the metric's name. */
  readonly metric_name_selectors: readonly [string, ...string[]];

  /** Sets of dimensions, each of at most 10 attributes; `[]` for none. A metric that has none of the sets is in the log group only. */
  readonly dimensions: readonly (readonly string[])[];

  /**
   * Conditions on attributes; one of them must hold.
   *
   * @default - none: any attributes
   */
  readonly label_matchers?: readonly LabelMatcher[];
}

/** A condition on attributes of a metric. */
export interface LabelMatcher {
  /** Attributes whose values are joined. */
  readonly label_names: readonly [string, ...string[]];

  /**
   * What stands between the values.
   *
   * @default ";"
   */
  readonly separator?: string;

  /** Regular expression that must match the joined values. */
  readonly regex: string;
}

/** The unit of a metric. */
export interface MetricDescriptor {
  /** Name of the metric. */
  readonly metric_name: string;

  /** Its unit. */
  readonly unit: StandardUnit;

  /**
   * True to replace the metric's own unit, false to give one where it has none.
   *
   * @default false
   */
  readonly overwrite?: boolean;
}

/** Sends metrics to CloudWatch as log events. */
export const awsemf = exporter("awsemf", ["metrics"]).of<AwsemfExporter>();
