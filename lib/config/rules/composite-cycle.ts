import { problem } from "../errors";
import { readReference } from "../references";
import { composites, references } from "./alarm-unknown";
import type { ConfigRule } from "./rule";

export const compositeCycle: ConfigRule<"composite-cycle"> = {
  id: "composite-cycle",
  check: (subject) => {
    const over = new Map(
      composites(subject).map(({ service, alarm, entry }) => [
        `${service}/${alarm}`,
        references(entry).map(({ text }) => {
          const named = readReference(text, service);
          return `${named.service}/${named.alarm}`;
        }),
      ]),
    );
    return composites(subject).flatMap(({ service, alarm, path }) => {
      const round = circle(`${service}/${alarm}`, over);
      return round === undefined
        ? []
        : [
            problem(
              "composite-cycle",
              [...path, "rule"],
              `the alarm contains itself: ${round.join(" -> ")}`,
              "Remove one of these references.",
            ),
          ];
    });
  },
};

/** A shortest way from a name back to itself. */
function circle(start: string, over: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of over.get(way.at(-1) ?? "") ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}
