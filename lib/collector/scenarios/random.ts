import { createHash } from "node:crypto";

/** Numbers from 0 to below 1. */
export type Random = () => number;

/** The same numbers for the same seed, on every machine: mulberry32. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** The numbers from 0 to below `count`, in an order that the random numbers give. */
export function shuffled(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, at) => at);
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [a = 0, b = 0] = [order[at], order[other]];
    order[at] = b;
    order[other] = a;
  }
  return order;
}

/** Hexadecimal digits that look random and are the same for the same seed and name: samplers decide by the digits of a trace's id. */
export function hexId(seed: number, name: string, digits: 16 | 32): string {
  return createHash("sha256").update(`${seed} ${name}`).digest("hex").slice(0, digits);
}
