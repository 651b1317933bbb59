import { exporter } from "../../model/component";
import type { Text } from "../../model/reference";
import type { AwsSession } from "../settings/aws-session";

/**
 * Spans as segments of X-Ray's own API. Its OTLP endpoint takes what `otlpHttp` sends. It has neither a queue nor retries of its own.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/awsxrayexporter/README.md
 */
export interface AwsxrayExporter extends AwsSession {
  /**
   * Attributes that become annotations, by which X-Ray can search. Others become metadata. X-Ray takes 50 annotations for each trace.
   *
   * @default - none
   */
  readonly indexed_attributes?: readonly string[];

  /**
   * True to make all attributes annotations.
   *
   * @default false
   */
  readonly index_all_attributes?: boolean;

  /**
   * Log groups that X-Ray's console shows beside a trace, where the resource does not say.
   *
   * @default - none
   */
  readonly aws_log_groups?: readonly Text[];

  /**
   * What X-Ray is told of the exporter itself: requests sent, failed, refused.
   *
   * @default - nothing
   */
  readonly telemetry?: XrayTelemetry;
}

/** What X-Ray is told of the exporter. */
export interface XrayTelemetry {
  /**
   * True to tell it.
   *
   * @default false
   */
  readonly enabled?: boolean;

  /**
   * True to say who tells it: instance, host and ARN.
   *
   * @default false
   */
  readonly include_metadata?: boolean;

  /**
   * Ids of other X-Ray components that tell through this one.
   *
   * @default - none
   */
  readonly contributors?: readonly string[];

  /**
   * Name of the host.
   *
   * @default - the instance's own
   */
  readonly hostname?: Text;

  /**
   * Id of the instance.
   *
   * @default - the instance's own
   */
  readonly instance_id?: Text;

  /**
   * ARN of the instance or task.
   *
   * @default - the instance's own
   */
  readonly resource_arn?: Text;
}

/** Sends spans to X-Ray. */
export const awsxray = exporter("awsxray", ["traces"]).of<AwsxrayExporter>();
