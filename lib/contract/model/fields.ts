import type { Selector } from "../../pattern";
import type { StandardUnit } from "../../aws";

/** Type of a field's JSON value. `integer` is a number without a fraction; `timestamp` is a string in RFC 3339. */
export type FieldType = "string" | "number" | "integer" | "boolean" | "timestamp" | "string[]";

/**
 * What one field of a log line means.
 *
 * A field's name is the path of its value in the line's nested objects: `http.duration_ms` stands for
 * `{"http": {"duration_ms": ...}}`, read by a metric filter as `$.http.duration_ms`. A key that itself contains a dot
 * cannot be declared: a metric filter would never find it.
 */
export interface Field {
  readonly type: FieldType;

  /** What the value means, in a sentence. */
  readonly description: string;

  /**
   * Unit of a number, in CloudWatch's terms: a metric that measures this field inherits it.
   *
   * @default - the number has no unit
   */
  readonly unit?: StandardUnit;

  /**
   * All values that a string may have. A field with `values` is bounded.
   *
   * @default - any value
   */
  readonly values?: readonly string[];

  /**
   * True if the number of different values stays small (tens, not thousands), so that the field may become a
   * metric dimension: each value is a metric that you pay for, and CloudWatch may disable a filter that creates 1,000.
   *
   * @default - true for a field with `values`, else false
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
   */
  readonly bounded?: boolean;

  /**
   * True if the value says something about a person. Such a field is never a dimension.
   *
   * @default false
   */
  readonly pii?: boolean;

  /**
   * A valid value, for documentation.
   *
   * @default - none
   */
  readonly example?: string | number | boolean;
}

/** Fields by the path of their value. */
export type FieldTable = Readonly<Record<string, Field>>;

/** The shape of one part of a field's path: what a metric filter reads without quotes. */
export const fieldNamePartShape = /^[a-z][a-z0-9_]*$/;

/** The selector that reads a field: `http.duration_ms` is `$.http.duration_ms`. */
export function selectorOf(field: string): Selector {
  return { steps: field.split(".").map((name) => ({ kind: "key", name })) };
}

/** {@link selectorOf}, as the text that metric values and dimensions use. */
export function selectorText(field: string): string {
  return `$.${field}`;
}

/** True if a field may become a metric dimension. */
export function isBounded(field: Field): boolean {
  return (field.bounded ?? field.values !== undefined) && field.pii !== true && field.type !== "boolean";
}
