/** What each level is for. The order is the severity's: a later level is worse. */
export const levels = {
  debug: { number: 20, meaning: "Detail for the author of the code. Off in production unless asked for." },
  info: { number: 30, meaning: "Something the service is there to do happened: a request served, an order placed." },
  warn: {
    number: 40,
    meaning: "Unexpected, and handled: a retry, a fallback, a refused login. Nobody wakes up for one of them.",
  },
  error: { number: 50, meaning: "An operation failed for its caller. Counted, and alarmed on by rate." },
  fatal: { number: 60, meaning: "The process cannot go on and will exit." },
} as const satisfies Record<string, { number: number; meaning: string }>;

/** Level of a log line, the `level` field. */
export type Level = keyof typeof levels;

/** Other spellings that readers of logs accept; writers use the canonical one. */
export const levelAliases = { warning: "warn", critical: "fatal" } as const satisfies Record<string, Level>;

/** The canonical level for a spelling in any case, or undefined if it is none. */
export function levelOf(text: string): Level | undefined {
  const key = text.toLowerCase();
  if (Object.hasOwn(levels, key)) return key as Level;
  return Object.hasOwn(levelAliases, key) ? levelAliases[key as keyof typeof levelAliases] : undefined;
}
