/** What each level is for, least severe first. */
export const levels = {
  debug: { number: 20, meaning: "Detail for developers. Off in production by default." },
  info: { number: 30, meaning: "The service did its work: a request served, an order placed." },
  warn: {
    number: 40,
    meaning: "Unexpected, but handled: a retry, a fallback, a refused login. A single one needs no action.",
  },
  error: { number: 50, meaning: "An operation failed for its caller. Counted, with alarms on the rate." },
  fatal: { number: 60, meaning: "The process cannot continue and will exit." },
} as const satisfies Record<string, { number: number; meaning: string }>;

/** Level of a log line, the `level` field. */
export type Level = keyof typeof levels;

/** The names of the levels, the least severe first. */
export const levelNames = Object.keys(levels) as readonly Level[];

/** Other spellings that readers of logs accept; writers use the canonical one. */
export const levelAliases = { warning: "warn", critical: "fatal" } as const satisfies Record<string, Level>;

/** The canonical level for a spelling, in upper or lower case; undefined if it is not a level. */
export function levelOf(text: string): Level | undefined {
  const key = text.toLowerCase();
  if (Object.hasOwn(levels, key)) return key as Level;
  return Object.hasOwn(levelAliases, key) ? levelAliases[key as keyof typeof levelAliases] : undefined;
}
