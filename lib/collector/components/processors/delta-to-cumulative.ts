import { processor } from "../../model/component";
import type { Duration } from "../../model/reference";

/**
 * Turns deltas into cumulative sums and histograms, as Prometheus wants them.
 *
 * It remembers every series, so all points of a series must come to the same collector, and memory grows with the number of series.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/deltatocumulativeprocessor
 */
export const deltaToCumulative = processor("delta_to_cumulative", ["metrics"]).of<DeltaToCumulativeProcessor>();

/**
 * Settings of {@link deltaToCumulative}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/deltatocumulativeprocessor
 */
export interface DeltaToCumulativeProcessor {
  /**
   * How long a series is remembered after its last point; one that comes back later begins again at 0. More than 0s.
   *
   * @default "5m"
   */
  readonly max_stale?: Duration;

  /**
   * How many series are remembered; points of further ones are dropped. Set it, so that memory has a bound.
   *
   * @default - no limit
   */
  readonly max_streams?: number;
}
