import { metricsOf } from "./resource-metric";

export const snsMetrics = metricsOf({
  namespace: "AWS/SNS",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html",
  metrics: {
    "sns.published": {
      metricName: "NumberOfMessagesPublished",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages published to the topic.",
    },
    "sns.delivered": {
      metricName: "NumberOfNotificationsDelivered",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages delivered to a subscriber.",
    },
    "sns.failed_notifications": {
      metricName: "NumberOfNotificationsFailed",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages that could not be delivered to a subscriber; for HTTP and HTTPS, every failed attempt.",
    },
    "sns.filtered_out": {
      metricName: "NumberOfNotificationsFilteredOut",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages that a subscription's filter policy rejected.",
    },
    "sns.filtered_out_invalid_attributes": {
      metricName: "NumberOfNotificationsFilteredOut-InvalidAttributes",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages that a filter policy rejected because their attributes are malformed.",
    },
    "sns.filtered_out_invalid_body": {
      metricName: "NumberOfNotificationsFilteredOut-InvalidMessageBody",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description:
        "Messages that a filter policy rejected because their body cannot be filtered, for example broken JSON.",
    },
    "sns.redriven_to_dlq": {
      metricName: "NumberOfNotificationsRedrivenToDlq",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages moved to a subscription's dead-letter queue.",
    },
    "sns.failed_to_redrive": {
      metricName: "NumberOfNotificationsFailedToRedriveToDlq",
      statistic: "Sum",
      dimensions: ["TopicName"],
      description: "Messages that could not even be moved to the dead-letter queue, and are lost.",
    },
  },
});
