import type { ResourceSet } from "../set";

const recommended =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#SQS";

/** Alarms on a queue whose messages somebody consumes. */
export const sqs = {
  kind: "resource",
  of: "a queue of Amazon SQS",
  dimensions: { QueueName: "the queue's name" },
  terraform: [{ type: "aws_sqs_queue", dimensions: { QueueName: { attribute: "name" } } }],
  settings: { age: { description: "How long a message may wait, in seconds.", default: 900 } },
  alarms: {
    age: {
      summary: "Messages in {resource} wait too long.",
      impact: "What they ask for is done late, or lost when the queue's retention ends.",
      reason: "The age of the oldest message says how far consumers are behind, whatever the number of messages.",
      source: recommended,
      watches: { kind: "value", metric: "sqs.age_of_oldest_message" },
      period: "5m",
      periods: 2,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "age" } } },
    },
  },
} as const satisfies ResourceSet;
