/** The arguments of an alarm on errors, with actions for ALARM. */
export function errorAlarm(actions: readonly string[], name = "errors"): object {
  return {
    alarm_name: name,
    namespace: "shop",
    metric_name: "Errors",
    statistic: "Sum",
    period: 60,
    evaluation_periods: 1,
    comparison_operator: "GreaterThanThreshold",
    threshold: 1,
    alarm_actions: actions,
  };
}
