/** What a pipeline carries. */
export type Signal = (typeof signals)[number];

/** All signals, in the order in which they are written. */
export const signals = ["traces", "metrics", "logs"] as const;

/** A set of signals, as a type that has more members the more signals it holds. */
export type Carries<S extends Signal> = Readonly<Record<S, true>>;

export function carries<S extends Signal>(of: readonly S[]): Carries<S> {
  return Object.fromEntries(of.map((signal) => [signal, true])) as Carries<S>;
}
