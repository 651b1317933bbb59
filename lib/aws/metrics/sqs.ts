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
  },
});
