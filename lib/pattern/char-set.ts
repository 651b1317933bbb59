/** One character: one of `chars` (all below U+0100) or, with `others`, also any character from U+0100. */
export interface CharSet {
  readonly chars: ReadonlySet<number>;
  readonly others: boolean;
}

export function charSet(chars: Iterable<number>, others = false): CharSet {
  return { chars: new Set(chars), others };
}

export function single(char: string): CharSet {
  return charSet([char.charCodeAt(0)]);
}

/** All codes from `first` to `last`, both included. */
export function codes(first: number, last: number): CharSet {
  return charSet(Array.from({ length: last - first + 1 }, (_, i) => first + i));
}

export function union(sets: readonly CharSet[]): CharSet {
  return charSet(
    sets.flatMap((set) => [...set.chars]),
    sets.some((set) => set.others),
  );
}

export function negate(set: CharSet): CharSet {
  const chars = Array.from({ length: 256 }, (_, code) => code).filter((code) => !set.chars.has(code));
  return charSet(chars, !set.others);
}

/** The set of an escape with a letter, e.g. `\d`; undefined for other letters. */
export function namedSet(letter: string): CharSet | undefined {
  return Object.hasOwn(named, letter) ? named[letter] : undefined;
}

const digit = between("0", "9");
const word = union([digit, between("a", "z"), between("A", "Z"), single("_")]);
const space = union(["\t", "\n", "\f", "\r", " "].map(single));
const named: Readonly<Record<string, CharSet>> = {
  d: digit,
  D: negate(digit),
  s: space,
  S: negate(space),
  w: word,
  W: negate(word),
};

function between(low: string, high: string): CharSet {
  return codes(low.charCodeAt(0), high.charCodeAt(0));
}
