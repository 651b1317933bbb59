import { metricsOf } from "./resource-metric";

export const billingMetrics = metricsOf({
  namespace: "AWS/Billing",
  source:
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html",
  metrics: {
    "billing.charges": {
      metricName: "EstimatedCharges",
      statistic: "Maximum",
      dimensions: ["Currency"],
      description:
        "What the month costs so far; it starts at zero each month. Only in us-east-1. Needs billing alerts in the account's preferences.",
    },
  },
});
