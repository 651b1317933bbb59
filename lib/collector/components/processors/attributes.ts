import { processor } from "../../model/component";
import type { AttributeAction } from "./attribute-action";
import type { Match } from "./match";

/**
 * Changes attributes of spans, log records and data points; those of resources are left to `resource`.
 *
 * Changing attributes of data points may leave two series that look the same. `transform` can do more.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/attributesprocessor
 */
export const attributes = processor("attributes", ["traces", "metrics", "logs"]).of<AttributesProcessor>();

/**
 * Settings of {@link attributes}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/attributesprocessor
 */
export interface AttributesProcessor {
  /** What is done, in order. At least one. */
  readonly actions: readonly [AttributeAction, ...AttributeAction[]];

  /**
   * What is worked on.
   *
   * @default - everything
   */
  readonly include?: Match;

  /**
   * What is left as it is, of what `include` says.
   *
   * @default - nothing
   */
  readonly exclude?: Match;
}
