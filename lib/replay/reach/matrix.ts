import { rankOf } from "./severity";

/** What the matrix counts for an alarm. */
export interface CountedAlarm {
  /** `unknown` where the template does not say. */
  readonly severity: string;
  /** Kinds of the channels that it reaches, by itself or through composite alarms. */
  readonly kinds: ReadonlySet<string>;
}

/** A row for each severity, the most urgent first: how many of its alarms reach which kinds of channels, and how many reach no one. */
export function reachMatrix(alarms: readonly CountedAlarm[]): ReachRow[] {
  const severities = [...new Set(alarms.map(({ severity }) => severity))];
  severities.sort((a, b) => rankOf(b) - rankOf(a) || (a < b ? -1 : 1));
  return severities.map((severity) => {
    const of = alarms.filter((alarm) => alarm.severity === severity);
    const kinds = [...new Set(of.flatMap((alarm) => [...alarm.kinds]))].sort();
    return {
      severity,
      alarms: of.length,
      channels: Object.fromEntries(kinds.map((kind) => [kind, of.filter((alarm) => alarm.kinds.has(kind)).length])),
      nobody: of.filter((alarm) => alarm.kinds.size === 0).length,
    };
  });
}

/** A row of the matrix of severities and channels. */
export interface ReachRow {
  readonly severity: string;
  readonly alarms: number;
  /** Kind of channel to number of alarms. */
  readonly channels: Readonly<Record<string, number>>;
  /** Alarms that reach no one. */
  readonly nobody: number;
}
