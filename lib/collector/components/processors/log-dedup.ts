import { processor } from "../../model/component";
import type { Duration, Text } from "../../model/reference";

/**
 * Passes on one of several equal log records, with their number, once in an interval.
 *
 * Records are equal if resource, scope, body, attributes and severity are; their times may differ. All of them wait for the end of the
 * interval, and are lost when the collector dies before it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/logdedupprocessor
 */
export const logDedup = processor("log_dedup", ["logs"]).of<LogDedupProcessor>();

/**
 * Settings of {@link logDedup}. `exclude_fields` or `include_fields`, not both.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/logdedupprocessor
 */
export type LogDedupProcessor = {
  /**
   * How long records are gathered. More than 0s.
   *
   * @default "10s"
   */
  readonly interval?: Duration;

  /**
   * Attribute that gets the number of records.
   *
   * @default "log_count"
   */
  readonly log_count_attribute?: string;

  /**
   * Time zone of the attributes `first_observed_timestamp` and `last_observed_timestamp`, as the tz database names it: `Europe/Berlin`.
   *
   * @default "UTC"
   */
  readonly timezone?: string;

  /**
   * Conditions in OTTL, one of which a record must meet to be gathered; others pass at once. Paths have no `log.` before them:
   * `attributes["id"] == 1`.
   *
   * @default - none: all are gathered
   */
  readonly conditions?: readonly Text[];
} & (
  | {
      /**
       * Parts that are not compared and are removed, such as a request's id. A part that is nested is named with dots.
       *
       * @default - none
       */
      readonly exclude_fields?: readonly LogField[];
      readonly include_fields?: never;
    }
  | {
      readonly exclude_fields?: never;

      /** The only parts that are compared. */
      readonly include_fields: readonly LogField[];
    }
);

type LogField = `body.${string}` | `attributes.${string}`;
