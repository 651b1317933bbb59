import { equal, itemsOf, toText, uniform, uniqueItems } from "../convert";
import { refuse } from "../errors";
import {
  compareTexts,
  isMapping,
  isSequence,
  isUnknown,
  kindOf,
  list,
  sortedEntries,
  tuple,
  unknownIn,
  type Mapping,
  type Sequence,
  type Value,
} from "../value";
import type { LanguageFunction } from "./language-function";
import { define, ofAny, toWhole } from "./define";
import { characters } from "./texts";

export const collectionFunctions: Readonly<Record<string, LanguageFunction>> = {
  length: define(
    1,
    1,
    (value = null) => (typeof value === "string" ? characters(value).length : sizeOf(value)),
    "inside",
  ),
  concat: ofAny(1, (lists) => concat(lists), "anywhere"),
  merge: ofAny(0, (maps) => merge(maps), "inside"),
  keys: define(1, 1, (map = null) => keys(asMapping(map)), "inside"),
  values: define(1, 1, (map = null) => listLike(asMapping(map), itemsOf(map)), "inside"),
  lookup: define(2, 3, (map = null, key = null, otherwise) => lookup(asMapping(map), key, otherwise), "inside"),
  element: define(2, 2, (items = null, index = null) => element(asSequence(items).items, toWhole(index)), "inside"),
  index: define(2, 2, (items = null, value = null) => {
    const found = asSequence(items).items.findIndex((item) => equal(item, value));
    return found < 0 ? refuse("the value is not in the list") : found;
  }),
  contains: define(2, 2, (items = null, value = null) => contains(items, value), "inside"),
  coalesce: ofAny(1, (given) => {
    const typed = given.some((value) => typeof value === "string") ? given.map(asTextIfPlain) : given;
    const found = typed.find((value) => value !== null && value !== "") ?? refuse("no argument has a value");
    return isSequence(found) && found.kind === "tuple" && given.length > 1 ? { ...found, kind: "list" } : found;
  }),
  coalescelist: ofAny(
    1,
    (lists) => lists.find((items) => items !== null && sizeOf(items) > 0) ?? refuse("no list has an item"),
    "inside",
  ),
  compact: define(
    1,
    1,
    (items = null) => list(asSequence(items).items.filter((item) => item !== null && item !== "")),
    "inside",
  ),
  distinct: define(
    1,
    1,
    (items = null) => ({ kind: "list", items: uniqueItems(uniform(asSequence(items).items)) }),
    "inside",
  ),
  flatten: define(1, 1, (items = null) => tuple(flatten(asSequence(items).items)), "inside"),
  slice: define(
    3,
    3,
    (items = null, from = null, to = null) => slice(asSequence(items), toWhole(from), toWhole(to)),
    "inside",
  ),
  sort: define(1, 1, (items = null) =>
    list(
      asSequence(items)
        .items.map((item) => toText(item, "an item"))
        .sort(compareTexts),
    ),
  ),
  reverse: define(
    1,
    1,
    (items = null) => ({
      ...asSequence(items),
      kind: sequenceKind(items),
      items: [...asSequence(items).items].reverse(),
    }),
    "inside",
  ),
  chunklist: define(2, 2, (items = null, size = null) => chunk(asSequence(items).items, toWhole(size)), "inside"),
  zipmap: define(2, 2, (names = null, items = null) => zipmap(asSequence(names), asSequence(items)), "inside"),
  transpose: define(1, 1, (map = null) => transpose(asMapping(map))),
  matchkeys: define(3, 3, (items = null, names = null, wanted = null) => {
    const search = asSequence(wanted).items;
    const at = asSequence(names).items;
    return list(asSequence(items).items.filter((_, index) => search.some((name) => equal(name, at[index] ?? null))));
  }),
  one: define(
    1,
    1,
    (items = null) => {
      const all = asSequence(items).items;
      return all.length > 1 ? refuse("there must be at most one item") : (all[0] ?? null);
    },
    "inside",
  ),
};

function asSequence(value: Value): Sequence {
  return isSequence(value) ? value : refuse(`a list or set is required, not ${kindOf(value)}`);
}

function asList(value: Value): Sequence {
  return isSequence(value) && value.kind !== "set" ? value : refuse(`a list is required, not ${kindOf(value)}`);
}

function asMapping(value: Value): Mapping {
  return isMapping(value) ? value : refuse(`a map is required, not ${kindOf(value)}`);
}

function sequenceKind(value: Value): "tuple" | "list" {
  return isSequence(value) && value.kind === "tuple" ? "tuple" : "list";
}

function asTextIfPlain(value: Value): Value {
  return typeof value === "number" || typeof value === "boolean" ? toText(value) : value;
}

function listLike(of: Mapping, items: readonly Value[]): Value {
  return { kind: of.kind === "map" ? "list" : "tuple", items };
}

function sizeOf(value: Value): number {
  if (isSequence(value)) return value.items.length;
  if (isMapping(value)) return value.entries.size;
  return refuse(`a list, map or string is required, not ${kindOf(value)}`);
}

/** Lists one after another. A list that is not known becomes one item that is not known, so that the others stay. */
function concat(lists: readonly Value[]): Value {
  const items = lists.flatMap((part) => (isUnknown(part) ? [part] : asList(part).items));
  const isTuple = lists.some((part) => isSequence(part) && part.kind === "tuple");
  return { kind: isTuple ? "tuple" : "list", items };
}

function merge(maps: readonly Value[]): Value {
  const given = maps.filter((map) => map !== null).map(asMapping);
  const entries = new Map(given.flatMap((map) => [...map.entries]));
  const kind = given.length > 0 && given.every((map) => map.kind === "map") ? "map" : "object";
  return { kind, entries };
}

function keys(map: Mapping): Value {
  return listLike(
    map,
    sortedEntries(map).map(([key]) => key),
  );
}

function lookup(map: Mapping, key: Value, otherwise: Value | undefined): Value {
  const name = toText(key, "the key");
  return map.entries.get(name) ?? (map.entries.has(name) ? null : (otherwise ?? refuse(`there is no key "${name}"`)));
}

function element(items: readonly Value[], index: number): Value {
  if (items.length === 0) return refuse("the list is empty");
  if (index < 0) return refuse(`the index ${index} is negative`);
  return items[index % items.length] ?? null;
}

function contains(items: Value, value: Value): Value {
  const all = asSequence(items).items;
  if (all.some((item) => unknownIn(item) === undefined && equal(item, value))) return true;
  for (const item of all) {
    const open = unknownIn(item);
    if (open !== undefined) return open;
  }
  return unknownIn(value) ?? false;
}

function flatten(items: readonly Value[]): Value[] {
  return items.flatMap((item) => (isSequence(item) ? flatten(item.items) : [item]));
}

function slice(of: Sequence, from: number, to: number): Value {
  if (from < 0 || to > of.items.length || from > to)
    return refuse(`${from} to ${to} is not within the list, which has ${of.items.length} items`);
  return { kind: of.kind, items: of.items.slice(from, to) };
}

function chunk(items: readonly Value[], size: number): Value {
  if (size < 0) return refuse("the size must not be negative");
  if (items.length === 0) return list([]);
  if (size === 0) return list([list(items)]);
  const count = Math.ceil(items.length / size);
  return list(Array.from({ length: count }, (_, index) => list(items.slice(index * size, (index + 1) * size))));
}

function zipmap(names: Sequence, items: Sequence): Value {
  if (names.items.length !== items.items.length)
    return refuse(`there are ${names.items.length} keys and ${items.items.length} values`);
  const entries = names.items.map((name, index) => [toText(name, "a key"), items.items[index] ?? null] as const);
  return { kind: items.kind === "tuple" ? "object" : "map", entries: new Map(entries) };
}

function transpose(map: Mapping): Value {
  const entries = new Map<string, Value[]>();
  for (const [key, items] of sortedEntries(map)) {
    for (const item of itemsOf(items)) {
      const name = toText(item, "an item");
      const keysOf = entries.get(name);
      if (keysOf === undefined) entries.set(name, [key]);
      else keysOf.push(key);
    }
  }
  return {
    kind: "map",
    entries: new Map(
      [...entries].map(([key, items]) => [key, list(items.sort((a, b) => compareTexts(toText(a), toText(b))))]),
    ),
  };
}
