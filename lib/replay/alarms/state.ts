/** State of an alarm, as CloudWatch names it. */
export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";
