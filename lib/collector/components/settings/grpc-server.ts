import type { Listen } from "./address";
import type { Middleware, ServerAuth } from "./auth";
import type { KeepaliveServer } from "./keepalive";
import type { TlsServer } from "./tls";

/**
 * A server that speaks gRPC. What a component has other defaults for, it says itself.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configgrpc/README.md
 */
export interface GrpcServer extends Listen {
  /**
   * Certificate and key.
   *
   * @default - no TLS
   */
  readonly tls?: TlsServer;

  /**
   * Who checks requests.
   *
   * @default - nobody: any request is taken
   */
  readonly auth?: ServerAuth;

  /**
   * True to keep the metadata of requests, for components that read it.
   *
   * @default false
   */
  readonly include_metadata?: boolean;

  /**
   * MiB that a request may have, unpacked.
   *
   * @default - gRPC's: 4
   */
  readonly max_recv_msg_size_mib?: number;

  /**
   * Requests that one connection may have open at a time.
   *
   * @default - no limit
   */
  readonly max_concurrent_streams?: number;

  /**
   * Pings and the age of connections.
   *
   * @default - gRPC's
   */
  readonly keepalive?: KeepaliveServer;

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
