import { processor } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Turns cumulative sums and histograms into deltas, as CloudWatch's EMF, Datadog and others want them.
 *
 * It remembers the last value of every series, so all points of a series must come to the same collector, and a restart begins anew.
 * Sums that are not monotonic stay as they are.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/cumulativetodeltaprocessor
 */
export const cumulativeToDelta = processor("cumulative_to_delta", ["metrics"]).of<CumulativeToDeltaProcessor>();

/**
 * Settings of {@link cumulativeToDelta}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/cumulativetodeltaprocessor
 */
export interface CumulativeToDeltaProcessor {
  /**
   * How long a series is remembered after its last point. 0s: for ever, which may fill the memory. Longer than the time between two points.
   *
   * @default "1h"
   */
  readonly max_staleness?: Duration;

  /**
   * What becomes of the first point of a series, to which there is no earlier one.
   *
   * - `auto`: kept if the series began after the collector did.
   * - `keep`: kept, as if the series began at 0. For a collector that lives and dies with what it measures, such as a sidecar.
   * - `drop`: dropped. For gateways; what happened between the first two points counts, what happened before does not.
   *
   * @default "auto"
   */
  readonly initial_value?: "auto" | "keep" | "drop";

  /**
   * Metrics to convert.
   *
   * @default - all
   */
  readonly include?: MatchMetrics;

  /**
   * Metrics to leave as they are, also if `include` names them.
   *
   * @default - none
   */
  readonly exclude?: MatchMetrics;
}

/** Metrics by name, by type, or both. */
export type MatchMetrics = {
  /**
   * Types of metrics.
   *
   * @default - all
   */
  readonly metric_types?: readonly ("sum" | "histogram" | "exponentialhistogram")[];
} & (
  | {
      /** Names, or regular expressions that match anywhere in a name unless anchored. */
      readonly metrics: readonly Text[];

      /** How names are compared. */
      readonly match_type: "strict" | "regexp";

      /** Keeps results of earlier comparisons by `regexp`. */
      readonly regexp?: {
        /**
         * Whether results are kept.
         *
         * @default false
         */
        readonly cacheenabled?: boolean;

        /**
         * How many results are kept. 0: no limit.
         *
         * @default 0
         */
        readonly cachemaxnumentries?: number;
      };
    }
  | { readonly metrics?: never; readonly match_type?: never; readonly regexp?: never }
);
