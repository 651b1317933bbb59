import { receiver } from "../../model/component";
import type { Duration } from "../../model/reference";

/**
 * CPU, memory, network and disk of the ECS task that the collector runs in, from the task's metadata endpoint. For sidecars: a gateway
 * measures itself.
 *
 * It needs `ECS_CONTAINER_METADATA_URI_V4`, which ECS sets; elsewhere a collector with it does not start.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/awsecscontainermetricsreceiver
 */
export const awsecscontainermetrics = receiver("awsecscontainermetrics", [
  "metrics",
]).of<AwsecscontainermetricsReceiver>();

/**
 * Settings of {@link awsecscontainermetrics}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/receiver/awsecscontainermetricsreceiver
 */
export interface AwsecscontainermetricsReceiver {
  /**
   * Time between two measurements.
   *
   * @default "20s"
   */
  readonly collection_interval?: Duration;
}
