import type { Duration, Text } from "../../model/reference";
import type { ClientAuth, Middleware } from "./auth";
import type { CompressionParams, HttpCompression } from "./compression";
import type { Headers } from "./headers";
import type { TlsClient } from "./tls";

/**
 * A client that speaks HTTP. What a component has other defaults for, it says itself.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/confighttp/README.md
 */
export interface HttpClient {
  /**
   * How long a request may take.
   *
   * @default - as long as it takes
   */
  readonly timeout?: Duration;

  /**
   * How requests are compressed.
   *
   * @default - not at all
   */
  readonly compression?: HttpCompression;

  /**
   * How hard the compression works.
   *
   * @default - the algorithm's own choice
   */
  readonly compression_params?: CompressionParams;

  /**
   * Certificates. Whether TLS is spoken depends on the endpoint: `https://`.
   *
   * @default - the CAs of the system are trusted
   */
  readonly tls?: TlsClient;

  /**
   * Headers of each request. `Host` sets the host that the request names.
   *
   * @default - none
   */
  readonly headers?: Headers;

  /**
   * Who signs requests.
   *
   * @default - nobody
   */
  readonly auth?: ClientAuth;

  /**
   * Address of a proxy.
   *
   * @default - what HTTP_PROXY, HTTPS_PROXY and NO_PROXY say
   */
  readonly proxy_url?: Text;

  /**
   * Connections that are kept open unused; 0 for no limit.
   *
   * @default 100
   */
  readonly max_idle_conns?: number;

  /**
   * Connections to one host that are kept open unused, without HTTP/2.
   *
   * @default - Go's: 2
   */
  readonly max_idle_conns_per_host?: number;

  /**
   * Connections to one host, without HTTP/2.
   *
   * @default - no limit
   */
  readonly max_conns_per_host?: number;

  /**
   * How long a connection stays open unused.
   *
   * @default "1m30s"
   */
  readonly idle_conn_timeout?: Duration;

  /**
   * True to open a connection for each request: slow.
   *
   * @default false
   */
  readonly disable_keep_alives?: boolean;

  /**
   * False to speak HTTP/1.1 only.
   *
   * @default true
   */
  readonly force_attempt_http2?: boolean;

  /**
   * How long a connection of HTTP/2 is silent before it is pinged.
   *
   * @default - it is not pinged
   */
  readonly http2_read_idle_timeout?: Duration;

  /**
   * How long such a ping waits for its answer before the connection is closed.
   *
   * @default - 15s
   */
  readonly http2_ping_timeout?: Duration;

  /**
   * `{}` to keep cookies of the server, for load balancers that are sticky.
   *
   * @default - they are not kept
   */
  readonly cookies?: Readonly<Record<string, never>>;

  /**
   * Bytes of the buffer for reading.
   *
   * @default - Go's: 4096
   */
  readonly read_buffer_size?: number;

  /**
   * Bytes of the buffer for writing.
   *
   * @default - Go's: 4096
   */
  readonly write_buffer_size?: number;

  /**
   * Extensions that see each request, the first one outermost.
   *
   * @default - none
   */
  readonly middlewares?: readonly Middleware[];
}
