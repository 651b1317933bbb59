import type { Duration } from "../../model/reference";

/**
 * How long an exporter waits.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/exporterhelper/README.md
 */
export interface Timeout {
  /**
   * How long one attempt to deliver may take; `0s` for as long as it takes.
   *
   * @default "5s"
   */
  readonly timeout?: Duration;
}
