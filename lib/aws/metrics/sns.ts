import { metricsOf } from "./resource-metric";

export const snsMetrics = metricsOf({
  namespace: "AWS/SNS",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html",
  metrics: {
    "sns.failed_notifications": {
      metricName: "NumberOfNotificationsFailed",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages that could not be delivered to a subscriber after all retries.",
    },
  },
});
