import { type Contract, type Level, levelNames, type Signal } from "./model";
import { possibleValue } from "./possible-value";

/** Of which levels the lines are that a signal counts. */
export interface SignalLevels {
  /** `event`: the signal names events, which have levels; `level`: it compares the level. */
  readonly by: "event" | "level";

  /** The least severe first. */
  readonly levels: readonly Level[];
}

/** The levels of the lines that a signal's pattern can match; undefined where it asks for neither events nor levels. */
export function levelsOfSignal(
  { pattern }: Pick<Signal, "pattern">,
  { events, line }: Pick<Contract, "events" | "line">,
): SignalLevels | undefined {
  const written = line.level === undefined ? undefined : possibleValue(line.level, pattern);
  const isPossible = (level: Level): boolean => written === undefined || line.levels[level].some(written);
  if (line.event !== undefined) {
    const ofEvent = possibleValue(line.event, pattern);
    // A pattern that takes any other text does not ask for events.
    if (!ofEvent(NO_EVENT)) {
      const named = Object.entries(events).filter(([name]) => ofEvent(name));
      const levels = new Set(named.map(([, { level }]) => level));
      if (named.length > 0)
        return { by: "event", levels: levelNames.filter((each) => levels.has(each) && isPossible(each)) };
    }
  }
  const known = levelNames.filter((level) => line.levels[level].length > 0);
  const levels = known.filter(isPossible);
  return written === undefined || levels.length === known.length ? undefined : { by: "level", levels };
}

const NO_EVENT = "\u{F0000}";
