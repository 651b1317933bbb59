import type { UnresolvedReason } from "../reason";

/**
 * A value of Terraform's language. Collections know whether they were written (`tuple`, `object`) or converted (`list`, `set`,
 * `map`), because equality and conversion depend on it. The order of a set's items and of a mapping's keys is Terraform's.
 */
export type Value = null | boolean | number | string | Sequence | Mapping | Unknown;

export interface Sequence {
  readonly kind: "tuple" | "list" | "set";
  readonly items: readonly Value[];
}

export interface Mapping {
  readonly kind: "object" | "map";
  readonly entries: ReadonlyMap<string, Value>;
  /** Whether it may be a single block, which is a list of one. */
  readonly mayBeBlock?: true;
}

/** A value that is not known, and why. */
export interface Unknown {
  readonly kind: "unknown";
  readonly reason: UnresolvedReason;
  /** The expression as written in the template, if there is one. */
  readonly expression: string | undefined;
}

export function unknown(reason: UnresolvedReason, expression?: string): Unknown {
  return { kind: "unknown", reason, expression };
}

export function isUnknown(value: Value): value is Unknown {
  return typeof value === "object" && value !== null && value.kind === "unknown";
}

export function isSequence(value: Value): value is Sequence {
  return (
    typeof value === "object" &&
    value !== null &&
    (value.kind === "tuple" || value.kind === "list" || value.kind === "set")
  );
}

export function isMapping(value: Value): value is Mapping {
  return typeof value === "object" && value !== null && (value.kind === "object" || value.kind === "map");
}

export function tuple(items: readonly Value[]): Sequence {
  return { kind: "tuple", items };
}

export function list(items: readonly Value[]): Sequence {
  return { kind: "list", items };
}

export function object(entries: Iterable<readonly [string, Value]>): Mapping {
  return { kind: "object", entries: new Map(entries) };
}

/** The first part of a value that is unknown, however deeply nested. */
export function unknownIn(value: Value): Unknown | undefined {
  if (isUnknown(value)) return value;
  if (isSequence(value)) return firstUnknown(value.items);
  if (isMapping(value)) return firstUnknown(value.entries.values());
  return undefined;
}

function firstUnknown(values: Iterable<Value>): Unknown | undefined {
  for (const value of values) {
    const found = unknownIn(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What Terraform's messages call the value: `string`, `tuple`, `null`. */
export function kindOf(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "object") return value.kind;
  return typeof value === "boolean" ? "bool" : typeof value;
}

/** The value of plain JSON: arrays are tuples, objects are objects. */
export function fromJson(json: unknown): Value {
  if (json === null || json === undefined) return null;
  if (typeof json === "string" || typeof json === "number" || typeof json === "boolean") return json;
  if (Array.isArray(json)) return tuple(json.map(fromJson));
  return object(Object.entries(json).map(([key, value]) => [key, fromJson(value)] as const));
}

/** Plain JSON of a value that is wholly known; keys in Terraform's order. */
export function toJson(value: Value): unknown {
  if (isSequence(value)) return value.items.map(toJson);
  if (isMapping(value)) return Object.fromEntries(sortedEntries(value).map(([key, part]) => [key, toJson(part)]));
  return value;
}

/** Entries in the order in which Terraform goes through a mapping: by key. */
export function sortedEntries(mapping: Mapping): [string, Value][] {
  return [...mapping.entries].sort(([a], [b]) => compareTexts(a, b));
}

/** The order of Terraform's texts: by their UTF-8 bytes, which is by code point. */
export function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    // UTF-16 puts characters beyond the basic plane before U+E000..U+FFFF; UTF-8 puts them last.
    if (left !== right) return left >= 0xd800 && right >= 0xd800 ? astralLast(left) - astralLast(right) : left - right;
  }
  return a.length - b.length;
}

function astralLast(unit: number): number {
  return unit >= 0xe000 ? unit - 0x2000 : unit + 0x2000;
}

/**
 * Entries whose values are computed when they are first read: outputs and attributes may depend on each other in any
 * order. `open` makes a value for names that are not listed.
 */
export function lazyEntries(
  names: Iterable<string>,
  make: (name: string) => Value,
  open?: (name: string) => Value | undefined,
): ReadonlyMap<string, Value> {
  return new LazyEntries(names, make, open);
}

/** A class, because there is one for each block: closures for each method take most of the memory of a large template. */
class LazyEntries implements ReadonlyMap<string, Value> {
  readonly #listed: ReadonlySet<string>;
  readonly #make: (name: string) => Value;
  readonly #open: ((name: string) => Value | undefined) | undefined;
  readonly #made = new Map<string, Value>();
  /** Undefined: none is being made. */
  #making: Set<string> | undefined;

  constructor(
    names: Iterable<string>,
    make: (name: string) => Value,
    open: ((name: string) => Value | undefined) | undefined,
  ) {
    this.#listed = new Set(names);
    this.#make = make;
    this.#open = open;
  }

  get size(): number {
    return this.#listed.size;
  }

  get(name: string): Value | undefined {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const making = (this.#making ??= new Set());
    if (making.has(name)) return unknown({ kind: "refers-to-itself", what: name });
    making.add(name);
    try {
      const value = this.#listed.has(name) ? this.#make(name) : this.#open?.(name);
      if (value !== undefined) this.#made.set(name, value);
      return value;
    } finally {
      making.delete(name);
      if (making.size === 0) this.#making = undefined;
    }
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  keys(): MapIterator<string> {
    return new Map([...this.#listed].map((name) => [name, undefined])).keys();
  }

  values(): MapIterator<Value> {
    return this.#all().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.#all().entries();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(call: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void, self?: unknown): void {
    for (const name of this.#listed) call.call(self, this.get(name) ?? null, name, this.#made);
  }

  #all(): Map<string, Value> {
    return new Map([...this.#listed].map((name) => [name, this.get(name) ?? null]));
  }
}
