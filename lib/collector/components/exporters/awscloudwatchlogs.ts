import { exporter } from "../../model/component";
import type { Text } from "../../model/reference";
import type { AwsSession } from "../settings/aws-session";
import type { NewLogGroup } from "../settings/log-group";
import type { Retry } from "../settings/retry";
import type { SendingQueue } from "../settings/sending-queue";

/**
 * Logs into a log group by CloudWatch's own API. Its OTLP endpoint takes what `otlpHttp` sends.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/awscloudwatchlogsexporter/README.md
 */
export interface AwscloudwatchlogsExporter extends AwsSession, NewLogGroup {
  /**
   * Log group that gets the logs; it is made where it is missing. `{ServiceName}`, `{ClusterName}`, `{TaskId}` and the like stand for attributes
   * of the resource, or the word undefined.
   */
  readonly log_group_name: Text;

  /** Log stream that gets the logs, with the same placeholders; it is made where it is missing. */
  readonly log_stream_name: Text;

  /**
   * True to write only the body of a log record, false for an object with its attributes and resource.
   *
   * @default false
   */
  readonly raw_log?: boolean;

  /**
   * How often a request that failed is sent again.
   *
   * @default - for 5 minutes, with pauses of 5 to 30 seconds
   */
  readonly retry_on_failure?: Retry;

  /**
   * What waits for delivery.
   *
   * @default - 1000 requests in memory, one of them under way
   */
  readonly sending_queue?: AwscloudwatchlogsQueue;
}

/** A queue with fewer consumers. */
export interface AwscloudwatchlogsQueue extends SendingQueue {
  /**
   * Requests that are under way at a time.
   *
   * @default 1
   */
  readonly num_consumers?: number;
}

/** Sends logs to CloudWatch. */
export const awscloudwatchlogs = exporter("awscloudwatchlogs", ["logs"]).of<AwscloudwatchlogsExporter>();
