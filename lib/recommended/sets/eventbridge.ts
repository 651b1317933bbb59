import type { ResourceSet } from "../set";

/** Alarms on a rule on the default event bus. */
export const eventbridge = {
  kind: "resource",
  of: "a rule of EventBridge on the default event bus",
  dimensions: { RuleName: "the rule's name" },
  terraform: [
    {
      type: "aws_cloudwatch_event_rule",
      where: { event_bus_name: [null, "default"] },
      dimensions: { RuleName: { attribute: "name" } },
    },
  ],
  alarms: {
    failed: {
      summary: "{resource} cannot invoke a target.",
      impact: "What the event should start does not happen; without a dead-letter queue the event is lost.",
      reason:
        "EventBridge counts an invocation here when it has given up: a wrong permission, a target that is gone, or a day of retries. It counts none otherwise.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
      watches: { kind: "value", metric: "eventbridge.failed_invocations" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    dead_letters: {
      summary: "Events of {resource} went to a dead-letter queue.",
      impact: "What they should start does not happen until somebody moves them back.",
      reason: "With a dead-letter queue, this is every event that a target missed.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
      watches: { kind: "value", metric: "eventbridge.sent_to_dlq" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    lost: {
      summary: "Events of {resource} could not even go to the dead-letter queue.",
      impact: "The events are lost.",
      reason:
        "It is a wrong permission, a queue that is gone or an event that is too large, and never heals by itself.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
      watches: { kind: "value", metric: "eventbridge.failed_to_send_to_dlq" },
      period: "5m",
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
    throttled: {
      summary: "{resource} is throttled.",
      impact: "Targets are invoked late.",
      reason:
        "The quota of invocations is shared by all rules of the account in the Region. A short burst is absorbed; two periods out of three are not.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
      watches: { kind: "value", metric: "eventbridge.throttled" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a rule on an event bus of your own or of a partner. */
export const eventbridgeBus = {
  kind: "resource",
  of: "a rule of EventBridge on another event bus",
  dimensions: { EventBusName: "the event bus's name", RuleName: "the rule's name" },
  terraform: [
    {
      type: "aws_cloudwatch_event_rule",
      unless: { event_bus_name: [null, "default"] },
      dimensions: {
        EventBusName: { attribute: "event_bus_name", part: "after-last-slash" },
        RuleName: { attribute: "name" },
      },
    },
  ],
  alarms: {
    failed: {
      summary: "{resource} cannot invoke a target.",
      impact: "What the event should start does not happen; without a dead-letter queue the event is lost.",
      reason:
        "EventBridge counts an invocation here when it has given up: a wrong permission, a target that is gone, or a day of retries. It counts none otherwise.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
      watches: { kind: "value", metric: "eventbridge.bus_failed_invocations" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    dead_letters: {
      summary: "Events of {resource} went to a dead-letter queue.",
      impact: "What they should start does not happen until somebody moves them back.",
      reason: "With a dead-letter queue, this is every event that a target missed.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
      watches: { kind: "value", metric: "eventbridge.bus_sent_to_dlq" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    lost: {
      summary: "Events of {resource} could not even go to the dead-letter queue.",
      impact: "The events are lost.",
      reason:
        "It is a wrong permission, a queue that is gone or an event that is too large, and never heals by itself.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
      watches: { kind: "value", metric: "eventbridge.bus_failed_to_send_to_dlq" },
      period: "5m",
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
    throttled: {
      summary: "{resource} is throttled.",
      impact: "Targets are invoked late.",
      reason:
        "The quota of invocations is shared by all rules of the account in the Region. A short burst is absorbed; two periods out of three are not.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html",
      watches: { kind: "value", metric: "eventbridge.bus_throttled" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
