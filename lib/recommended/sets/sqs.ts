import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("SQS");

/** Alarms on a queue whose messages somebody consumes. */
export const sqs = {
  kind: "resource",
  of: "a queue of Amazon SQS",
  dimensions: { QueueName: "the queue's name" },
  terraform: [
    {
      type: "aws_sqs_queue",
      dimensions: { QueueName: { attribute: "name" } },
      settings: { retention: { argument: "message_retention_seconds", default: 345_600 } },
    },
  ],
  settings: {
    age: { description: "How long a message may wait, in seconds.", default: 900 },
    retention: { description: "How long the queue keeps messages, in seconds.", default: 345600 },
  },
  alarms: {
    age: {
      summary: "Messages in {resource} wait too long.",
      impact: "What they ask for is done late, or lost when the queue's retention ends.",
      reason:
        "The age of the oldest message says how far consumers are behind, whatever the number of messages. AWS recommends the alarm and leaves the number to you: 15 minutes suit work that nobody waits for at a screen.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "sqs.age_of_oldest_message" },
      period: "5m",
      periods: 2,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "age" } } },
    },
    expiry: {
      summary: "Messages in {resource} are about to expire.",
      impact: "SQS deletes them unread when the retention ends.",
      reason:
        "At three quarters of the retention (four days unless the queue says otherwise) there is still time to start consumers or to keep messages longer.",
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html",
      watches: { kind: "value", metric: "sqs.age_of_oldest_message" },
      period: "5m",
      periods: 2,
      missingData: "notBreaching",
      severities: { critical: { above: { setting: "retention", times: 0.75 } } },
    },
    in_flight: {
      summary: "{resource} nearly has as many messages in flight as a queue can have.",
      impact: "At the limit consumers get no more messages, although there are some.",
      reason:
        "A queue, FIFO or not, can have about 120,000 messages in flight. So many are received and not deleted only where consumers forget to delete or the visibility timeout is too long.",
      source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html",
      watches: { kind: "value", metric: "sqs.in_flight" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 100000 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a dead-letter queue. */
export const sqsDeadLetter = {
  kind: "resource",
  of: "a dead-letter queue of Amazon SQS",
  byChoice: "A queue does not say that others redrive to it.",
  dimensions: { QueueName: "the queue's name" },
  terraform: [{ type: "aws_sqs_queue", dimensions: { QueueName: { attribute: "name" } } }],
  alarms: {
    messages: {
      summary: "{resource} has messages that nobody could process.",
      impact: "What they ask for is not done until somebody looks at them.",
      reason:
        "A message gets here only after it has failed as often as the source queue allows. Nothing reads it, so the alarm stays until somebody moves or deletes it.",
      source:
        "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/dead-letter-queues-alarms-cloudwatch.html",
      watches: { kind: "value", metric: "sqs.visible_messages" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
