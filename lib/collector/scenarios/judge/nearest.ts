import type { ItemExpectation } from "../scenario";
import type { SentItem } from "../sent";
import type { Item } from "../telemetry";
import type { Arrival } from "./arrivals";
import { itemText } from "./expectation-text";
import { isMeant, mismatches, type Mismatch } from "./select";
import type { Difference } from "./verdict";

const SHOWN = 3;

/** How many items are compared: what is near is shown to explain, and a failure may have any number of items beside it. */
const MOST_COMPARED = 20_000;

/** What came out, or else was sent, and is nearest to what is meant: which parts differ. */
export function nearest(
  { selector, exporter, pipeline }: ItemExpectation,
  arrivals: readonly Arrival[],
  sent: readonly SentItem[],
): Difference[] {
  const near = (items: readonly { item: Item; words: string }[]): Difference[] => {
    const ranked = new Map<string, { words: string; item: Item; wrong: readonly Mismatch[] }>();
    for (const { item, words } of items.slice(0, MOST_COMPARED)) {
      if (item.kind !== selector.kind) continue;
      const wrong = mismatches(item, selector);
      const key = JSON.stringify([words, wrong]);
      if (!ranked.has(key)) ranked.set(key, { item, words, wrong });
    }
    return [...ranked.values()]
      .sort((a, b) => a.wrong.length - b.wrong.length)
      .slice(0, SHOWN)
      .map(({ item, words, wrong }) => ({
        subject: `near: ${itemText(item)}, ${words}`,
        expected: wrong.map(({ part, wanted }) => `${part}: ${wanted}`),
        actual: wrong.map(({ part, has }) => `${part}: ${has}`),
      }));
  };
  const inScope = (each: Arrival): boolean =>
    (exporter === undefined || each.exporter === exporter) && (pipeline === undefined || each.pipeline === pipeline);
  const arrived = near(
    [...arrivals.filter(inScope), ...arrivals.filter((each) => !inScope(each))].map((each) => ({
      item: each.item,
      words: `came to ${each.exporter} by ${each.pipeline}`,
    })),
  );
  if (arrived.length > 0) return arrived;
  // What is meant and did not come out is named already.
  return near(sent.filter(({ item }) => !isMeant(item, selector)).map(({ item }) => ({ item, words: "sent" })));
}
