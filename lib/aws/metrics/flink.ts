import { metricsOf } from "./resource-metric";

/** Managed Service for Apache Flink, once Kinesis Data Analytics. */
export const flinkMetrics = metricsOf({
  namespace: "AWS/KinesisAnalytics",
  source: "https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html",
  metrics: {
    "flink.downtime": {
      metricName: "downtime",
      statistic: "Average",
      dimensions: ["Application"],
      description: "How long a failing application has been down. Not for one that is not recovering.",
    },
    "flink.restarts": {
      metricName: "fullRestarts",
      statistic: "Maximum",
      dimensions: ["Application"],
      description: "Restarts since the application was submitted.",
    },
    "flink.failed_checkpoints": {
      metricName: "numberOfFailedCheckpoints",
      statistic: "Maximum",
      dimensions: ["Application"],
      description: "Failed checkpoints since the application was submitted.",
    },
    "flink.checkpoint_duration": {
      metricName: "lastCheckpointDuration",
      statistic: "Maximum",
      dimensions: ["Application"],
      description: "Time that the last checkpoint took.",
    },
    "flink.cpu": {
      metricName: "cpuUtilization",
      statistic: "Maximum",
      dimensions: ["Application"],
      description: "CPU that the application's task managers use.",
    },
    "flink.heap": {
      metricName: "heapMemoryUtilization",
      statistic: "Maximum",
      dimensions: ["Application"],
      description: "Heap that the application's task managers use.",
    },
  },
});
