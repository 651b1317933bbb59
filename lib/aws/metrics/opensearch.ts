import { metricsOf } from "./resource-metric";

export const opensearchMetrics = metricsOf({
  namespace: "AWS/ES",
  source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/managedomains-cloudwatchmetrics.html",
  metrics: {
    "opensearch.red": {
      metricName: "ClusterStatus.red",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "1 while a primary shard has no node.",
    },
    "opensearch.yellow": {
      metricName: "ClusterStatus.yellow",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "1 while a replica shard has no node.",
    },
    "opensearch.free_storage": {
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      dimensions: ["ClientId", "DomainName"],
      description: "Storage left on the node that has least.",
    },
    "opensearch.writes_blocked": {
      metricName: "ClusterIndexWritesBlocked",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "1 while the cluster refuses writes.",
    },
    "opensearch.nodes": {
      metricName: "Nodes",
      statistic: "Minimum",
      dimensions: ["ClientId", "DomainName"],
      description: "Nodes of the cluster, dedicated ones included.",
    },
    "opensearch.cpu": {
      metricName: "CPUUtilization",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "CPU of the data node that uses most.",
    },
    "opensearch.jvm_memory": {
      metricName: "JVMMemoryPressure",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "Heap in use on the data node that uses most.",
    },
    "opensearch.master_cpu": {
      metricName: "MasterCPUUtilization",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "CPU of the dedicated master nodes. Only where there are any.",
    },
    "opensearch.master_jvm_memory": {
      metricName: "MasterJVMMemoryPressure",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "Heap in use on the dedicated master nodes. Only where there are any.",
    },
    "opensearch.snapshot_failures": {
      metricName: "AutomatedSnapshotFailure",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "1 while automated snapshots fail.",
    },
    "opensearch.kms_key_error": {
      metricName: "KMSKeyError",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "1 while the key of the domain is disabled. Published only then.",
    },
    "opensearch.kms_key_inaccessible": {
      metricName: "KMSKeyInaccessible",
      statistic: "Maximum",
      dimensions: ["ClientId", "DomainName"],
      description: "1 while the key of the domain is gone for good. Published only then.",
    },
    "opensearch.requests": {
      metricName: "OpenSearchRequests",
      statistic: "Sum",
      dimensions: ["ClientId", "DomainName"],
      description: "Requests to the cluster.",
    },
    "opensearch.5xx": {
      metricName: "5xx",
      statistic: "Sum",
      dimensions: ["ClientId", "DomainName"],
      description: "Requests answered with a status of 500 and above.",
    },
    "opensearch.4xx": {
      metricName: "4xx",
      statistic: "Sum",
      dimensions: ["ClientId", "DomainName"],
      description: "Requests answered with a status of 400 to 499.",
    },
    "opensearch.search_latency": {
      metricName: "SearchLatency",
      statistic: "Average",
      dimensions: ["ClientId", "DomainName"],
      description: "Time that a search takes on a shard.",
    },
    "opensearch.indexing_latency": {
      metricName: "IndexingLatency",
      statistic: "Average",
      dimensions: ["ClientId", "DomainName"],
      description: "Time that indexing takes on a shard.",
    },
    "opensearch.search_queue": {
      metricName: "ThreadpoolSearchQueue",
      statistic: "Average",
      dimensions: ["ClientId", "DomainName"],
      description: "Searches that wait for a thread.",
    },
    "opensearch.write_queue": {
      metricName: "ThreadpoolWriteQueue",
      statistic: "Average",
      dimensions: ["ClientId", "DomainName"],
      description: "Writes that wait for a thread.",
    },
  },
});
