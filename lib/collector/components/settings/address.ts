import type { Text } from "../../model/reference";

/** Networks on which a server can listen. The collector knows more (`udp`, `npipe`), which HTTP and gRPC can't use everywhere. */
export type Transport = "tcp" | "tcp4" | "tcp6" | "unix";

/**
 * Where a server listens.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/confignet/README.md
 */
export interface Listen {
  /**
   * Host and port, or the path of a socket where `transport` is `unix`. Only `0.0.0.0` or an address of the task is reachable
   * from elsewhere.
   *
   * @default - the component's own port at localhost
   */
  readonly endpoint?: Text;

  /**
   * The network to listen on.
   *
   * @default "tcp"
   */
  readonly transport?: Transport;
}
