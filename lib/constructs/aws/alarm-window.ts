import { type TreatMissingData, windowFaults } from "../../aws";
import { alarmDefaults } from "../../contract";
import { secondsIn } from "./duration";
import { refusedWindow } from "../limit-errors";
import type { Metric } from "./metric";
import { isKnownNumber } from "./tokens";
import type { WarmUp } from "./warm-up";

/** Which periods an alarm evaluates: it fires if M of the last N are breaching. Each severity may have its own window. */
export interface AlarmWindow extends WarmUp {
  /**
   * Length of a period: 10, 20 or 30 seconds, or whole minutes, `5m`.
   *
   * @default - the metric's period
   */
  readonly period?: string;

  /**
   * Number of the most recent periods that are evaluated: N.
   *
   * @default 1
   */
  readonly periods?: number;

  /**
   * Number of those periods that must be breaching: M.
   *
   * @default - all of them
   */
  readonly datapoints?: number;
}

/** What one severity may set differently from its alarm. */
export interface SeverityWindow extends AlarmWindow {
  /**
   * How a period without a value is treated.
   *
   * @default - as the alarm says
   */
  readonly missingData?: TreatMissingData;
}

/** An {@link AlarmWindow} with every default filled in, as CloudWatch takes it. */
export interface Window {
  readonly periodSeconds: number;
  readonly periods: number;
  readonly datapoints: number;
}

/**
 * The window of one severity: from the severity, else from the alarm, else from the metric.
 *
 * @throws {ConstructError} for a window that PutMetricAlarm refuses
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function windowOf(path: string, metric: Metric, alarm: AlarmWindow, severity: AlarmWindow): Window {
  const periodSeconds = secondsIn(path, "period", severity.period ?? alarm.period ?? metric.period);
  const periods = severity.periods ?? alarm.periods ?? alarmDefaults.periods;
  const datapoints = severity.datapoints ?? alarm.datapoints ?? periods;
  const window = { periodSeconds, periods, datapoints };
  const [fault] = windowFaults({
    period: periodSeconds,
    periods: known(periods),
    datapoints: known(datapoints),
    highResolution: metric.resolution === "1s",
  });
  if (fault !== undefined) throw refusedWindow(path, fault, { ...window, metric: metric.name });
  return window;
}

/** The warm-up of one severity: from the severity, else from the alarm. */
export function warmUpOf(alarm: WarmUp, severity: WarmUp): WarmUp {
  const warmUp = severity.warmUp ?? alarm.warmUp;
  return warmUp === undefined ? {} : { warmUp };
}

// NaN: not known yet, so not judged.
function known(value: number): number {
  return isKnownNumber(value) ? value : NaN;
}
