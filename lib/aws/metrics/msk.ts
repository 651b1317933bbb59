import { metricsOf } from "./resource-metric";

export const mskMetrics = metricsOf({
  namespace: "AWS/Kafka",
  source: "https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html",
  metrics: {
    "msk.active_controllers": {
      metricName: "ActiveControllerCount",
      statistic: "Maximum",
      dimensions: ["Cluster Name"],
      description: "1 while a controller of the cluster is active.",
    },
    "msk.offline_partitions": {
      metricName: "OfflinePartitionsCount",
      statistic: "Maximum",
      dimensions: ["Cluster Name"],
      description: "Partitions without a leader: nobody can write to them or read them.",
    },
    "msk.disk_used": {
      metricName: "KafkaDataLogsDiskUsed",
      statistic: "Maximum",
      dimensions: ["Cluster Name"],
      description: "Disk that messages take, of the whole cluster.",
    },
    "msk.partitions": {
      metricName: "GlobalPartitionCount",
      statistic: "Maximum",
      dimensions: ["Cluster Name"],
      description: "Partitions of all topics, without replicas.",
    },
    "msk.topics": {
      metricName: "GlobalTopicCount",
      statistic: "Maximum",
      dimensions: ["Cluster Name"],
      description: "Topics of the cluster.",
    },
    "msk.broker_disk_used": {
      metricName: "KafkaDataLogsDiskUsed",
      statistic: "Maximum",
      dimensions: ["Cluster Name", "Broker ID"],
      description: "Disk of the broker that messages take.",
    },
    "msk.broker_cpu_user": {
      metricName: "CpuUser",
      statistic: "Average",
      dimensions: ["Cluster Name", "Broker ID"],
      description: "CPU of the broker that Kafka uses.",
    },
    "msk.broker_cpu_system": {
      metricName: "CpuSystem",
      statistic: "Average",
      dimensions: ["Cluster Name", "Broker ID"],
      description: "CPU of the broker that the kernel uses.",
    },
    "msk.broker_heap_used": {
      metricName: "HeapMemoryAfterGC",
      statistic: "Maximum",
      dimensions: ["Cluster Name", "Broker ID"],
      description: "Heap of the broker that is in use after garbage collection.",
    },
    "msk.under_replicated": {
      metricName: "UnderReplicatedPartitions",
      statistic: "Maximum",
      dimensions: ["Cluster Name", "Broker ID"],
      description: "Partitions of the broker with a replica that is not in sync.",
    },
    "msk.under_min_isr": {
      metricName: "UnderMinIsrPartitionCount",
      statistic: "Maximum",
      dimensions: ["Cluster Name", "Broker ID"],
      description: "Partitions of the broker with too few replicas in sync to be written to safely.",
    },
    "msk.broker_connections": {
      metricName: "ConnectionCount",
      statistic: "Maximum",
      dimensions: ["Cluster Name", "Broker ID"],
      description: "Connections to the broker, of clients and other brokers.",
    },
  },
});
