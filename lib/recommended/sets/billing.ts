import type { ResourceSet } from "../set";

/** Alarms on what an account costs. They belong to us-east-1, where the metric is. */
export const billing = {
  kind: "resource",
  of: "the bill of an account",
  dimensions: { Currency: "the currency: USD" },
  note: "Needs billing alerts in the account's preferences. Deploy it to us-east-1, where the metric is.",
  terraform: [],
  settings: { budget: { description: "What a month may cost, in the currency." } },
  alarms: {
    charges: {
      summary: "The month costs more than planned.",
      impact: "Nobody is affected but whoever pays.",
      reason:
        "The estimate grows through the month and starts at zero with each, so it fires once it passes the budget. AWS updates it every few hours.",
      source:
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html",
      watches: { kind: "value", metric: "billing.charges" },
      period: "6h",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "budget", times: 0.8 } }, critical: { above: { setting: "budget" } } },
    },
  },
} as const satisfies ResourceSet;
