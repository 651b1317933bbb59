import type { Comparison, Condition, Operator, Operand } from "../pattern";
import { type Predicate, type Read, selectorOf } from "./model";

type ReadsOf<P> = P extends Predicate<infer Reads> ? Reads : never;

/** The field equals the value. Text may contain the wildcard `*`. A line without the field never matches. */
export function eq<const F extends string>(field: F, value: number): Predicate<Read<F, "number">>;
export function eq<const F extends string>(field: F, value: string): Predicate<Read<F, "text">>;
export function eq<const F extends string>(field: F, value: boolean): Predicate<Read<F, "boolean">>;
export function eq(field: string, value: number | string | boolean): Predicate {
  if (typeof value === "boolean") return state(field, value ? "true" : "false");
  return compare(field, "=", value);
}

/**
 * The field exists and differs from the value. A line without the field does not match, as in CloudWatch: for "missing or
 * different", write `any(missing(field), ne(field, value))`.
 */
export function ne<const F extends string>(field: F, value: number): Predicate<Read<F, "number">>;
export function ne<const F extends string>(field: F, value: string): Predicate<Read<F, "text">>;
export function ne(field: string, value: number | string): Predicate {
  return compare(field, "!=", value);
}

/** The field's number is greater than the value. */
export function gt<const F extends string>(field: F, value: number): Predicate<Read<F, "number">> {
  return compare(field, ">", value);
}

/** The field's number is greater than or equal to the value. */
export function gte<const F extends string>(field: F, value: number): Predicate<Read<F, "number">> {
  return compare(field, ">=", value);
}

/** The field's number is less than the value. */
export function lt<const F extends string>(field: F, value: number): Predicate<Read<F, "number">> {
  return compare(field, "<", value);
}

/** The field's number is less than or equal to the value. */
export function lte<const F extends string>(field: F, value: number): Predicate<Read<F, "number">> {
  return compare(field, "<=", value);
}

/** The field's text contains a match of the regular expression, in CloudWatch's dialect (no groups). A pattern may have two, a log group five patterns with regular expressions. */
export function matches<const F extends string>(field: F, source: string): Predicate<Read<F, "text">> {
  return comparison(field, "=", { kind: "regex", source });
}

/** The field equals one of the values. */
export function oneOf<const F extends string>(
  field: F,
  ...values: readonly [string, ...string[]]
): Predicate<Read<F, "text">>;
export function oneOf<const F extends string>(
  field: F,
  ...values: readonly [number, ...number[]]
): Predicate<Read<F, "number">>;
export function oneOf(field: string, ...values: readonly (string | number)[]): Predicate {
  return {
    condition: joinConditions(
      "any",
      values.map((value) => compare(field, "=", value).condition),
    ),
  };
}

/** The line does not have the field. A field that is null is not missing. */
export function missing<const F extends string>(field: F): Predicate<Read<F, "presence">> {
  return state(field, "missing");
}

/** The field exists and is null. */
export function isNull<const F extends string>(field: F): Predicate<Read<F, "presence">> {
  return state(field, "null");
}

/** Every predicate holds. */
export function all<const P extends readonly [Predicate, ...Predicate[]]>(
  ...predicates: P
): Predicate<ReadsOf<P[number]>> {
  return join("all", predicates);
}

/** At least one predicate holds. */
export function any<const P extends readonly [Predicate, ...Predicate[]]>(
  ...predicates: P
): Predicate<ReadsOf<P[number]>> {
  return join("any", predicates);
}

/** A condition that holds where all parts (`all`) or one of them (`any`) hold; a single part is returned as it is. */
export function joinConditions(kind: "all" | "any", parts: readonly Condition[]): Condition {
  const of = parts.flatMap((part) => (part.kind === kind ? part.of : [part]));
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

function join(kind: "all" | "any", predicates: readonly Predicate[]): Predicate<never> {
  return {
    condition: joinConditions(
      kind,
      predicates.map((predicate) => predicate.condition),
    ),
  };
}

function compare(field: string, operator: Operator, value: string | number): Predicate<never> {
  return comparison(
    field,
    operator,
    typeof value === "number" ? { kind: "number", text: String(value) } : { kind: "text", text: value, quoted: true },
  );
}

function comparison(field: string, operator: Operator, value: Operand): Predicate<never> {
  const condition: Comparison = { kind: "compare", selector: selectorOf(field), operator, value };
  return { condition };
}

function state(field: string, is: "true" | "false" | "null" | "missing"): Predicate<never> {
  return { condition: { kind: "state", selector: selectorOf(field), state: is } };
}
