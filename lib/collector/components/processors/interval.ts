import { processor } from "../../model/component";
import type { Duration } from "../../model/reference";

/**
 * Passes on only the newest point of every series, once in an interval. It saves requests where points come more often than anybody looks.
 *
 * It holds back gauges, summaries, and sums and histograms that are cumulative; deltas and sums that may fall pass at once. All points of a
 * series must come to the same collector. A series without a new point in an interval sends nothing.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/intervalprocessor
 */
export const interval = processor("interval", ["metrics"]).of<IntervalProcessor>();

/**
 * Settings of {@link interval}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/intervalprocessor
 */
export interface IntervalProcessor {
  /**
   * Time between two points that pass. More than 0s.
   *
   * @default "60s"
   */
  readonly interval?: Duration;

  /** What passes at once, every point of it. */
  readonly pass_through?: {
    /**
     * True to let all points of gauges pass.
     *
     * @default false
     */
    readonly gauge?: boolean;

    /**
     * True to let all points of summaries pass.
     *
     * @default false
     */
    readonly summary?: boolean;
  };
}
