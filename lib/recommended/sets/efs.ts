import type { RecommendedAlarm, ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const dimensions = { FileSystemId: "the file system's id" } as const;

const shared = {
  io_limit: {
    summary: "{resource} does nearly as many operations as it may.",
    impact: "Everything that uses its files waits.",
    reason:
      "AWS recommends about 100 percent, or less. Only performance mode General Purpose has the limit; in the other mode the alarm stays quiet.",
    source: awsRecommends("EFS"),
    watches: { kind: "value", metric: "efs.io_limit" },
    period: "5m",
    periods: 3,
    missingData: "notBreaching",
    severities: { warning: { above: 95 } },
  },
} as const satisfies Readonly<Record<string, RecommendedAlarm>>;

/** Alarms on a file system of EFS whose throughput bursts. */
export const efs = {
  kind: "resource",
  of: "a file system of Amazon EFS in throughput mode Bursting",
  dimensions,
  terraform: [
    {
      type: "aws_efs_file_system",
      where: { throughput_mode: ["bursting", null] },
      dimensions: { FileSystemId: { attribute: "id" } },
    },
  ],
  alarms: {
    ...shared,
    burst_credits: {
      summary: "{resource} has nearly used up its burst credits.",
      impact: "Without credits it falls back to 50 KiB a second for each GiB that it holds.",
      reason:
        "AWS recommends zero, when it is too late. What a file system burns in an hour of 100 MiB a second is left when this fires: time to change the throughput mode.",
      source: awsRecommends("EFS"),
      watches: { kind: "value", metric: "efs.burst_credits" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { below: 377_487_360_000 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a file system of EFS whose throughput is elastic or provisioned. */
export const efsElastic = {
  kind: "resource",
  of: "a file system of Amazon EFS in throughput mode Elastic or Provisioned",
  dimensions,
  terraform: [
    {
      type: "aws_efs_file_system",
      where: { throughput_mode: ["elastic", "provisioned"] },
      dimensions: { FileSystemId: { attribute: "id" } },
    },
  ],
  alarms: {
    ...shared,
    throughput: {
      summary: "{resource} moves nearly as many bytes as it may.",
      impact: "Reads and writes wait.",
      reason:
        "AWS's own formula for the throughput in use. At 80 percent for a quarter of an hour it is not a peak. AWS names no number.",
      source: "https://docs.aws.amazon.com/efs/latest/ug/monitoring-metric-math.html",
      watches: {
        kind: "math",
        expression: "100 * metered / PERIOD(metered) / permitted",
        series: { metered: { metric: "efs.metered_io" }, permitted: { metric: "efs.permitted_throughput" } },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 80 } },
    },
  },
} as const satisfies ResourceSet;
