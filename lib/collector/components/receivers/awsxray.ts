import { receiver } from "../../model/component";
import type { Text } from "../../model/reference";
import type { TlsClient } from "../settings/tls";

/**
 * Takes segments of X-Ray's own SDKs in place of the X-Ray daemon, and passes their questions for sampling rules on to X-Ray.
 *
 * It listens on localhost, UDP for segments and TCP for questions, unless you say otherwise. The role needs `xray:GetSamplingRules` and
 * `xray:GetSamplingTargets`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/awsxrayreceiver
 */
export const awsxray = receiver("awsxray", ["traces"]).of<AwsxrayReceiver>();

/**
 * Settings of {@link awsxray}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/awsxrayreceiver
 */
export interface AwsxrayReceiver {
  /**
   * Host and UDP port for segments.
   *
   * @default "localhost:2000"
   */
  readonly endpoint?: Text;

  /**
   * The network. X-Ray's SDKs know only this one.
   *
   * @default "udp"
   */
  readonly transport?: "udp";

  /** Passes requests of SDKs on to X-Ray. */
  readonly proxy_server?: {
    /**
     * Host and TCP port for requests.
     *
     * @default "localhost:2000"
     */
    readonly endpoint?: Text;

    /**
     * Address of an HTTP proxy on the way to AWS.
     *
     * @default - none
     */
    readonly proxy_address?: Text;

    /**
     * How TLS is spoken to AWS.
     *
     * @default - as usual
     */
    readonly tls?: TlsClient;

    /**
     * The region to ask.
     *
     * @default - that of the environment, or of the task or instance
     */
    readonly region?: Text;

    /**
     * ARN of a role to assume.
     *
     * @default - none: the collector's own credentials
     */
    readonly role_arn?: Text;

    /**
     * URL of the service, say of a VPC endpoint.
     *
     * @default - the region's
     */
    readonly aws_endpoint?: Text;

    /**
     * True not to ask the metadata of the EC2 instance for the region.
     *
     * @default false
     */
    readonly local_mode?: boolean;

    /**
     * The service that requests are signed for.
     *
     * @default "xray"
     */
    readonly service_name?: string;
  };
}
