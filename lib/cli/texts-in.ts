/**
 * Plain data with each text in it changed. Keys, and the words of closed sets, remain, and so does what is not plain. What has no such
 * text is not copied.
 */
export function textsIn<T>(value: T, change: (text: string) => string): T {
  return changed(value, change) as T;
}

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) {
    const all: readonly unknown[] = value;
    const next = all.map((each) => changed(each, change));
    return next.every((each, at) => each === all[at]) ? value : next;
  }
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value) as [string, unknown][];
  const next = entries.map(([key, each]) => [key, closedSets.has(key) ? each : changed(each, change)] as const);
  return next.every(([, each], at) => each === entries[at]?.[1]) ? value : Object.fromEntries(next);
}

/** Keys of results whose values are words of ours, and decide how a report is made. */
const closedSets: ReadonlySet<string> = new Set(
  "kind rule severity was state from to status statistic unit form nothingReplayed treatMissingData comparison engine".split(
    " ",
  ),
);
