import type { ResourceSet } from "../set";

/** Alarms on a cluster of Redshift. */
export const redshift = {
  kind: "resource",
  of: "a cluster of Amazon Redshift",
  dimensions: { ClusterIdentifier: "the cluster's identifier" },
  terraform: [{ type: "aws_redshift_cluster", dimensions: { ClusterIdentifier: { attribute: "cluster_identifier" } } }],
  alarms: {
    unhealthy: {
      summary: "{resource} does not answer a simple query.",
      impact: "Queries fail.",
      reason:
        "The cluster asks itself every minute. Maintenance makes it unhealthy for a while, so it has to last for a quarter of an hour.",
      source: "https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html",
      watches: { kind: "value", metric: "redshift.health" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { critical: { below: 1 } },
    },
    disk: {
      summary: "{resource} runs out of disk.",
      impact: "Queries that need space for what they compute are aborted, and loads fail.",
      reason:
        "AWS names no number for it. At 80 percent there is time to add nodes, and at 90 queries with large intermediate results already fail.",
      source: "https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html",
      watches: { kind: "value", metric: "redshift.disk_used" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { above: 80 }, critical: { above: 90 } },
    },
    cpu: {
      summary: "{resource} has no CPU to spare.",
      impact: "Queries wait for each other.",
      reason: "Queries use all there is, for minutes; an hour above 90 percent is more than that. AWS names no number.",
      source: "https://docs.aws.amazon.com/redshift/latest/mgmt/metrics-listing.html",
      watches: { kind: "value", metric: "redshift.cpu" },
      period: "15m",
      periods: 4,
      missingData: "missing",
      severities: { warning: { above: 90 } },
    },
  },
} as const satisfies ResourceSet;
