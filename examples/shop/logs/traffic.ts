import { hour, minute, type Clock } from "./clock";
import { createRandom, type Random } from "./random";

/** Visits in a minute of the evening peak, at scale 1. */
const visitsAtPeak = 13;

/** Share of the peak at each full hour: a quiet night, a lunch and an evening peak. The shop's customers live on UTC. */
const curve = [
  0.1, 0.08, 0.07, 0.07, 0.08, 0.11, 0.17, 0.24, 0.31, 0.36, 0.4, 0.55, 0.75, 0.6, 0.44, 0.41, 0.42, 0.5, 0.72, 0.95, 1,
  0.72, 0.36, 0.16,
];

/** Share of the peak's traffic at a time, interpolated between full hours. */
function traffic(clock: Clock, at: number): number {
  const hours = (at - clock.start) / hour;
  const before = Math.floor(hours);
  const [from = 0, to = 0] = [before, before + 1].map((full) => curve[(full + curve.length) % curve.length]);
  return from + (to - from) * (hours - before);
}

export interface Arrival {
  readonly at: number;

  /** The generator of this visit. */
  readonly random: Random;
}

/** Visits that arrive on the day, or in the minutes before it with requests that fall into it. */
export function* arrivals(clock: Clock, seed: number, scale: number): Generator<Arrival> {
  for (let at = clock.start - 10 * minute; at < clock.end; at += minute) {
    const name = (at - clock.start) / minute;
    const random = createRandom(seed, clock.day, "minute", name);
    const count = random.poisson(visitsAtPeak * scale * traffic(clock, at));
    for (let i = 0; i < count; i++) {
      yield { at: at + random.whole(0, minute - 1), random: createRandom(seed, clock.day, "visit", name, i) };
    }
  }
}
