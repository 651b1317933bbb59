import { metricsOf } from "./resource-metric";

export const eventbridgeMetrics = metricsOf({
  namespace: "AWS/Events",
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
  metrics: {
    "eventbridge.triggered": {
      metricName: "TriggeredRules",
      statistic: "Sum",
      dimensions: ["RuleName"],
      description: "Times that a rule of the default event bus ran because an event matched or its time had come.",
    },
    "eventbridge.invocations": {
      metricName: "Invocations",
      statistic: "Sum",
      dimensions: ["RuleName"],
      description:
        "Invocations of targets by a rule of the default event bus, failed ones included, retries not. Published only when there are any.",
    },
    "eventbridge.failed_invocations": {
      metricName: "FailedInvocations",
      statistic: "Sum",
      dimensions: ["RuleName"],
      description:
        "Invocations of targets by a rule of the default event bus that failed for good. Published only when there are any.",
    },
    "eventbridge.throttled": {
      metricName: "ThrottledRules",
      statistic: "Sum",
      dimensions: ["RuleName"],
      description: "Times that a rule of the default event bus was to run and was throttled.",
    },
    "eventbridge.sent_to_dlq": {
      metricName: "InvocationsSentToDlq",
      statistic: "Sum",
      dimensions: ["RuleName"],
      description:
        "Invocations by a rule of the default event bus that went to a dead-letter queue. Published only when there are any.",
    },
    "eventbridge.failed_to_send_to_dlq": {
      metricName: "InvocationsFailedToBeSentToDlq",
      statistic: "Sum",
      dimensions: ["RuleName"],
      description:
        "Invocations by a rule of the default event bus that could not even go to the dead-letter queue: the event is lost. Published only when there are any.",
    },
    "eventbridge.bus_triggered": {
      metricName: "TriggeredRules",
      statistic: "Sum",
      dimensions: ["EventBusName", "RuleName"],
      description: "Times that a rule of another event bus ran because an event matched or its time had come.",
    },
    "eventbridge.bus_invocations": {
      metricName: "Invocations",
      statistic: "Sum",
      dimensions: ["EventBusName", "RuleName"],
      description:
        "Invocations of targets by a rule of another event bus, failed ones included, retries not. Published only when there are any.",
    },
    "eventbridge.bus_failed_invocations": {
      metricName: "FailedInvocations",
      statistic: "Sum",
      dimensions: ["EventBusName", "RuleName"],
      description:
        "Invocations of targets by a rule of another event bus that failed for good. Published only when there are any.",
    },
    "eventbridge.bus_throttled": {
      metricName: "ThrottledRules",
      statistic: "Sum",
      dimensions: ["EventBusName", "RuleName"],
      description: "Times that a rule of another event bus was to run and was throttled.",
    },
    "eventbridge.bus_sent_to_dlq": {
      metricName: "InvocationsSentToDlq",
      statistic: "Sum",
      dimensions: ["EventBusName", "RuleName"],
      description:
        "Invocations by a rule of another event bus that went to a dead-letter queue. Published only when there are any.",
    },
    "eventbridge.bus_failed_to_send_to_dlq": {
      metricName: "InvocationsFailedToBeSentToDlq",
      statistic: "Sum",
      dimensions: ["EventBusName", "RuleName"],
      description:
        "Invocations by a rule of another event bus that could not even go to the dead-letter queue: the event is lost. Published only when there are any.",
    },
  },
});
