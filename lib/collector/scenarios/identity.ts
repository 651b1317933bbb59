import type { Item } from "./telemetry";

/**
 * By what an item is known again, however it was changed on its way: a span by its ids, a log record and a datapoint by their times.
 * Undefined for a record without a time.
 */
export function identityOf(item: Item): string | undefined {
  switch (item.kind) {
    case "span":
      return `span ${item.traceId} ${item.spanId}`;
    default:
      return item.time === "0" ? undefined : `${item.kind} ${item.time}`;
  }
}

/** Items with times that are their own: those of records with the same time, or none, are moved by nanoseconds. */
export function withOwnTimes(items: readonly Item[], start: bigint): Item[] {
  const taken = new Map<string, Set<string>>();
  // Where the search for a free time goes on, so that it is done once for many records of one time.
  const next = new Map<string, bigint>();
  return items.map((item): Item => {
    if (item.kind === "span") return item;
    const own = taken.get(item.kind) ?? new Set<string>();
    taken.set(item.kind, own);
    const written = item.time === "0" ? String(start) : item.time;
    const key = `${item.kind} ${written}`;
    let time = next.get(key) ?? BigInt(written);
    while (own.has(String(time))) time += 1n;
    own.add(String(time));
    next.set(key, time + 1n);
    return { ...item, time: String(time) };
  });
}
