import { type TreatMissingData, windowFaults } from "../../aws";
import { alarmDefaults } from "../../contract";
import { refusedWindow } from "../limit-errors";
import type { Metric } from "./metric";
import { isKnownNumber } from "./tokens";

/** Which periods an alarm evaluates: it fires if M of the last N are breaching. Each severity may have its own window. */
export interface AlarmWindow {
  /**
   * Length of a period in seconds: 10, 20, 30 or a multiple of 60.
   *
   * @default - the metric's period
   */
  readonly periodSeconds?: number;

  /**
   * Number of the most recent periods that are evaluated: N.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;

  /**
   * Number of those periods that must be breaching: M.
   *
   * @default - all of them
   */
  readonly datapointsToAlarm?: number;
}

/** What one severity may set differently from its alarm. */
export interface SeverityWindow extends AlarmWindow {
  /**
   * How a period without a value is treated.
   *
   * @default - as the alarm says
   */
  readonly treatMissingData?: TreatMissingData;
}

/** An {@link AlarmWindow} with every default filled in. */
export interface Window {
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
}

/**
 * The window of one severity: from the severity, else from the alarm, else from the metric.
 *
 * @throws {ConstructError} for a window that PutMetricAlarm refuses
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function windowOf(path: string, metric: Metric, alarm: AlarmWindow, severity: AlarmWindow): Window {
  const periodSeconds = severity.periodSeconds ?? alarm.periodSeconds ?? metric.periodSeconds;
  const evaluationPeriods = severity.evaluationPeriods ?? alarm.evaluationPeriods ?? alarmDefaults.evaluationPeriods;
  const datapointsToAlarm = severity.datapointsToAlarm ?? alarm.datapointsToAlarm ?? evaluationPeriods;
  const window = { periodSeconds, evaluationPeriods, datapointsToAlarm };
  const [fault] = windowFaults({
    period: known(periodSeconds),
    periods: known(evaluationPeriods),
    datapoints: known(datapointsToAlarm),
    highResolution: metric.resolutionSeconds === 1,
  });
  if (fault !== undefined) throw refusedWindow(path, fault, { ...window, metricName: metric.metricName });
  return window;
}

// NaN: not known yet, so not judged.
function known(value: number): number {
  return isKnownNumber(value) ? value : NaN;
}
