import type { ResourceSet } from "../set";

const source =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_metrics.html";

/** Alarms on a canary of CloudWatch Synthetics. */
export const synthetics = {
  kind: "resource",
  of: "a canary of CloudWatch Synthetics",
  dimensions: { CanaryName: "the canary's name" },
  terraform: [
    {
      type: "aws_synthetics_canary",
      dimensions: { CanaryName: { attribute: "name" } },
      settings: { timeout: { argument: "run_config.timeout_in_seconds" } },
    },
  ],
  settings: { timeout: { description: "How long a run of the canary may take, in seconds." } },
  alarms: {
    failures: {
      summary: "{resource} finds that what it tries does not work.",
      impact: "What it tries, users try too.",
      reason:
        "A canary is a user who does the same again and again. Two of three runs, because one may fail for reasons of its own; runs that are far apart count as they come.",
      source,
      watches: { kind: "value", metric: "synthetics.success" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "missing",
      severities: { critical: { below: 90 } },
    },
    duration: {
      summary: "Runs of {resource} nearly take too long.",
      impact: "What it tries is slow for users, too; a little more and its runs are cut off.",
      reason:
        "Above 90 percent of its time limit a run is about to fail. It follows from the limit, which each canary has.",
      source,
      watches: { kind: "value", metric: "synthetics.duration", statistic: "Maximum" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "missing",
      severities: { warning: { above: { setting: "timeout", times: 900 } } },
    },
  },
} as const satisfies ResourceSet;
