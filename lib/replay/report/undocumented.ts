import type { ReplayResult, Transition } from "..";

type Reading = Transition["undocumented"][number];

/** How many transitions depend on readings that AWS does not document, and how many on each, most first. */
export function restingOn({ alarms }: Pick<ReplayResult, "alarms">): {
  readonly transitions: number;
  readonly readings: readonly (readonly [Reading, number])[];
} {
  const counts = new Map<Reading, number>();
  let transitions = 0;
  for (const { undocumented } of alarms.flatMap((alarm) => alarm.transitions)) {
    if (undocumented.length > 0) transitions++;
    for (const reading of undocumented) counts.set(reading, (counts.get(reading) ?? 0) + 1);
  }
  return { transitions, readings: [...counts].sort(([, a], [, b]) => b - a) };
}
