import { processor } from "../../model/component";
import type { Text } from "../../model/reference";
import type { ErrorMode } from "../ottl";

/**
 * Drops what meets one of the conditions. They are written in OTTL.
 *
 * A condition says by its paths what it drops: `span.name == "GET /health"` drops spans, `spanevent...` events of spans, `metric...` whole
 * metrics, `datapoint...` data points, `log...` log records, `resource...` everything of a resource. A span that is dropped alone leaves
 * its children without a parent: drop spans that have no children, or whole traces with `tail_sampling`.
 *
 * @example processors.filter({ trace_conditions: ['IsMatch(span.attributes["url.path"], "^/health")'] })
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/filterprocessor
 */
export const filter = processor("filter", ["traces", "metrics", "logs"]).of<FilterProcessor>();

/**
 * Settings of {@link filter}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/filterprocessor
 */
export interface FilterProcessor {
  /**
   * What happens to a condition that fails. Older collectors propagate if you don't say.
   *
   * @default "ignore"
   */
  readonly error_mode?: ErrorMode;

  /**
   * Spans and span events that meet one of these are dropped.
   *
   * @default - none
   */
  readonly trace_conditions?: FilterConditions<"resource" | "scope" | "span" | "spanevent">;

  /**
   * Metrics and data points that meet one of these are dropped. A metric without data points goes too.
   *
   * @default - none
   */
  readonly metric_conditions?: FilterConditions<"resource" | "scope" | "metric" | "datapoint">;

  /**
   * Log records that meet one of these are dropped.
   *
   * @default - none
   */
  readonly log_conditions?: FilterConditions<"resource" | "scope" | "log">;
}

/** Conditions in OTTL, with paths that begin with what they look at (`span.name`); or groups of them. Not a mix of both. */
export type FilterConditions<Context extends string> = readonly Text[] | readonly FilterGroup<Context>[];

/** Conditions that are evaluated together. */
export interface FilterGroup<Context extends string> {
  /**
   * What the conditions are evaluated on.
   *
   * @default - what the paths of the conditions say
   */
  readonly context?: Context;

  /** What meets one of these is dropped. */
  readonly conditions: readonly Text[];

  /**
   * What happens to a condition of this group that fails.
   *
   * @default - that of the processor
   */
  readonly error_mode?: ErrorMode;
}
