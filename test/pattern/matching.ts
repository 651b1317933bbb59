import { compile } from "../../lib/pattern";

/** A row of a table: a pattern, events that match it, events that do not. */
export type Row = readonly [pattern: string, matching: readonly string[], others: readonly string[]];

/** Which of the row's events match. To be compared with {@link expected}. */
export function answers([pattern, matching, others]: Row): Record<string, boolean> {
  const matcher = compile(pattern);
  return Object.fromEntries([...matching, ...others].map((event) => [event, matcher.matches(event)]));
}

export function expected([, matching, others]: Row): Record<string, boolean> {
  return Object.fromEntries([
    ...matching.map((event) => [event, true]),
    ...others.map((event) => [event, false]),
  ]) as Record<string, boolean>;
}
