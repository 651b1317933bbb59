import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

/** Alarms on a health check of Route 53. They belong to us-east-1, where its metrics are. */
export const route53 = {
  kind: "resource",
  of: "a health check of Amazon Route 53",
  dimensions: { HealthCheckId: "the health check's id" },
  note: "Deploy it to us-east-1, where the metrics of Route 53 are.",
  terraform: [{ type: "aws_route53_health_check", dimensions: { HealthCheckId: { attribute: "id" } } }],
  alarms: {
    unhealthy: {
      summary: "{resource} finds its endpoint unhealthy.",
      impact: "What is behind the endpoint does not answer, or DNS already leads elsewhere.",
      reason: "AWS recommends it, for three minutes in a row; the health check itself has asked several times before.",
      source: awsRecommends("Route53"),
      watches: { kind: "value", metric: "route53.health_check" },
      period: "1m",
      periods: 3,
      missingData: "breaching",
      severities: { critical: { below: 1 } },
    },
  },
} as const satisfies ResourceSet;
