import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

/** Alarms on a cluster of Memcached. */
export const memcached = {
  kind: "resource",
  of: "a cluster of ElastiCache with Memcached",
  dimensions: { CacheClusterId: "the cluster's id" },
  terraform: [
    {
      type: "aws_elasticache_cluster",
      where: { engine: ["memcached"] },
      dimensions: { CacheClusterId: { attribute: "cluster_id" } },
    },
  ],
  alarms: {
    cpu: {
      summary: "{resource} has no CPU to spare.",
      impact: "Commands queue, and callers wait.",
      reason: "Memcached uses all cores. AWS recommends 90 percent of what there is.",
      source: awsRecommends("ElastiCache"),
      watches: { kind: "value", metric: "elasticache.cpu" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 90 } },
    },
    connections: {
      summary: "A node of {resource} accepts hardly any more connections.",
      impact: "Beyond 65,000 it refuses connections, and what needs one fails.",
      reason:
        "A node takes 65,000 connections, whatever its type. At 80 percent, clients that do not close theirs are mostly the reason.",
      source: awsRecommends("ElastiCache"),
      watches: { kind: "value", metric: "elasticache.connections" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { above: 52_000 } },
    },
  },
} as const satisfies ResourceSet;
