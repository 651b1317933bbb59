import type { ReportClock } from "../states";
import { hour } from "../times";
import type { Both } from "./both";

/** When two stretches of time are one thing, before and after. */
export interface PairingInTime<Stretch> {
  /** Milliseconds that two may be apart and count as overlapping. */
  readonly slack: number;
  /** Whether neighbours that do not overlap may be the same, moved. */
  readonly isSame: (first: readonly Stretch[], second: readonly Stretch[]) => boolean;
}

/**
 * Stretches of time of both replays, in order of time: those that overlap are one; so are two within an hour of which each has nothing
 * of the other replay beside it, if they may be the same.
 */
export function pairedInTime<Stretch extends ReportClock>(
  stretches: Both<readonly Stretch[]>,
  { isSame, slack }: PairingInTime<Stretch>,
): Both<readonly Stretch[]>[] {
  const joined: Both<readonly Stretch[]>[] = [];
  for (const group of overlapping(stretches, slack)) {
    const last = joined.at(-1);
    if (last !== undefined && isMoved(last, group) && isSame([...last.was, ...last.is], [...group.was, ...group.is]))
      joined.splice(-1, 1, { was: [...last.was, ...group.was], is: [...last.is, ...group.is] });
    else joined.push(group);
  }
  return joined;
}

function overlapping<Stretch extends ReportClock>(
  { is, was }: Both<readonly Stretch[]>,
  slack: number,
): Both<readonly Stretch[]>[] {
  const all = [
    ...was.map((stretch) => ({ stretch, side: "was" as const })),
    ...is.map((stretch) => ({ stretch, side: "is" as const })),
  ].sort((a, b) => a.stretch.from - b.stretch.from);
  const groups: (Both<Stretch[]> & { to: number })[] = [];
  for (const { side, stretch } of all) {
    const last = groups.at(-1);
    // Those of one replay are apart by more than the slack.
    if (last !== undefined && stretch.from <= last.to + slack) {
      last[side].push(stretch);
      last.to = Math.max(last.to, stretch.to);
    } else {
      const group = { was: [] as Stretch[], is: [] as Stretch[], to: stretch.to };
      group[side].push(stretch);
      groups.push(group);
    }
  }
  return groups.map((group) => ({ was: group.was, is: group.is }));
}

/** Whether each is of one replay only, not of the same, and the second begins within an hour. */
function isMoved(first: Both<readonly ReportClock[]>, second: Both<readonly ReportClock[]>): boolean {
  const isOneSided =
    (first.was.length === 0 && second.is.length === 0) || (first.is.length === 0 && second.was.length === 0);
  if (!isOneSided) return false;
  const end = [...first.was, ...first.is].reduce((latest, { to }) => Math.max(latest, to), -Infinity);
  const [next] = [...second.was, ...second.is];
  return (next?.from ?? Infinity) - end <= hour;
}
