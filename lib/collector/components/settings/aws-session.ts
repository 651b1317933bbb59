import type { Text } from "../../model/reference";

/**
 * How an exporter speaks with AWS. Credentials come from where AWS SDKs look for them: the role of the task, the environment, a profile.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/internal/aws/awsutil/awsconfig.go
 */
export interface AwsSession {
  /**
   * The region to send to.
   *
   * @default - AWS_REGION; without it, the region of the task or instance
   */
  readonly region?: Text;

  /**
   * Address of the service, for VPC endpoints and emulators.
   *
   * @default - the service's own in the region
   */
  readonly endpoint?: Text;

  /**
   * ARN of a role to take on, for another account.
   *
   * @default - the role of the task
   */
  readonly role_arn?: Text;

  /**
   * The external id that the role's trust policy asks for.
   *
   * @default - none
   */
  readonly external_id?: Text;

  /**
   * Attempts to send a request, the first one included.
   *
   * @default 2
   */
  readonly max_retries?: number;

  /**
   * Seconds that an attempt may take.
   *
   * @default 30
   */
  readonly request_timeout_seconds?: number;

  /**
   * Connections to AWS that are kept open unused.
   *
   * @default 8
   */
  readonly num_workers?: number;

  /**
   * Address of a proxy.
   *
   * @default - what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say
   */
  readonly proxy_address?: Text;

  /**
   * True to accept any certificate: for emulators only.
   *
   * @default false
   */
  readonly no_verify_ssl?: boolean;

  /**
   * True to not ask the instance who it is.
   *
   * @default false
   */
  readonly local_mode?: boolean;

  /**
   * ARN of what the collector runs on, which X-Ray shows.
   *
   * @default - the instance's own
   */
  readonly resource_arn?: Text;
}
