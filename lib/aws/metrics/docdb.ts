import { metricsOf } from "./resource-metric";

/** Amazon DocumentDB. */
export const docdbMetrics = metricsOf({
  namespace: "AWS/DocDB",
  source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/cloud_watch.html",
  metrics: {
    "docdb.cpu": {
      metricName: "CPUUtilization",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "CPU of the cluster's instance that uses most.",
    },
    "docdb.free_memory": {
      metricName: "FreeableMemory",
      statistic: "Minimum",
      dimensions: ["DBClusterIdentifier"],
      description: "Memory that the cluster's instance with least of it can still give out.",
    },
    "docdb.replica_lag": {
      metricName: "DBClusterReplicaLagMaximum",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "How far the slowest replica of the cluster is behind its primary.",
    },
    "docdb.connections": {
      metricName: "DatabaseConnectionsMax",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "Most connections that were open at a time.",
    },
    "docdb.cursors": {
      metricName: "DatabaseCursorsMax",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "Most cursors that were open at a time.",
    },
    "docdb.transactions": {
      metricName: "TransactionsOpenMax",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "Most transactions that were open at a time.",
    },
    "docdb.low_memory_throttles": {
      metricName: "LowMemNumOperationsThrottled",
      statistic: "Sum",
      dimensions: ["DBClusterIdentifier"],
      description: "Operations throttled because memory was short.",
    },
  },
});
