import type { ValueCounts } from "../series";

/** The samples of several datapoints as one: distinct values in ascending order. */
export function joined(parts: readonly ValueCounts[]): ValueCounts {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const pairs = parts.flatMap(({ values, counts }) =>
    Array.from(values, (value, i) => [value, counts[i] ?? 0] as const),
  );
  pairs.sort(([a], [b]) => a - b);
  const values = new Float64Array(pairs.length);
  const counts = new Float64Array(pairs.length);
  let length = 0;
  for (const [value, count] of pairs) {
    if (length > 0 && values[length - 1] === value) length--;
    values[length] = value;
    counts[length] = (counts[length] ?? 0) + count;
    length++;
  }
  return { values: values.subarray(0, length), counts: counts.subarray(0, length) };
}
