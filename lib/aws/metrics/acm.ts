import { metricsOf } from "./resource-metric";

export const acmMetrics = metricsOf({
  namespace: "AWS/CertificateManager",
  source: "https://docs.aws.amazon.com/acm/latest/userguide/cloudwatch-metrics.html",
  metrics: {
    "acm.days_to_expiry": {
      metricName: "DaysToExpiry",
      statistic: "Minimum",
      dimensions: ["CertificateArn"],
      description: "Days until the certificate expires, twice a day. Nothing is published once it has expired.",
    },
  },
});
