/** Merges a fragment into a configuration: objects are merged, null removes a key, and any other value replaces the old one. */
export function merged(base: unknown, over: unknown): unknown {
  if (!isTable(base) || !isTable(over)) return over;
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (value === null) Reflect.deleteProperty(result, key);
    else result[key] = merged(result[key], value);
  }
  return result;
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
