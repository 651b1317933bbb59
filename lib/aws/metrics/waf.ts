import { metricsOf } from "./resource-metric";

/** Web ACLs of a Region; those of CloudFront have no dimension Region. */
export const wafMetrics = metricsOf({
  namespace: "AWS/WAFV2",
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html",
  metrics: {
    "waf.blocked": {
      metricName: "BlockedRequests",
      statistic: "Sum",
      dimensions: ["WebACL", "Rule", "Region"],
      description: "Requests that the web ACL blocked; Rule ALL. Published only when there are any.",
    },
    "waf.allowed": {
      metricName: "AllowedRequests",
      statistic: "Sum",
      dimensions: ["WebACL", "Rule", "Region"],
      description: "Requests that the web ACL let through; Rule ALL. Published only when there are any.",
    },
    "waf.counted": {
      metricName: "CountedRequests",
      statistic: "Sum",
      dimensions: ["WebACL", "Rule", "Region"],
      description: "Requests that a rule counted; Rule ALL. Published only when there are any.",
    },
  },
});
