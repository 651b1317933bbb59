import { metricsOf } from "./resource-metric";

export const elasticacheMetrics = metricsOf({
  namespace: "AWS/ElastiCache",
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html",
  metrics: {
    "elasticache.cpu": {
      metricName: "CPUUtilization",
      statistic: "Average",
      dimensions: ["CacheClusterId"],
      description: "CPU that the node uses, all of its cores together. Redis and Valkey mostly use one of them.",
    },
    "elasticache.engine_cpu": {
      metricName: "EngineCPUUtilization",
      statistic: "Average",
      dimensions: ["CacheClusterId"],
      description: "CPU that the thread of Redis or Valkey uses, as a share of one core.",
    },
    "elasticache.memory": {
      metricName: "DatabaseMemoryUsagePercentage",
      statistic: "Average",
      dimensions: ["CacheClusterId"],
      description: "Memory in use, as a share of what Redis or Valkey may use.",
    },
    "elasticache.free_memory": {
      metricName: "FreeableMemory",
      statistic: "Minimum",
      dimensions: ["CacheClusterId"],
      description: "Memory of the node that nothing uses.",
    },
    "elasticache.unused_memory": {
      metricName: "UnusedMemory",
      statistic: "Minimum",
      dimensions: ["CacheClusterId"],
      description: "Memory of Memcached that holds no data.",
    },
    "elasticache.swap": {
      metricName: "SwapUsage",
      statistic: "Maximum",
      dimensions: ["CacheClusterId"],
      description: "Memory of the node that is swapped out to disk.",
    },
    "elasticache.evictions": {
      metricName: "Evictions",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Items that were dropped before they expired, to make room.",
    },
    "elasticache.connections": {
      metricName: "CurrConnections",
      statistic: "Maximum",
      dimensions: ["CacheClusterId"],
      description: "Connections of clients, and the few of ElastiCache itself.",
    },
    "elasticache.new_connections": {
      metricName: "NewConnections",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Connections that clients opened.",
    },
    "elasticache.items": {
      metricName: "CurrItems",
      statistic: "Maximum",
      dimensions: ["CacheClusterId"],
      description: "Items in the cache.",
    },
    "elasticache.hits": {
      metricName: "CacheHits",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Reads by key that found an item. Redis and Valkey.",
    },
    "elasticache.misses": {
      metricName: "CacheMisses",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Reads by key that found none. Redis and Valkey.",
    },
    "elasticache.get_hits": {
      metricName: "GetHits",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Reads that found an item. Memcached.",
    },
    "elasticache.get_misses": {
      metricName: "GetMisses",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Reads that found none. Memcached.",
    },
    "elasticache.replication_lag": {
      metricName: "ReplicationLag",
      statistic: "Maximum",
      dimensions: ["CacheClusterId"],
      description: "How far the node, a read replica, is behind its primary.",
    },
    "elasticache.auth_failures": {
      metricName: "AuthenticationFailures",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Failed logins. Redis and Valkey.",
    },
    "elasticache.bandwidth_in_exceeded": {
      metricName: "NetworkBandwidthInAllowanceExceeded",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Packets queued or dropped because the node received more than it may.",
    },
    "elasticache.bandwidth_out_exceeded": {
      metricName: "NetworkBandwidthOutAllowanceExceeded",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Packets queued or dropped because the node sent more than it may.",
    },
    "elasticache.network_in": {
      metricName: "NetworkBytesIn",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Bytes that the node received.",
    },
    "elasticache.network_out": {
      metricName: "NetworkBytesOut",
      statistic: "Sum",
      dimensions: ["CacheClusterId"],
      description: "Bytes that the node sent.",
    },
  },
});
