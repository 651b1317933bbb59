/**
 * Which web pages may send to a server.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/confighttp/README.md
 */
export interface Cors {
  /**
   * Origins of pages, such as `https://app.example.com`; a `*` stands for any characters.
   *
   * @default - none: no page of another origin may send
   */
  readonly allowed_origins?: readonly string[];

  /**
   * Headers that a page may send, besides `Accept`, `Accept-Language`, `Content-Type` and `Content-Language`; `*` for any.
   *
   * @default - X-Requested-With
   */
  readonly allowed_headers?: readonly string[];

  /**
   * Headers of the response that a page may read.
   *
   * @default - none
   */
  readonly exposed_headers?: readonly string[];

  /**
   * Seconds for which a browser remembers the answer to its preflight request.
   *
   * @default - not said: browsers take 5 seconds
   */
  readonly max_age?: number;
}
