import { extension } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { HttpServer } from "../settings/http-server";

/**
 * An address that answers 200 once the collector is ready and 503 when it is not: for load balancers, ECS and Kubernetes.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/healthcheckextension/README.md
 */
export interface HealthCheckExtension extends HttpServer {
  /**
   * Host and port to listen on: `0.0.0.0:13133` where a load balancer asks.
   *
   * @default "localhost:13133"
   */
  readonly endpoint?: Text;

  /**
   * Path to answer at.
   *
   * @default "/"
   */
  readonly path?: Text;

  /**
   * What to answer.
   *
   * @default - JSON with status and uptime
   */
  readonly response_body?: {
    /**
     * When the collector is ready.
     *
     * @default - an object of JSON with status and uptime
     */
    readonly healthy?: Text;

    /**
     * When it is not.
     *
     * @default - an object of JSON with the status
     */
    readonly unhealthy?: Text;
  };

  /**
   * How long reading the headers of a request may take.
   *
   * @default "0s"
   */
  readonly read_header_timeout?: Duration;

  /**
   * How long writing a response may take, from when the headers of the request were read.
   *
   * @default "0s"
   */
  readonly write_timeout?: Duration;

  /**
   * How long a connection stays open unused.
   *
   * @default "0s"
   */
  readonly idle_timeout?: Duration;

  /**
   * True to keep a connection open for more requests.
   *
   * @default false
   */
  readonly keep_alives_enabled?: boolean;
}

/** Says whether the collector is ready. */
export const healthCheck = extension("health_check").of<HealthCheckExtension>();
