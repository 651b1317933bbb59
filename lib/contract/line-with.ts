import { keysOf } from "./model";

/** A value that a field of a line can have. */
export type LineValue = string | number | boolean | null | readonly LineValue[] | { readonly [key: string]: LineValue };

/** A line, as JSON, that has these values in these fields and nothing else. */
export function lineWith(values: Iterable<readonly [field: string, value: LineValue]>): string {
  return JSON.stringify(nested([...values].map(([field, value]) => [keysOf(field), value] as const)));
}

type Value = readonly [keys: readonly string[], value: LineValue];

function nested(values: Iterable<Value>): unknown {
  const inner = new Map<string, Value[]>();
  for (const [[key, ...rest], value] of values) {
    if (key === undefined) return value;
    inner.set(key, [...(inner.get(key) ?? []), [rest, value]]);
  }
  return Object.fromEntries([...inner].map(([key, parts]) => [key, nested(parts)]));
}
