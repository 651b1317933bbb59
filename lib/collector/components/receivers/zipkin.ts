import { receiver } from "../../model/component";
import type { Text } from "../../model/reference";
import type { HttpWithoutTimeouts } from "./http-without-timeouts";

/**
 * Takes Zipkin's spans, versions 1 and 2, by HTTP. It listens on localhost unless you say otherwise.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/zipkinreceiver
 */
export const zipkin = receiver("zipkin", ["traces"]).of<ZipkinReceiver>();

/**
 * Settings of {@link zipkin}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/zipkinreceiver
 */
export interface ZipkinReceiver extends HttpWithoutTimeouts {
  /**
   * Host and port.
   *
   * @default "localhost:9411"
   */
  readonly endpoint?: Text;

  /**
   * True to keep connections open after a response.
   *
   * @default false
   */
  readonly keep_alives_enabled?: boolean;

  /**
   * True to make numbers and booleans of tags that look like them.
   *
   * @default false
   */
  readonly parse_string_tags?: boolean;
}
