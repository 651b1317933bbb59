import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const source = awsRecommends("CloudFront");

/** Alarms on a distribution of CloudFront. They belong to us-east-1, where its metrics are. */
export const cloudfront = {
  kind: "resource",
  of: "a distribution of Amazon CloudFront",
  dimensions: { Region: "always Global", DistributionId: "the distribution's id" },
  note: "Deploy it to us-east-1, where the metrics of CloudFront are.",
  terraform: [
    {
      type: "aws_cloudfront_distribution",
      dimensions: { Region: { text: "Global" }, DistributionId: { attribute: "id" } },
      settings: { origin_timeout: { argument: "origin.custom_origin_config.origin_read_timeout", default: 30 } },
    },
  ],
  settings: {
    origin_timeout: { description: "How long CloudFront waits for the origin to answer, in seconds.", default: 30 },
  },
  alarms: {
    server_errors: {
      summary: "Viewers of {resource} get errors.",
      impact: "Pages or calls fail for a share of all viewers.",
      reason:
        "A status of 500 and above comes from the origin, or from CloudFront that cannot reach it. AWS recommends an alarm and leaves the number open; 5 percent is what it recommends for S3 and API Gateway. At least 100 requests, so that a few at night wake nobody.",
      source,
      watches: {
        kind: "math",
        expression: "IF(requests >= 100, rate, 0)",
        series: { rate: { metric: "cloudfront.5xx_rate" }, requests: { metric: "cloudfront.requests" } },
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 5 }, critical: { above: 25 } },
    },
    origin_latency: {
      summary: "The origin of {resource} nearly takes too long to answer.",
      impact: "Viewers wait, and soon get a status of 504.",
      reason:
        "AWS recommends 80 percent of the time after which CloudFront gives up. Needs additional metrics on the distribution; without, the alarm stays quiet.",
      source,
      watches: { kind: "value", metric: "cloudfront.origin_latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "origin_timeout", times: 800 } } },
    },
  },
} as const satisfies ResourceSet;
