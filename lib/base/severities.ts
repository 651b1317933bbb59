/**
 * How urgent an alarm is. One topic per severity; routes decide who hears of it.
 * The order is the urgency's: a later severity is worse.
 */
export const severities = {
  info: { meaning: "Worth knowing; read in the morning." },
  warning: { meaning: "Becomes a problem if nobody acts within a working day." },
  critical: { meaning: "Users are hurt now; somebody wakes up." },
} as const satisfies Record<string, { meaning: string }>;

export type Severity = keyof typeof severities;

/** All severities, least urgent first. */
export const severityNames = Object.keys(severities) as readonly Severity[];
