import { metricsOf } from "./resource-metric";

/** Database Migration Service. */
export const dmsMetrics = metricsOf({
  namespace: "AWS/DMS",
  source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html",
  metrics: {
    "dms.cpu": {
      metricName: "CPUUtilization",
      statistic: "Average",
      dimensions: ["ReplicationInstanceIdentifier"],
      description: "CPU that the replication instance uses.",
    },
    "dms.free_storage": {
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      dimensions: ["ReplicationInstanceIdentifier"],
      description: "Storage left on the replication instance.",
    },
    "dms.free_memory": {
      metricName: "FreeableMemory",
      statistic: "Minimum",
      dimensions: ["ReplicationInstanceIdentifier"],
      description: "Memory that the replication instance can still free.",
    },
    "dms.source_latency": {
      metricName: "CDCLatencySource",
      statistic: "Maximum",
      dimensions: ["ReplicationInstanceIdentifier", "ReplicationTaskIdentifier"],
      description: "How old the last change is that the task took from its source.",
    },
    "dms.target_latency": {
      metricName: "CDCLatencyTarget",
      statistic: "Maximum",
      dimensions: ["ReplicationInstanceIdentifier", "ReplicationTaskIdentifier"],
      description: "How old the last change is that the task applied to its target.",
    },
  },
});
