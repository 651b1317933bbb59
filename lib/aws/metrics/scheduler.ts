import { metricsOf } from "./resource-metric";

export const schedulerMetrics = metricsOf({
  namespace: "AWS/Scheduler",
  source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/monitoring-cloudwatch.html",
  metrics: {
    "scheduler.attempts": {
      metricName: "InvocationAttemptCount",
      statistic: "Sum",
      dimensions: ["ScheduleGroup"],
      description: "Attempts to invoke a target for a schedule of the group.",
    },
    "scheduler.target_errors": {
      metricName: "TargetErrorCount",
      statistic: "Sum",
      dimensions: ["ScheduleGroup"],
      description: "Attempts that the target refused with an error.",
    },
    "scheduler.target_throttles": {
      metricName: "TargetErrorThrottledCount",
      statistic: "Sum",
      dimensions: ["ScheduleGroup"],
      description: "Attempts that the target throttled.",
    },
    "scheduler.throttles": {
      metricName: "InvocationThrottleCount",
      statistic: "Sum",
      dimensions: ["ScheduleGroup"],
      description: "Attempts that EventBridge Scheduler throttled because of the account's quota.",
    },
    "scheduler.dropped": {
      metricName: "InvocationDroppedCount",
      statistic: "Sum",
      dimensions: ["ScheduleGroup"],
      description: "Invocations given up after all retries.",
    },
    "scheduler.sent_to_dlq": {
      metricName: "InvocationsSentToDeadLetterCount",
      statistic: "Sum",
      dimensions: ["ScheduleGroup"],
      description: "Invocations that went to the schedule's dead-letter queue.",
    },
    "scheduler.failed_to_send_to_dlq": {
      metricName: "InvocationsFailedToBeSentToDeadLetterCount",
      statistic: "Sum",
      dimensions: ["ScheduleGroup"],
      description: "Invocations that could not even go to the dead-letter queue, and are lost.",
    },
  },
});
