import type { TreatMissingData } from "../../aws";
import { alarmDefaults } from "../../contract";
import { badDatapoints, windowTooLong } from "../errors";
import { checkPeriod, type Metric } from "./metric";
import { isKnownNumber } from "./tokens";

/** Which periods an alarm looks at: alarm if M of the last N are breaching. May also be given for one severity alone. */
export interface AlarmWindow {
  /**
   * Length of a period: 10, 20, 30 or a multiple of 60.
   *
   * @default - the metric's
   */
  readonly periodSeconds?: number;

  /**
   * How many of the latest periods are looked at: N.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of them must be breaching: M.
   *
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;
}

/** What one severity may say otherwise than the alarm. */
export interface SeverityWindow extends AlarmWindow {
  /**
   * What a period without a value counts for.
   *
   * @default - the alarm's
   */
  readonly treatMissingData?: TreatMissingData;
}

/** An {@link AlarmWindow} with nothing left open. */
export interface Window {
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
}

/**
 * The window of one severity: what the severity says, then what the alarm says, then the metric.
 *
 * @throws {ConstructError} for a period that CloudWatch does not know, M of N that cannot be, and a window that looks back too far.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function windowOf(path: string, metric: Metric, alarm: AlarmWindow, severity: AlarmWindow): Window {
  const periodSeconds = severity.periodSeconds ?? alarm.periodSeconds ?? metric.periodSeconds;
  const evaluationPeriods = severity.evaluationPeriods ?? alarm.evaluationPeriods ?? alarmDefaults.evaluationPeriods;
  const datapointsToAlarm = severity.datapointsToAlarm ?? alarm.datapointsToAlarm ?? evaluationPeriods;
  checkPeriod(path, periodSeconds, metric);
  checkWindow(path, periodSeconds, evaluationPeriods, datapointsToAlarm);
  return { periodSeconds, evaluationPeriods, datapointsToAlarm };
}

function checkWindow(path: string, periodSeconds: number, evaluationPeriods: number, datapointsToAlarm: number): void {
  if (!isKnownNumber(evaluationPeriods) || !isKnownNumber(datapointsToAlarm)) return;
  const whole = Number.isInteger(evaluationPeriods) && Number.isInteger(datapointsToAlarm);
  if (!whole || datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods)
    throw badDatapoints(path, datapointsToAlarm, evaluationPeriods);
  if (!isKnownNumber(periodSeconds)) return;
  const limit = periodSeconds < 3600 ? 86_400 : 604_800;
  if (periodSeconds * evaluationPeriods > limit) throw windowTooLong(path, periodSeconds, evaluationPeriods, limit);
}
