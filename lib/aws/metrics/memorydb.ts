import { metricsOf } from "./resource-metric";

export const memorydbMetrics = metricsOf({
  namespace: "AWS/MemoryDB",
  source: "https://docs.aws.amazon.com/memorydb/latest/devguide/metrics.memorydb.html",
  metrics: {
    "memorydb.engine_cpu": {
      metricName: "EngineCPUUtilization",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "CPU that the engine's thread uses on the node that uses most, as a share of one core.",
    },
    "memorydb.cpu": {
      metricName: "CPUUtilization",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "CPU of the node that uses most, all of its cores together.",
    },
    "memorydb.memory": {
      metricName: "DatabaseMemoryUsagePercentage",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "Memory in use on the node that uses most.",
    },
    "memorydb.connections": {
      metricName: "CurrConnections",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "Connections of clients to the node that has most.",
    },
    "memorydb.replication_lag": {
      metricName: "ReplicationLag",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "How far the slowest replica is behind its primary.",
    },
    "memorydb.evictions": {
      metricName: "Evictions",
      statistic: "Sum",
      dimensions: ["ClusterName"],
      description: "Keys that were dropped to make room.",
    },
  },
});
