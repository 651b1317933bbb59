import { isRecord } from "../../base";
import type { Attributes, Value } from "./telemetry";

/** How deep a value may be nested. Deeper ones are cut: no OTLP library writes them. */
const DEEPEST = 64;

/** The value of an `AnyValue` of OTLP's JSON. */
export function valueOf(any: unknown, depth = 0): Value {
  if (!isRecord(any) || depth > DEEPEST) return null;
  if (typeof any.stringValue === "string") return any.stringValue;
  if (typeof any.boolValue === "boolean") return any.boolValue;
  if (any.intValue !== undefined) return wholeOf(any.intValue);
  if (any.doubleValue !== undefined) return Number(any.doubleValue);
  if (typeof any.bytesValue === "string") return any.bytesValue;
  if (isRecord(any.arrayValue)) return listOf(any.arrayValue.values).map((each) => valueOf(each, depth + 1));
  if (isRecord(any.kvlistValue)) return attributesOf(any.kvlistValue.values, depth + 1);
  return null;
}

/** Attributes of a list of `KeyValue`. */
export function attributesOf(list: unknown, depth = 0): Attributes {
  return Object.fromEntries(
    listOf(list).flatMap((each) =>
      isRecord(each) && typeof each.key === "string" ? [[each.key, valueOf(each.value, depth)] as const] : [],
    ),
  );
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function wholeOf(value: unknown): Value {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** An `AnyValue`. */
export function anyOf(value: Value, depth = 0): object {
  if (value === null || depth > DEEPEST) return {};
  switch (typeof value) {
    case "string":
      return { stringValue: value };
    case "boolean":
      return { boolValue: value };
    case "number":
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value };
    default:
      return isList(value)
        ? { arrayValue: { values: value.map((each) => anyOf(each, depth + 1)) } }
        : { kvlistValue: { values: keyValues(value, depth + 1) } };
  }
}

/** A list of `KeyValue`. */
export function keyValues(attributes: Attributes, depth = 0): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyOf(value, depth) }));
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
