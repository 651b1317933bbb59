import type { Duration } from "../../model/reference";
import type { Listen } from "./address";
import type { HttpServerAuth, Middleware } from "./auth";
import type { HttpCompression } from "./compression";
import type { Cors } from "./cors";
import type { Headers } from "./headers";
import type { TlsServer } from "./tls";

/**
 * A server that speaks HTTP. What a component has other defaults for, it says itself.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/confighttp/README.md
 */
export interface HttpServer extends Listen {
  /**
   * Certificate and key.
   *
   * @default - no TLS
   */
  readonly tls?: TlsServer;

  /**
   * Which web pages may send.
   *
   * @default - none of another origin
   */
  readonly cors?: Cors;

  /**
   * Who checks requests.
   *
   * @default - nobody: any request is taken
   */
  readonly auth?: HttpServerAuth;

  /**
   * Bytes that a request may have, unpacked.
   *
   * @default - 20971520: 20 MiB
   */
  readonly max_request_body_size?: number;

  /**
   * True to keep the headers of requests, for components that read them.
   *
   * @default false
   */
  readonly include_metadata?: boolean;

  /**
   * Headers of each response.
   *
   * @default - none
   */
  readonly response_headers?: Headers;

  /**
   * Compressions that are accepted; an empty text stands for none.
   *
   * @default - all of them
   */
  readonly compression_algorithms?: readonly ("" | Exclude<HttpCompression, "none">)[];

  /**
   * How long reading a whole request may take.
   *
   * @default - as long as it takes
   */
  readonly read_timeout?: Duration;

  /**
   * How long reading the headers of a request may take.
   *
   * @default "1m"
   */
  readonly read_header_timeout?: Duration;

  /**
   * How long writing a response may take, from when the headers of the request were read.
   *
   * @default "30s"
   */
  readonly write_timeout?: Duration;

  /**
   * How long a connection stays open unused.
   *
   * @default "1m"
   */
  readonly idle_timeout?: Duration;

  /**
   * False to close a connection after each response.
   *
   * @default true
   */
  readonly keep_alives_enabled?: boolean;

  /**
   * Extensions that see each request, the first one outermost.
   *
   * @default - none
   */
  readonly middlewares?: readonly Middleware[];
}
