import { metricsOf } from "./resource-metric";

export const sqsMetrics = metricsOf({
  namespace: "AWS/SQS",
  source:
    "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html",
  metrics: {
    "sqs.visible_messages": {
      metricName: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      dimensions: ["QueueName"],
      description: "Messages waiting in the queue; for a dead-letter queue, messages given up.",
    },
    "sqs.age_of_oldest_message": {
      metricName: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      dimensions: ["QueueName"],
      description: "Age of the oldest message that nobody has deleted: how far consumers are behind.",
    },
    "sqs.in_flight": {
      metricName: "ApproximateNumberOfMessagesNotVisible",
      statistic: "Maximum",
      dimensions: ["QueueName"],
      description: "Messages that a consumer has received and neither deleted nor given back.",
    },
    "sqs.delayed": {
      metricName: "ApproximateNumberOfMessagesDelayed",
      statistic: "Maximum",
      dimensions: ["QueueName"],
      description: "Messages that cannot be received yet, because the queue or the message has a delay.",
    },
    "sqs.sent": {
      metricName: "NumberOfMessagesSent",
      statistic: "Sum",
      dimensions: ["QueueName"],
      description: "Messages added to the queue. Messages that SQS moves to a dead-letter queue are not counted.",
    },
    "sqs.received": {
      metricName: "NumberOfMessagesReceived",
      statistic: "Sum",
      dimensions: ["QueueName"],
      description: "Messages that consumers received.",
    },
    "sqs.deleted": {
      metricName: "NumberOfMessagesDeleted",
      statistic: "Sum",
      dimensions: ["QueueName"],
      description: "Messages deleted, as a rule because they are done.",
    },
    "sqs.empty_receives": {
      metricName: "NumberOfEmptyReceives",
      statistic: "Sum",
      dimensions: ["QueueName"],
      description: "Calls of ReceiveMessage that returned no message.",
    },
    "sqs.deduplicated": {
      metricName: "NumberOfDeduplicatedSentMessages",
      statistic: "Sum",
      dimensions: ["QueueName"],
      description: "Messages sent that were dropped as duplicates. Only for FIFO queues.",
    },
    "sqs.in_flight_groups": {
      metricName: "ApproximateNumberOfGroupsWithInflightMessages",
      statistic: "Maximum",
      dimensions: ["QueueName"],
      description:
        "Message groups with a message in flight, which block the rest of their group. Only for FIFO queues.",
    },
  },
});
