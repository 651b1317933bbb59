import type { Text } from "../../model/reference";
import type { GrpcClientAuth, Middleware } from "./auth";
import type { GrpcCompression } from "./compression";
import type { Headers } from "./headers";
import type { KeepaliveClient } from "./keepalive";
import type { TlsClient } from "./tls";

/**
 * A client that speaks gRPC. What a component has other defaults for, it says itself.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configgrpc/README.md
 */
export interface GrpcClient {
  /**
   * How requests are compressed.
   *
   * @default - not at all
   */
  readonly compression?: GrpcCompression;

  /**
   * Certificates; `{ insecure: true }` to speak without TLS.
   *
   * @default - TLS, trusting the CAs of the system
   */
  readonly tls?: TlsClient;

  /**
   * Metadata of each request.
   *
   * @default - none
   */
  readonly headers?: Headers;

  /**
   * Who signs requests.
   *
   * @default - nobody
   */
  readonly auth?: GrpcClientAuth;

  /**
   * Pings that keep a connection open.
   *
   * @default - none
   */
  readonly keepalive?: KeepaliveClient;

  /**
   * How requests spread over the addresses that a name stands for.
   *
   * @default "round_robin"
   */
  readonly balancer_name?: "round_robin" | "pick_first";

  /**
   * The `:authority` of requests.
   *
   * @default - the host of the endpoint
   */
  readonly authority?: Text;

  /**
   * The `user-agent` of requests.
   *
   * @default - name and version of the collector
   */
  readonly user_agent?: Text;

  /**
   * True to wait for the connection within the timeout where it is down, false to fail at once.
   *
   * @default false
   */
  readonly wait_for_ready?: boolean;

  /**
   * Bytes of the buffer for reading.
   *
   * @default - gRPC's: 32768
   */
  readonly read_buffer_size?: number;

  /**
   * Bytes of the buffer for writing.
   *
   * @default - gRPC's: 32768
   */
  readonly write_buffer_size?: number;

  /**
   * Extensions that see each request, the first one outermost.
   *
   * @default - none
   */
  readonly middlewares?: readonly Middleware[];
}
