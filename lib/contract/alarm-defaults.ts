import type { TreatMissingData } from "../aws";

/**
 * What alarms have where nobody says otherwise. The plan fills it in; constructs that are used alone take it from here.
 */
export const alarmDefaults = {
  /** Length of a period of a signal's metric, in seconds. */
  periodSeconds: 300,
  /** Periods that are looked at; all of them must be breaching. */
  evaluationPeriods: 1,
  /** What happens while a percentile has too few samples to mean something: CloudWatch compares anyway. */
  lowSamples: "evaluate",
  /** On which side of its band an anomaly alarm fires. */
  anomalyDirection: "both",
  /** How long actions wait for a suppressor, and how long they are held back after it, in seconds. */
  suppressorSeconds: 120,
  /** How long a service's warning waits whether something critical follows, and is held back after that, in seconds. */
  holdBackSeconds: 120,
  /** Whether alarms also tell when they are over. */
  okActions: true,
  /** Who notifies: one composite alarm per severity for the whole service. */
  notify: "service",
} as const;

/** What a value says that may be missing. */
export type MissingValue =
  /** A signal's count of log lines: no line means no sample. */
  | { readonly kind: "count"; readonly looksDown: boolean }
  /** A share of a signal's counts, or a percentile of a signal's measure: nothing happened. */
  | { readonly kind: "share" | "percentile" }
  /** That something is there at all. */
  | { readonly kind: "presence" }
  /** Any other: a signal's measure, a metric of AWS, a band. Silence says nothing about it. */
  | { readonly kind: "value" };

/**
 * What a period without a value counts for. An alarm on too low a count misses a dead service unless silence is breaching; no
 * errors are logged where there are none.
 */
export function usualMissingData(value: MissingValue): TreatMissingData {
  switch (value.kind) {
    case "count":
      return value.looksDown ? "breaching" : "notBreaching";
    case "share":
    case "percentile":
      return "notBreaching";
    case "presence":
      return "breaching";
    case "value":
      return "missing";
  }
}
