import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("SNS");

/** Alarms on a topic. */
export const sns = {
  kind: "resource",
  of: "a topic of Amazon SNS",
  dimensions: { TopicName: "the topic's name" },
  terraform: [{ type: "aws_sns_topic", dimensions: { TopicName: { attribute: "name" } } }],
  alarms: {
    failed: {
      summary: "Messages of {resource} cannot be delivered.",
      impact: "A subscriber does not get them.",
      reason:
        "AWS recommends the alarm and leaves the number to you. SNS retries by itself, so two periods out of three with a failure mean a broken subscriber: a wrong permission, an endpoint that is gone.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "sns.failed_notifications" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    dead_letters: {
      summary: "Messages of {resource} went to a dead-letter queue.",
      impact: "A subscriber does not get them until somebody moves them back.",
      reason: "AWS recommends 0: with a dead-letter queue, this is every message that a subscriber missed.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "sns.redriven_to_dlq" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    lost: {
      summary: "Messages of {resource} could not even go to the dead-letter queue.",
      impact: "The messages are lost.",
      reason: "AWS recommends 0. It is a wrong permission, or a queue that is gone, and never heals by itself.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "sns.failed_to_redrive" },
      period: "5m",
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
    invalid: {
      summary: "A filter policy rejects messages of {resource} because they are malformed.",
      impact: "A subscriber misses messages that it may want.",
      reason:
        "AWS recommends 0 for both reasons, attributes and body: the publisher sends something that no filter policy can read.",
      source: recommendedAlarms,
      watches: {
        kind: "math",
        expression: "FILL(attributes, 0) + FILL(body, 0)",
        series: {
          attributes: { metric: "sns.filtered_out_invalid_attributes" },
          body: { metric: "sns.filtered_out_invalid_body" },
        },
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
