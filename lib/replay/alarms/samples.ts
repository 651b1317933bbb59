import type { ValueCounts } from "../metrics";

/** Merges the samples of several datapoints: distinct values in ascending order. */
export function joined(parts: readonly ValueCounts[]): ValueCounts {
  const [first] = parts;
  if (first !== undefined && parts.length === 1) return first;
  const sampled = new Map<number, number>();
  for (const { values, counts } of parts) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i] ?? NaN;
      sampled.set(value, (sampled.get(value) ?? 0) + (counts[i] ?? 0));
    }
  }
  const values = Float64Array.from(sampled.keys()).sort();
  return { values, counts: values.map((value) => sampled.get(value) ?? 0) };
}
