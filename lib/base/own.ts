/**
 * The value of an own key, or undefined. `record[key]` also finds what every object inherits, such as `constructor` and
 * `__proto__`; a key that comes from an input must not.
 */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}
