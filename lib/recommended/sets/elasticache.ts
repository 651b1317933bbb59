import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const source = awsRecommends("ElastiCache");
const metrics = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html";

/** Alarms on a node of Redis or Valkey. */
export const elasticache = {
  kind: "resource",
  of: "a node of ElastiCache with Redis or Valkey",
  dimensions: { CacheClusterId: "the cluster's id; for a member of a replication group, the member's: sessions-001" },
  note: "One set for each member of a replication group: their ids end with -001, -002 and so on, and Terraform knows them once they are there.",
  terraform: [
    {
      type: "aws_elasticache_cluster",
      where: { engine: ["redis", "valkey", null] },
      dimensions: { CacheClusterId: { attribute: "cluster_id" } },
    },
  ],
  settings: {
    memory: {
      description: "How much of its memory the node may use, in percent. A cache that may evict fills it on purpose.",
      default: 90,
    },
    replica_lag: { description: "How far a replica may be behind its primary, in seconds.", default: 30 },
  },
  alarms: {
    engine_cpu: {
      summary: "{resource} has no CPU to spare.",
      impact: "Commands queue, and callers wait.",
      reason: "Redis and Valkey run commands on one thread. AWS recommends 90 percent of it.",
      source,
      watches: { kind: "value", metric: "elasticache.engine_cpu" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 90 } },
    },
    memory: {
      summary: "{resource} has hardly any memory left.",
      impact: "Writes fail, or items are dropped before their time.",
      reason:
        "AWS recommends the alarm and leaves the number to the application. Where items without an expiry are kept, a full node refuses writes: 90 percent leaves time to scale. Leave it out for a cache that evicts whatever it holds.",
      source,
      watches: { kind: "value", metric: "elasticache.memory" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: { setting: "memory" } } },
    },
    connections: {
      summary: "{resource} accepts hardly any more connections.",
      impact: "Beyond 65,000 it refuses connections, and what needs one fails.",
      reason:
        "A node takes 65,000 connections, whatever its type. At 80 percent, clients that do not close theirs are mostly the reason.",
      source,
      watches: { kind: "value", metric: "elasticache.connections" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { above: 52_000 } },
    },
    replica_lag: {
      summary: "{resource} is far behind its primary.",
      impact: "Who reads from it sees old data, and a failover to it loses writes.",
      reason:
        "AWS recommends the alarm and leaves the number to the application; replicas are mostly less than a second behind. Only replicas have the metric.",
      source,
      watches: { kind: "value", metric: "elasticache.replication_lag" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "replica_lag" } } },
    },
    bandwidth: {
      summary: "{resource} moves more bytes than its type may.",
      impact: "Packets are queued or dropped, so commands are slow for no reason that the engine shows.",
      reason: "None is normal, and nothing else shows it. Mostly single large items are the reason.",
      source: metrics,
      watches: {
        kind: "math",
        expression: "received + sent",
        series: {
          received: { metric: "elasticache.bandwidth_in_exceeded" },
          sent: { metric: "elasticache.bandwidth_out_exceeded" },
        },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
