import { metricsOf } from "./resource-metric";

export const neptuneMetrics = metricsOf({
  namespace: "AWS/Neptune",
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/cw-metrics.html",
  metrics: {
    "neptune.cpu": {
      metricName: "CPUUtilization",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "CPU of the cluster's instance that uses most.",
    },
    "neptune.replica_lag": {
      metricName: "ClusterReplicaLagMaximum",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "How far the slowest replica of the cluster is behind its primary.",
    },
    "neptune.buffer_cache_hits": {
      metricName: "BufferCacheHitRatio",
      statistic: "Average",
      dimensions: ["DBClusterIdentifier"],
      description: "Requests that the buffer cache answers.",
    },
    "neptune.free_memory": {
      metricName: "FreeableMemory",
      statistic: "Minimum",
      dimensions: ["DBClusterIdentifier"],
      description: "Memory that the cluster's instance with least of it can still give out.",
    },
    "neptune.volume_used": {
      metricName: "VolumeBytesUsed",
      statistic: "Maximum",
      dimensions: ["DBClusterIdentifier"],
      description: "Storage that the cluster uses.",
    },
  },
});
