/** What CloudWatch accepts and calls things: limits, units, schedules, the catalogue of metrics. */
export { type AlarmState, alarmStates } from "./alarm-state";
export { type AlarmText, alarmDescription, alarmTextBody, longestAlarmDescription } from "./alarm-text";
export { type Cron, readCron } from "./cron";
export { readDuration } from "./duration";
export { retentionDays, statisticShape } from "./limits";
export { allowsFrom, muteRulesSince } from "./provider-version";
export { type ResourceMetric, type ResourceMetricKey, resourceMetrics } from "./resource-metrics";
export { MuteRuleError } from "./schedule-errors";
export { type LocalTime, type TimeZone, timeZone } from "./time-zone";
export { type StandardUnit, standardUnits } from "./units";
