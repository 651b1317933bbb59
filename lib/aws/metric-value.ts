/** The number of a metric filter's value that is constant: `1`, `-0.5`, `1e3`; undefined for a selector and for anything else. */
export function constantOf(value: string): number | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}
