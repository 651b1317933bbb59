import type { Selector } from "../../pattern";
import type { StandardUnit } from "../../aws";

/** Type of a field's JSON value. `integer` is a number without a fraction; `timestamp` is a string in RFC 3339. */
export type FieldType = "string" | "number" | "integer" | "boolean" | "timestamp" | "string[]";

/**
 * What one field of a log line means.
 *
 * A field's name is the path of its value in the line's nested objects, as a filter pattern writes it behind `$.`: `http.duration_ms`
 * stands for `{"http": {"duration_ms": ...}}`, read by a metric filter as `$.http.duration_ms`. Under conventions of one's own a key may
 * have any case and shape; one with other characters than letters, digits, `_` and `-` stands in `['...']`: `['log.level']` stands for
 * `{"log.level": ...}`.
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
   * Name of the dimension that a metric has of this field.
   *
   * @default - the field's keys, with dots between them: `log.level` for `['log.level']`
   */
  readonly dimension?: string;

  /**
   * A valid value, for documentation.
   *
   * @default - none
   */
  readonly example?: string | number | boolean;
}

/** Fields by the path of their value. */
export type FieldTable = Readonly<Record<string, Field>>;

/** The shape of one part of a field's path under the standard conventions. */
export const fieldNamePartShape = /^[a-z][a-z0-9_]*$/;

/** What a metric filter reads without quotes. */
const plainKey = /^[\p{L}\p{Nd}_-]+$/u;

/** The keys of a field: `http` and `duration_ms` of `http.duration_ms`, `a` and `b.c` of `a.['b.c']`. */
export function keysOf(field: string): readonly string[] {
  const keys: string[] = [];
  for (let rest: string | undefined = field; rest !== undefined;) {
    const [, quoted, plain, more]: RegExpExecArray | [] =
      /^(?:\['([^]*?)'\](?=\.|$)|([^.]*))(?:\.([^]*))?$/.exec(rest) ?? [];
    keys.push(quoted ?? plain ?? rest);
    rest = more;
  }
  return keys;
}

/** The name of the field at these keys, the inverse of {@link keysOf}. */
export function fieldAt(keys: readonly string[]): string {
  return keys.reduce(fieldIn, "");
}

/** The name of what a group holds at a key; of a field of the line itself for the group `""`. */
export function fieldIn(group: string, key: string): string {
  const step = plainKey.test(key) ? key : `['${key}']`;
  return group === "" ? step : `${group}.${step}`;
}

/** Whether a filter pattern can read a field of this name. */
export function isSelectable(field: string): boolean {
  const keys = keysOf(field);
  return keys.every((key) => key !== "" && !key.includes("'")) && fieldAt(keys) === field;
}

/** The selector that reads a field: `http.duration_ms` is `$.http.duration_ms`. */
export function selectorOf(field: string): Selector {
  return { steps: keysOf(field).map((name) => ({ kind: "key", name })) };
}

/** {@link selectorOf}, as the text that metric values and dimensions use. */
export function selectorText(field: string): string {
  return `$.${field}`;
}

/** The name of the dimension that a metric has of a field. */
export function dimensionOf(name: string, field: Field | undefined): string {
  return field?.dimension ?? keysOf(name).join(".");
}

/** The field at the keys of a selector; undefined if it has an index or a wildcard. */
export function fieldRead({ steps }: Selector): string | undefined {
  const keys = steps.flatMap((step) => (step.kind === "key" ? [step.name] : []));
  return keys.length === steps.length ? fieldAt(keys) : undefined;
}

/** True if a field may become a metric dimension. */
export function isBounded(field: Field): boolean {
  return (field.bounded ?? field.values !== undefined) && field.pii !== true && field.type !== "boolean";
}
