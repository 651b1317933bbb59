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
  },
});
