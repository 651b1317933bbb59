/**
 * State of an alarm, by CloudWatch's name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html
 */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

/** Every state of an alarm. */
export const alarmStates: readonly AlarmState[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];
