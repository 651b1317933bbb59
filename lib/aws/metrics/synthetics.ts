import { metricsOf } from "./resource-metric";

export const syntheticsMetrics = metricsOf({
  namespace: "CloudWatchSynthetics",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html",
  metrics: {
    "synthetics.success": {
      metricName: "SuccessPercent",
      statistic: "Average",
      dimensions: ["CanaryName"],
      description: "Share of the canary's runs that found no failure.",
    },
    "synthetics.failed": {
      metricName: "Failed",
      statistic: "Sum",
      dimensions: ["CanaryName"],
      description: "Runs of the canary that could not be carried out.",
    },
    "synthetics.duration": {
      metricName: "Duration",
      statistic: "Average",
      dimensions: ["CanaryName"],
      description: "Time that a run of the canary takes.",
    },
    "synthetics.4xx": {
      metricName: "4xx",
      statistic: "Sum",
      dimensions: ["CanaryName"],
      description: "Requests of the canary answered with a status of 400 to 499.",
    },
    "synthetics.5xx": {
      metricName: "5xx",
      statistic: "Sum",
      dimensions: ["CanaryName"],
      description: "Requests of the canary answered with a status of 500 and above.",
    },
  },
});
