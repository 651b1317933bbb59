import { refuse } from "./errors";
import { numberOf, numberText } from "./number";
import type { Type } from "./type";
import {
  compareTexts,
  isMapping,
  isSequence,
  isUnknown,
  kindOf,
  sortedEntries,
  unknownIn,
  type Mapping,
  type Value,
} from "./value";

/** A text for a template or a `string` argument; throws EvaluationFault for what has none. */
export function toText(value: Value, what = "a value"): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  return refuse(`${what} must be a string, not ${kindOf(value)}`);
}

export function toNumber(value: Value, what = "a value"): number {
  if (typeof value === "number") return value;
  const number = typeof value === "string" ? numberOf(value) : undefined;
  return number ?? refuse(`${what} must be a number, not ${shown(value)}`);
}

export function toBool(value: Value, what = "a value"): boolean {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "1") return true;
  if (value === "false" || value === "0") return false;
  return refuse(`${what} must be true or false, not ${shown(value)}`);
}

function shown(value: Value): string {
  return typeof value === "string" ? JSON.stringify(value) : kindOf(value);
}

/** Items of a sequence, or values of a mapping by key; throws EvaluationFault for other values. */
export function itemsOf(value: Value, what = "a value"): readonly Value[] {
  if (isSequence(value)) return value.items;
  if (isMapping(value)) return sortedEntries(value).map(([, item]) => item);
  return refuse(`${what} must be a list, set or map, not ${kindOf(value)}`);
}

/** Whether two values are equal as `==` sees them; a number never equals a text. */
export function equal(a: Value, b: Value): boolean {
  if (isSequence(a) && isSequence(b)) {
    return (
      a.kind === b.kind &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => equal(item, b.items[index] ?? null))
    );
  }
  if (isMapping(a) && isMapping(b)) {
    if (a.kind !== b.kind || a.entries.size !== b.entries.size) return false;
    return [...a.entries].every(([key, value]) => {
      const other = b.entries.get(key);
      return other !== undefined && equal(value, other);
    });
  }
  return a === b;
}

/** Converts as Terraform converts an argument to a variable's type; throws EvaluationFault where it refuses. */
export function convert(value: Value, type: Type, fallback: (type: Type, name: string) => Value): Value {
  if (type.kind === "any" || value === null || isUnknown(value)) return value;
  switch (type.kind) {
    case "string":
      return toText(value);
    case "number":
      return toNumber(value);
    case "bool":
      return toBool(value);
    case "list":
      if (!isSequence(value)) return refuse(`a list is required, not ${kindOf(value)}`);
      return { kind: "list", items: uniform(value.items.map((item) => convert(item, type.of, fallback))) };
    case "set":
      if (!isSequence(value)) return refuse(`a set is required, not ${kindOf(value)}`);
      return asSet(uniform(value.items.map((item) => convert(item, type.of, fallback))));
    case "map": {
      if (!isMapping(value)) return refuse(`a map is required, not ${kindOf(value)}`);
      const keys = [...value.entries.keys()];
      const items = uniform([...value.entries.values()].map((item) => convert(item, type.of, fallback)));
      return { kind: "map", entries: new Map(keys.map((key, index) => [key, items[index] ?? null])) };
    }
    case "tuple":
      if (!isSequence(value) || value.items.length !== type.items.length)
        return refuse(`a list of ${type.items.length} items is required`);
      return {
        kind: "tuple",
        items: type.items.map((itemType, index) => convert(value.items[index] ?? null, itemType, fallback)),
      };
    case "object": {
      if (!isMapping(value)) return refuse(`an object is required, not ${kindOf(value)}`);
      const entries = new Map<string, Value>();
      for (const [name, attribute] of type.attributes) {
        const given = value.entries.get(name);
        if (given === undefined && !attribute.optional) return refuse(`attribute "${name}" is required`);
        const missing = given === undefined || (given === null && attribute.optional);
        entries.set(name, missing ? fallback(type, name) : convert(given, attribute.type, fallback));
      }
      return { kind: "object", entries };
    }
  }
}

/** Items of one type, as lists, sets and maps require: numbers and truth values become texts beside texts. */
export function uniform(items: readonly Value[]): readonly Value[] {
  const known = items.filter((item) => item !== null && !isUnknown(item));
  if (known.length > 1 && known.every(isMapping)) return uniformObjects(items, known);
  const kinds = new Set(known.map((item) => (typeof item === "object" ? "collection" : typeof item)));
  if (kinds.size <= 1) return items;
  if (kinds.has("collection") || !kinds.has("string"))
    return refuse("all items of a list, set or map must have the same type");
  return items.map((item) => (item === null || isUnknown(item) ? item : toText(item)));
}

/** Objects with the same attributes: each attribute gets one type. */
function uniformObjects(items: readonly Value[], known: readonly Mapping[]): readonly Value[] {
  const names = [...(known[0]?.entries.keys() ?? [])];
  if (!known.every(({ entries }) => entries.size === names.length && names.every((name) => entries.has(name))))
    return items;
  const columns = new Map(names.map((name) => [name, uniform(known.map(({ entries }) => entries.get(name) ?? null))]));
  let row = -1;
  return items.map((item) => {
    if (!isMapping(item)) return item;
    row++;
    return { kind: item.kind, entries: new Map(names.map((name) => [name, columns.get(name)?.[row] ?? null])) };
  });
}

/** A set of the items: each once, texts and numbers in order. */
export function asSet(items: readonly Value[]): Value {
  const unique = uniqueItems(items);
  if (unique.every((item) => typeof item === "string")) unique.sort((a, b) => compareTexts(a, b));
  else if (unique.every((item) => typeof item === "number")) unique.sort((a, b) => a - b);
  return { kind: "set", items: unique };
}

/** Each item once, in the order of their first places. Items that are not known are all kept. */
export function uniqueItems(items: readonly Value[]): Value[] {
  const seen = new Set<Value>();
  const collections: Value[] = [];
  return items.filter((item) => {
    if (typeof item !== "object" || item === null) {
      if (seen.has(item)) return false;
      seen.add(item);
      return true;
    }
    if (unknownIn(item) !== undefined) return true;
    if (collections.some((other) => equal(other, item))) return false;
    collections.push(item);
    return true;
  });
}
