import { metricsOf } from "./resource-metric";

export const logsMetrics = metricsOf({
  namespace: "AWS/Logs",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html",
  metrics: {
    "logs.incoming_events": {
      metricName: "IncomingLogEvents",
      statistic: "Sum",
      dimensions: ["LogGroupName"],
      description: "Log events that arrived in the log group. Nothing is published while none arrives.",
    },
    "logs.incoming_bytes": {
      metricName: "IncomingBytes",
      statistic: "Sum",
      dimensions: ["LogGroupName"],
      description: "Bytes that arrived in the log group, before compression: ingestion is billed by them.",
    },
    "logs.emf_parsing_errors": {
      metricName: "EMFParsingErrors",
      statistic: "Sum",
      dimensions: ["LogGroupName"],
      description: "Log events in the embedded metric format that cannot be parsed: their metrics are lost.",
    },
    "logs.emf_validation_errors": {
      metricName: "EMFValidationErrors",
      statistic: "Sum",
      dimensions: ["LogGroupName"],
      description: "Log events in the embedded metric format that break its rules: their metrics are lost.",
    },
    "logs.forwarded_events": {
      metricName: "ForwardedLogEvents",
      statistic: "Sum",
      dimensions: ["LogGroupName", "DestinationType", "FilterName"],
      description: "Log events that a subscription filter passed on.",
    },
    "logs.delivery_errors": {
      metricName: "DeliveryErrors",
      statistic: "Sum",
      dimensions: ["LogGroupName", "DestinationType", "FilterName"],
      description: "Log events that the destination of a subscription filter refused.",
    },
    "logs.delivery_throttling": {
      metricName: "DeliveryThrottling",
      statistic: "Sum",
      dimensions: ["LogGroupName", "DestinationType", "FilterName"],
      description: "Log events whose delivery to the destination of a subscription filter was throttled.",
    },
  },
});
