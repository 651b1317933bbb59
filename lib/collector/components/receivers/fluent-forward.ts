import { receiver } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * Takes the Forward protocol of Fluentd, Fluent Bit and Docker's and ECS' log driver `fluentd` (FireLens). It knows neither TLS nor the
 * shared key.
 *
 * The field `log` or `message` becomes the body, the tag the attribute `fluent.tag`, other fields attributes.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/fluentforwardreceiver
 */
export const fluentForward = receiver("fluent_forward", ["logs"]).of<FluentForwardReceiver>();

/**
 * Settings of {@link fluentForward}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/fluentforwardreceiver
 */
export interface FluentForwardReceiver {
  /**
   * Host and port, `0.0.0.0:8006` for others than the same task, or a socket: `unix:///var/run/fluent.sock`. Without it the port is any.
   */
  readonly endpoint: Text;
}
