import { metricsOf } from "./resource-metric";

const instance = ["DBInstanceIdentifier"] as const;
const cluster = ["DBClusterIdentifier"] as const;
const role = ["DBClusterIdentifier", "Role"] as const;

/** What Aurora has beside the metrics of instances that it shares with RDS. */
export const auroraMetrics = metricsOf({
  namespace: "AWS/RDS",
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html",
  metrics: {
    "aurora.uptime": {
      metricName: "EngineUptime",
      statistic: "Average",
      dimensions: role,
      description: "How long the cluster's instance in a role, WRITER or READER, has been running.",
    },
    "aurora.replica_lag": {
      metricName: "AuroraReplicaLagMaximum",
      statistic: "Maximum",
      dimensions: cluster,
      description: "How far the slowest replica of the cluster is behind its writer.",
    },
    "aurora.global_replication_lag": {
      metricName: "AuroraGlobalDBReplicationLag",
      statistic: "Maximum",
      dimensions: cluster,
      description: "How far a secondary Region of a global database is behind the primary. Only there.",
    },
    "aurora.deadlocks": {
      metricName: "Deadlocks",
      statistic: "Average",
      dimensions: role,
      description: "Deadlocks a second on the cluster's instance in a role, WRITER or READER.",
    },
    "aurora.acu_utilization": {
      metricName: "ACUUtilization",
      statistic: "Maximum",
      dimensions: cluster,
      description: "Capacity that instances of Aurora Serverless v2 have, as a share of the most that they may have.",
    },
    "aurora.serverless_capacity": {
      metricName: "ServerlessDatabaseCapacity",
      statistic: "Average",
      dimensions: cluster,
      description: "Capacity units (ACU) that the cluster's serverless instances have, on average.",
    },
    "aurora.volume_used": {
      metricName: "VolumeBytesUsed",
      statistic: "Maximum",
      dimensions: cluster,
      description: "Storage that the cluster uses.",
    },
    "aurora.volume_left": {
      metricName: "AuroraVolumeBytesLeftTotal",
      statistic: "Minimum",
      dimensions: cluster,
      description: "Storage that the cluster's volume can still grow by. Only for Aurora MySQL.",
    },
    "aurora.free_local_storage": {
      metricName: "FreeLocalStorage",
      statistic: "Minimum",
      dimensions: instance,
      description: "Local storage left on the instance, for temporary tables and logs.",
    },
    "aurora.buffer_cache_hits": {
      metricName: "BufferCacheHitRatio",
      statistic: "Average",
      dimensions: instance,
      description: "Requests that the buffer cache answers.",
    },
    "aurora.commit_latency": {
      metricName: "CommitLatency",
      statistic: "Average",
      dimensions: instance,
      description: "Time that a commit takes.",
    },
    "aurora.select_latency": {
      metricName: "SelectLatency",
      statistic: "Average",
      dimensions: instance,
      description: "Time that a select takes. Only for Aurora MySQL.",
    },
    "aurora.blocked_transactions": {
      metricName: "BlockedTransactions",
      statistic: "Average",
      dimensions: instance,
      description: "Transactions a second that wait for locks of others. Only for Aurora MySQL.",
    },
    "aurora.login_failures": {
      metricName: "LoginFailures",
      statistic: "Average",
      dimensions: instance,
      description: "Failed logins a second. Only for Aurora MySQL.",
    },
    "aurora.history_list_length": {
      metricName: "RollbackSegmentHistoryListLength",
      statistic: "Maximum",
      dimensions: instance,
      description: "Old versions of rows that InnoDB has still to purge. Only for Aurora MySQL.",
    },
  },
});
