import type { LocalZone } from "./time-options";

/** The moment of a time without a zone, in milliseconds as if it were UTC; undefined for a time that does not occur in the zone. */
export type LocalClock = (local: number) => number | undefined;

/** Told what is assumed, or odd, about times without a zone. */
export interface OnLocal {
  /** Times without a zone are UTC, because no zone is given. */
  zone(): void;
  /** @param local in milliseconds as if it were UTC */
  change(local: number, occurs: "twice" | "never"): void;
}

const DAY = 86_400_000;

/** Clocks change at quarters of an hour: within one, all times have the same offset. */
const QUARTER = 900_000;

/**
 * Reads times without a zone as those of a zone. Clocks that are set back make some occur twice: then the first is meant. Clocks that are
 * set forward make some never occur: those are no times, because the zone must be another.
 *
 * @param zone undefined: UTC, which is told as assumed
 */
export function localClock(zone: LocalZone | undefined, on: OnLocal): LocalClock {
  if (zone === undefined) {
    let isTold = false;
    return (local) => {
      if (!isTold) on.zone();
      isTold = true;
      return local;
    };
  }
  // Most lines have the quarter of the line before.
  let quarter = Number.NaN;
  let offset: number | undefined;
  return (local) => {
    const current = Math.floor(local / QUARTER);
    if (current !== quarter) {
      quarter = current;
      const offsets = offsetsOf(zone, current * QUARTER);
      offset = offsets[0];
      if (offsets.length !== 1) on.change(local, offset === undefined ? "never" : "twice");
    }
    return offset === undefined ? undefined : local - offset;
  };
}

/** The offsets that a local time can have, that of its first occurrence first. */
function offsetsOf({ offsetAt }: LocalZone, local: number): readonly number[] {
  // A day before and a day after: the clocks change at most once between them.
  const possible = [offsetAt(local - DAY), offsetAt(local + DAY)].sort((a, b) => b - a);
  return [...new Set(possible)].filter((offset) => offsetAt(local - offset) === offset);
}
