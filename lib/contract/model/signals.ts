import type { Pattern } from "../../pattern";
import type { Predicate } from "./predicate";
import type { StandardUnit } from "../../aws";

/**
 * A metric counted or measured from log lines, as it is written.
 *
 * Without `value` each matching line counts 1; with it, the number in that field is measured.
 */
export type SignalDefinition<
  Reads = unknown,
  EventName extends string = string,
  NumberField extends string = string,
  BoundedField extends string = string,
> = {
  /** What one count, or one measured value, means, in a sentence. */
  readonly description: string;

  /**
   * The event, or events, whose lines are counted.
   *
   * @default - any line that `where` matches
   */
  readonly on?: EventName | readonly EventName[];

  /**
   * A further condition: a predicate made with the builder (`eq`, `gte`, `all`, ...), or a filter pattern as text.
   * Give at least one of `on` and `where`.
   *
   * @default - every line of the events
   */
  readonly where?: Predicate<Reads> | string;

  /**
   * The field whose number is the metric's value.
   *
   * @default - 1 for each line
   */
  readonly value?: NumberField;

  /**
   * Unit of the metric.
   *
   * @default - `Count` for a count, the field's unit for a measure
   */
  readonly unit?: StandardUnit;

  /**
   * Name of the metric.
   *
   * @default - the signal's name in PascalCase: `payment_failures` is `PaymentFailures`
   */
  readonly metric?: string;
} & (
  | {
      /** Fields that split the metric into a series for each combination of their values: at most three, only bounded ones. */
      readonly dimensions:
        | readonly [BoundedField]
        | readonly [BoundedField, BoundedField]
        | readonly [BoundedField, BoundedField, BoundedField];

      /**
       * True for a second filter that counts all lines without dimensions: CloudWatch does not sum up the series of a
       * metric with dimensions.
       *
       * @default false
       */
      readonly total?: boolean;

      readonly default?: never;
    }
  | {
      readonly dimensions?: never;
      readonly total?: never;

      /**
       * Value published for each line that does not match, so that a quiet service has zeros instead of gaps. It counts
       * in every statistic: set it for counts, not for measures. AWS refuses it together with dimensions.
       *
       * @default - nothing is published for lines that do not match
       * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
       */
      readonly default?: number;
    }
);

/** A checked signal, the source of metric filters, queries, dashboards and replay. */
export interface Signal {
  /** Its key in the contract. */
  readonly name: string;
  readonly description: string;

  /** The events it counts; empty if any line may match. */
  readonly on: readonly string[];

  /** Which lines match. */
  readonly pattern: Pattern;

  /** The measured field; undefined for a count. */
  readonly value?: string;
  readonly unit: StandardUnit;
  readonly metric: string;

  /** Names of its dimensions. */
  readonly dimensions: readonly string[];

  /** The field of each dimension, by the dimension's name. Under the standard conventions both are the same. */
  readonly dimensionFields: Readonly<Record<string, string>>;

  /** True if a filter without dimensions counts all matching lines. Always true when there are no dimensions. */
  readonly total: boolean;
  readonly default?: number;
}

/** The shape of a signal's name. */
export const signalNameShape = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
