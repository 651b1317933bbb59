import type { LineSet } from "../set";

const records = "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html";

/** Alarms on VPC flow logs. */
export const vpcFlow = {
  kind: "lines",
  of: "VPC flow logs, version 2",
  alarms: {
    rejected: {
      summary: "Most flows are rejected.",
      impact: "Something cannot reach what it needs, or somebody scans the network.",
      reason:
        "Interfaces with public addresses reject scans all day, so no number is right for all. That more than half of at least 200 flows are rejected means that traffic stopped getting through, or that a scan is the traffic.",
      source: records,
      watches: { kind: "rate", errors: { signal: "rejected" }, of: { signal: "flows" }, minimum: 200 },
      period: "10m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 50 } },
    },
    skipped: {
      summary: "Flow records are skipped.",
      impact: "What an investigation would need is not in the log.",
      reason: "AWS skips records for lack of capacity or an internal error, and only the log itself says so: SKIPDATA.",
      source: records,
      watches: { kind: "value", signal: "skipped" },
      period: "1h",
      missingData: "notBreaching",
      severities: { info: { above: 0 } },
    },
  },
} as const satisfies LineSet;
