import type { ReportClock } from "../states";
import { both, type Both, isSame } from "./both";
import { pairedInTime } from "./in-time";

/** What changes of when an alarm fires. Times are milliseconds since 1970. */
export interface EpisodeChanges {
  /** The first time that it still fires, but begins earlier or later. */
  readonly moved: Both<number> | null;
  /** When it fired, and does not fire now. */
  readonly lost: readonly number[];
  /** When it fires, and did not before. */
  readonly won: readonly number[];
}

/** Compares the times that an alarm fires. A time that is lost before another one is not later: the other one is what it was. */
export function episodeChanges(episodes: Both<readonly ReportClock[]>): EpisodeChanges {
  const pairs = pairedInTime(episodes, { slack: 0, isSame: () => true }).map((pair) =>
    both(pair, (all) => all.map(({ from }) => from)),
  );
  const firsts = pairs.map((pair) => both(pair, ([first]) => first));
  return {
    moved: firsts.filter(isOfBoth).find((first) => !isSame(first)) ?? null,
    lost: pairs.flatMap(({ is, was }) => (is.length === 0 ? was : [])),
    won: pairs.flatMap(({ is, was }) => (was.length === 0 ? is : [])),
  };
}

function isOfBoth(first: Both<number | undefined>): first is Both<number> {
  return first.is !== undefined && first.was !== undefined;
}
