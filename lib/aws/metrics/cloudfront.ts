import { metricsOf } from "./resource-metric";

export const cloudfrontMetrics = metricsOf({
  namespace: "AWS/CloudFront",
  source: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/viewing-cloudfront-metrics.html",
  metrics: {
    "cloudfront.requests": {
      metricName: "Requests",
      statistic: "Sum",
      dimensions: ["DistributionId", "Region"],
      description: "Requests of viewers. Only in us-east-1; Region is Global.",
    },
    "cloudfront.5xx_rate": {
      metricName: "5xxErrorRate",
      statistic: "Average",
      dimensions: ["DistributionId", "Region"],
      description:
        "Share of viewers' requests answered with a status of 500 and above. Only in us-east-1; Region is Global.",
    },
    "cloudfront.4xx_rate": {
      metricName: "4xxErrorRate",
      statistic: "Average",
      dimensions: ["DistributionId", "Region"],
      description:
        "Share of viewers' requests answered with a status of 400 to 499. Only in us-east-1; Region is Global.",
    },
    "cloudfront.error_rate": {
      metricName: "TotalErrorRate",
      statistic: "Average",
      dimensions: ["DistributionId", "Region"],
      description:
        "Share of viewers' requests answered with a status of 400 and above. Only in us-east-1; Region is Global.",
    },
    "cloudfront.bytes_downloaded": {
      metricName: "BytesDownloaded",
      statistic: "Sum",
      dimensions: ["DistributionId", "Region"],
      description: "Bytes that viewers downloaded. Only in us-east-1; Region is Global.",
    },
    "cloudfront.bytes_uploaded": {
      metricName: "BytesUploaded",
      statistic: "Sum",
      dimensions: ["DistributionId", "Region"],
      description: "Bytes that viewers uploaded. Only in us-east-1; Region is Global.",
    },
    "cloudfront.cache_hit_rate": {
      metricName: "CacheHitRate",
      statistic: "Average",
      dimensions: ["DistributionId", "Region"],
      description:
        "Share of requests that can be cached and were answered from the cache. Needs additional metrics on the distribution.",
    },
    "cloudfront.origin_latency": {
      metricName: "OriginLatency",
      statistic: "p90",
      dimensions: ["DistributionId", "Region"],
      description:
        "Time until CloudFront begins to answer a request that it takes to the origin. Needs additional metrics on the distribution.",
    },
  },
});
