import { metricsOf } from "./resource-metric";

export const route53Metrics = metricsOf({
  namespace: "AWS/Route53",
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html",
  metrics: {
    "route53.health_check": {
      metricName: "HealthCheckStatus",
      statistic: "Minimum",
      dimensions: ["HealthCheckId"],
      description: "1 while the health check finds the endpoint healthy, 0 while it does not. Only in us-east-1.",
    },
    "route53.healthy_checkers": {
      metricName: "HealthCheckPercentageHealthy",
      statistic: "Average",
      dimensions: ["HealthCheckId"],
      description: "Share of checkers that find the endpoint healthy. Only in us-east-1.",
    },
  },
});
