import type { Duration } from "../../model/reference";
import type { HttpServer } from "../settings/http-server";

/** A server that speaks HTTP, without the timeouts that newer components have. */
export interface HttpWithoutTimeouts extends HttpServer {
  /**
   * How long reading the headers of a request may take. 0s: as long as it takes.
   *
   * @default "0s"
   */
  readonly read_header_timeout?: Duration;

  /**
   * How long writing a response may take. 0s: as long as it takes.
   *
   * @default "0s"
   */
  readonly write_timeout?: Duration;

  /**
   * How long a connection stays open unused. 0s: as `read_timeout`, and for ever without that.
   *
   * @default "0s"
   */
  readonly idle_timeout?: Duration;
}
