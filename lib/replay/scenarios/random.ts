/** Numbers from 0 to below 1. */
export type Random = () => number;

/** The same numbers for the same seed (its lower 32 bits), on every machine: a Weyl sequence, mixed by two multiplications (mulberry32). */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}
