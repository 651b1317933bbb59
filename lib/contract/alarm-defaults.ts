import type { TreatMissingData } from "../aws";

/** Defaults of alarms. The plan fills them in; constructs that are used alone read the same ones. */
export const alarmDefaults = {
  /** Length of a period of a signal's metric, in seconds. */
  periodSeconds: 300,
  /** Periods that are evaluated; all of them must be breaching. */
  periods: 1,
  /** What happens while a percentile has too few samples to be meaningful: CloudWatch evaluates it anyway. */
  lowSamples: "evaluate",
  /** On which sides of its band an anomaly alarm fires. */
  anomalyDirection: "both",
  /** How long actions wait for a suppressor, and stay suppressed after it, in seconds. */
  suppressorSeconds: 120,
  /** How long a service's warning waits for a critical alarm, and stays suppressed after one, in seconds. */
  holdBackSeconds: 120,
  /** Whether alarms also notify when they are over. */
  okActions: true,
  /** Who notifies: one composite alarm per severity for the whole service. */
  notify: "service",
} as const;

/** What the values of an alarm are, as far as it decides what a missing one means. */
export type MissingValue =
  /** A signal's count of log lines: no line means no sample. */
  | { readonly kind: "count"; readonly looksDown: boolean }
  /** A share of a signal's counts, or a percentile of a signal's measure: nothing happened. */
  | { readonly kind: "share" | "percentile" }
  /** Whether there is anything at all. */
  | { readonly kind: "presence" }
  /** Any other: a signal's measure, a metric of AWS, a band. A missing value says nothing about it. */
  | { readonly kind: "value" };

/**
 * How an alarm treats a period without a value unless it says otherwise. An alarm on too low a count would miss a dead service
 * unless missing data is breaching; a count of errors has no data when there are no errors.
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

/**
 * The runbook of an alarm of a service: a full address as it is, anything else as a page below the service's `runbooks`, by default the
 * alarm's name. Undefined without `runbooks`.
 */
export function usualRunbook(
  alarm: string,
  runbook: string | undefined,
  runbooks: string | undefined,
): string | undefined {
  if (runbook?.startsWith("https://") === true) return runbook;
  return runbooks === undefined ? undefined : `${runbooks}/${runbook ?? alarm}`;
}
