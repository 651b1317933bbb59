import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const metrics = "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html";
const writer = { Role: "WRITER" };

/** Alarms on a cluster of Aurora; those on its instances are a set of their own. */
export const aurora = {
  kind: "resource",
  of: "a cluster of Amazon Aurora",
  dimensions: { DBClusterIdentifier: "the cluster's identifier" },
  terraform: [
    {
      type: "aws_rds_cluster",
      where: { engine: ["aurora-mysql", "aurora-postgresql"] },
      dimensions: { DBClusterIdentifier: { attribute: "cluster_identifier" } },
    },
  ],
  settings: {
    replica_lag: { description: "How far a replica may be behind the writer, in milliseconds.", default: 1000 },
    deadlocks: { description: "Deadlocks a second that applications cope with.", default: 0.1 },
  },
  alarms: {
    writer_down: {
      summary: "{resource} has no writer that runs.",
      impact: "Every write fails.",
      reason:
        "AWS recommends it: a failover takes less than a minute, so two minutes without a running writer are more than that. A cluster that is stopped on purpose fires, too.",
      source: awsRecommends("RDS"),
      watches: { kind: "value", metric: "aurora.uptime", also: writer },
      period: "1m",
      periods: 2,
      missingData: "breaching",
      severities: { critical: { atMost: 0 } },
    },
    replica_lag: {
      summary: "A replica of {resource} is far behind its writer.",
      impact: "Who reads from the replica sees old data.",
      reason:
        "Replicas of Aurora share the storage and are usually less than 100 milliseconds behind; ten times as much for ten minutes says that one does not keep up. A cluster without replicas has no such metric.",
      source: metrics,
      watches: { kind: "value", metric: "aurora.replica_lag" },
      period: "5m",
      periods: 2,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "replica_lag" } } },
    },
    deadlocks: {
      summary: "Transactions on {resource} block each other.",
      impact: "The database ends one of each two; applications have to repeat it or fail.",
      reason:
        "A deadlock now and then is normal and repeated. AWS names no number; one in ten seconds for a quarter of an hour is a fault in the order in which applications lock.",
      source: metrics,
      watches: { kind: "value", metric: "aurora.deadlocks", also: writer },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "deadlocks" } } },
    },
    capacity: {
      summary: "{resource} has nearly all the capacity that it may have.",
      impact: "It grows no further: more load makes it slow.",
      reason:
        "An instance of Aurora Serverless v2 that stays at 90 percent of its maximum for a quarter of an hour is held back by the maximum. Other instances have no such metric; then the alarm stays quiet.",
      source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html",
      watches: { kind: "value", metric: "aurora.acu_utilization" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 90 } },
    },
    volume_left: {
      summary: "The volume of {resource} has nearly reached its largest size.",
      impact: "At zero every write fails with an out-of-space error.",
      reason:
        "AWS recommends 10 to 20 percent of the limit, which is 128 TiB; a tenth takes long to fill and long to free. Only Aurora MySQL has the metric.",
      source: awsRecommends("RDS"),
      watches: { kind: "value", metric: "aurora.volume_left" },
      period: "5m",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { below: 14_073_748_835_532 } },
    },
  },
} as const satisfies ResourceSet;
