/**
 * How urgent an alarm is, least urgent first. There is one topic per severity; routes decide who is notified.
 */
export const severities = {
  info: { meaning: "Worth knowing; can wait until morning." },
  warning: { meaning: "Becomes a problem unless someone acts within a working day." },
  critical: { meaning: "Users are affected now; wakes someone up." },
} as const satisfies Record<string, { meaning: string }>;

export type Severity = keyof typeof severities;

/** All severities, least urgent first. */
export const severityNames = Object.keys(severities) as readonly Severity[];
