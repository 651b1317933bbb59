import type { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { isInRange, ranges } from "../../aws";
import { badValue } from "../errors";
import { secondsIn } from "./duration";

/** How long a new alarm waits before it may fire. */
export interface WarmUp {
  /**
   * How long the alarm stays in INSUFFICIENT_DATA, without actions, after it is created: whole minutes, at most two days. Needs the AWS
   * provider 6.64.0 or later.
   *
   * @default - the alarm is evaluated at once; with missing data that is breaching, it may fire then
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-warm-up.html
   */
  readonly warmUp?: string;
}

/**
 * Adds the block, which the bindings lack, to an alarm.
 *
 * @param whole whether the alarm waits for all of the time; otherwise it ends earlier, once there is a datapoint for each period
 * @throws {ConstructError} for a time that is not whole minutes, or longer than two days
 */
export function addWarmUp(path: string, alarm: CloudwatchMetricAlarm, warmUp: string, whole: boolean): void {
  const minutes = secondsIn(path, "warmUp", warmUp) / 60;
  const { least, most } = ranges.warmUp;
  if (!Number.isInteger(minutes) || !isInRange("warmUp", minutes))
    throw badValue(path, "warmUp", warmUp, `Use whole minutes, from ${least} to ${most}.`);
  alarm.addOverride("warm_up_configuration", [
    {
      warm_up_period_duration_in_minutes: minutes,
      ...(whole ? { only_start_evaluating_after_warm_up_period_ends: true } : {}),
    },
  ]);
}
