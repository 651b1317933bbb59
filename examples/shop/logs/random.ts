/**
 * Seeded random numbers that are the same on every machine: integer operations, and floating point with `+ - * /` only,
 * whose results IEEE 754 defines. `Math.exp`, `Math.log` and the like may differ between engines in the last digit.
 */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;

  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;

  /** A key; each is as likely as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;

  /** Log-normal: half of the values are below the median; `spread` is the standard deviation of the logarithm. */
  logNormal(median: number, spread: number): number;

  /** How many events happen when `mean` happen on average. */
  poisson(mean: number): number;
  hex(digits: number): string;

  /** A short id, e.g. `ord_k2wq8zt4vd`. */
  id(prefix: string): string;
}

/** A separate generator for each key, so that a change in one place does not affect the others. */
export function createRandom(...key: readonly (string | number)[]): Random {
  const step = sfc32(key.join("/"));
  const next = (): number => step() / 0x100000000;
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly [T, ...T[]]): T => list[whole(0, list.length - 1)] ?? list[0];

  return {
    next,
    whole,
    pick,
    chance: (probability) => next() < probability,
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = Object.entries(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1);
      if (found === undefined) throw new Error("weighted: no keys to choose from");
      return found[0];
    },
    logNormal(median, spread) {
      // The sum of twelve uniform numbers is close enough to a normal one, and needs neither logarithm nor cosine.
      let normal = -6;
      for (let i = 0; i < 12; i++) normal += next();
      return median * exponential(spread * normal);
    },
    poisson(mean) {
      const limit = exponential(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count++;
      return count;
    },
    hex(digits) {
      let text: string;
      do {
        text = "";
        while (text.length < digits) text += step().toString(16).padStart(8, "0");
        text = text.slice(0, digits);
        // By chance, some ids hold a run of digits as long as a payment card's number, which is masked wherever it occurs.
      } while (/[0-9]{13}/.test(text));
      return text;
    },
    id(prefix) {
      let text = `${prefix}_`;
      for (let i = 0; i < 10; i++) text += letters.charAt(whole(0, letters.length - 1));
      return text;
    },
  };
}

const letters = "bcdfghjkmnpqrstvwxz23456789";

/** e to the power of x, for the small exponents used here: a series for x/1024, squared ten times. */
export function exponential(x: number): number {
  const small = x / 1024;
  let result = 1 + small * (1 + (small / 2) * (1 + (small / 3) * (1 + (small / 4) * (1 + small / 5))));
  for (let i = 0; i < 10; i++) result *= result;
  return result;
}

/** Chris Doty-Humphrey's small fast counting generator, from PractRand: 32 bits per step. */
function sfc32(key: string): () => number {
  let [a, b, c] = [hash(key, 0x9e3779b9), hash(key, 0x243f6a88), hash(key, 0xb7e15162)];
  let counter = 1;
  const step = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let i = 0; i < 12; i++) step();
  return step;
}

/** FNV-1a with a final mix, from a start value. */
function hash(text: string, start: number): number {
  let value = start | 0;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
