import type { ResourceSet } from "../set";

/** Alarms on a web ACL of a Region. */
export const waf = {
  kind: "resource",
  of: "a web ACL of AWS WAF in a Region",
  dimensions: { Region: "the Region", WebACL: "the web ACL's metric name" },
  terraform: [
    {
      type: "aws_wafv2_web_acl",
      where: { scope: ["REGIONAL"] },
      dimensions: {
        Region: { attribute: "arn", part: "region" },
        WebACL: { attribute: "visibility_config.metric_name" },
      },
    },
  ],
  settings: { blocked: { description: "What share of requests may be blocked, in percent." } },
  alarms: {
    blocked: {
      summary: "{resource} blocks many requests.",
      impact: "There is an attack, or a rule blocks users.",
      reason: "How much is blocked in normal times depends on who asks, so it has to be given. At least 100 requests.",
      source: "https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html",
      watches: {
        kind: "math",
        expression:
          "IF(FILL(blocked, 0) + FILL(allowed, 0) >= 100, 100 * FILL(blocked, 0) / (FILL(blocked, 0) + FILL(allowed, 0)), 0)",
        series: {
          blocked: { metric: "waf.blocked", also: { Rule: "ALL" } },
          allowed: { metric: "waf.allowed", also: { Rule: "ALL" } },
        },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "blocked" } } },
    },
  },
} as const satisfies ResourceSet;
