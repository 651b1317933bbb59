import type { ResourceSet } from "../set";

/** Alarms on a cluster of MemoryDB. */
export const memorydb = {
  kind: "resource",
  of: "a cluster of Amazon MemoryDB",
  dimensions: { ClusterName: "the cluster's name" },
  terraform: [{ type: "aws_memorydb_cluster", dimensions: { ClusterName: { attribute: "name" } } }],
  alarms: {
    engine_cpu: {
      summary: "A node of {resource} has no CPU to spare.",
      impact: "Commands queue, and callers wait.",
      reason: "The engine runs commands on one thread. AWS recommends 90 percent of it.",
      source: "https://docs.aws.amazon.com/memorydb/latest/devguide/metrics.whichshouldimonitor.html",
      watches: { kind: "value", metric: "memorydb.engine_cpu" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 90 } },
    },
    memory: {
      summary: "A node of {resource} has hardly any memory left.",
      impact: "A full node refuses writes.",
      reason:
        "AWS recommends the alarm. MemoryDB is a database and evicts nothing by default; 80 percent leaves time to add shards, and at 95 writes are about to fail.",
      source: "https://docs.aws.amazon.com/memorydb/latest/devguide/metrics.whichshouldimonitor.html",
      watches: { kind: "value", metric: "memorydb.memory" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 80 }, critical: { above: 95 } },
    },
    connections: {
      summary: "A node of {resource} accepts hardly any more connections.",
      impact: "Beyond 65,000 it refuses connections, and what needs one fails.",
      reason:
        "A node takes 65,000 connections, whatever its type. At 80 percent, clients that do not close theirs are mostly the reason.",
      source: "https://docs.aws.amazon.com/memorydb/latest/devguide/metrics.whichshouldimonitor.html",
      watches: { kind: "value", metric: "memorydb.connections" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { above: 52000 } },
    },
  },
} as const satisfies ResourceSet;
