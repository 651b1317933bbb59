import { metricsOf } from "./resource-metric";

const instance = ["DBInstanceIdentifier"] as const;

export const rdsMetrics = metricsOf({
  namespace: "AWS/RDS",
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html",
  metrics: {
    "rds.cpu": {
      metricName: "CPUUtilization",
      statistic: "Average",
      dimensions: instance,
      description: "CPU that the database instance uses.",
    },
    "rds.connections": {
      metricName: "DatabaseConnections",
      statistic: "Maximum",
      dimensions: instance,
      description: "Client connections to the database instance.",
    },
    "rds.free_storage": {
      metricName: "FreeStorageSpace",
      statistic: "Minimum",
      dimensions: instance,
      description: "Storage left on the database instance. Aurora has none of its own.",
    },
    "rds.free_memory": {
      metricName: "FreeableMemory",
      statistic: "Minimum",
      dimensions: instance,
      description: "Memory that the database instance can still give out: what the operating system calls available.",
    },
    "rds.swap": {
      metricName: "SwapUsage",
      statistic: "Maximum",
      dimensions: instance,
      description: "Memory of the database instance that is swapped out to disk.",
    },
    "rds.read_latency": {
      metricName: "ReadLatency",
      statistic: "p90",
      dimensions: instance,
      description: "Time that a read from disk takes.",
    },
    "rds.write_latency": {
      metricName: "WriteLatency",
      statistic: "p90",
      dimensions: instance,
      description: "Time that a write to disk takes.",
    },
    "rds.read_iops": {
      metricName: "ReadIOPS",
      statistic: "Average",
      dimensions: instance,
      description: "Reads from disk a second.",
    },
    "rds.write_iops": {
      metricName: "WriteIOPS",
      statistic: "Average",
      dimensions: instance,
      description: "Writes to disk a second.",
    },
    "rds.disk_queue_depth": {
      metricName: "DiskQueueDepth",
      statistic: "Average",
      dimensions: instance,
      description: "Reads and writes that wait for the disk.",
    },
    "rds.burst_balance": {
      metricName: "BurstBalance",
      statistic: "Minimum",
      dimensions: instance,
      description: "Share of the burst credits for I/O that is left. Only for storage of type gp2.",
    },
    "rds.ebs_byte_balance": {
      metricName: "EBSByteBalance%",
      statistic: "Minimum",
      dimensions: instance,
      description: "Share of the instance's burst credits for throughput to its disks. Only for classes that burst.",
    },
    "rds.ebs_io_balance": {
      metricName: "EBSIOBalance%",
      statistic: "Minimum",
      dimensions: instance,
      description: "Share of the instance's burst credits for I/O to its disks. Only for classes that burst.",
    },
    "rds.replica_lag": {
      metricName: "ReplicaLag",
      statistic: "Maximum",
      dimensions: instance,
      description:
        "How far a read replica is behind its source. Only replicas have it; Aurora has a metric of its own.",
    },
    "rds.transaction_ids": {
      metricName: "MaximumUsedTransactionIDs",
      statistic: "Maximum",
      dimensions: instance,
      description: "Transactions since the oldest one that is not vacuumed. Only for PostgreSQL.",
    },
    "rds.binlog_disk_usage": {
      metricName: "BinLogDiskUsage",
      statistic: "Maximum",
      dimensions: instance,
      description: "Disk space that binary logs take. Only for MySQL and MariaDB.",
    },
    "rds.network_received": {
      metricName: "NetworkReceiveThroughput",
      statistic: "Average",
      dimensions: instance,
      description: "Bytes a second that reach the database instance.",
    },
    "rds.network_sent": {
      metricName: "NetworkTransmitThroughput",
      statistic: "Average",
      dimensions: instance,
      description: "Bytes a second that leave the database instance.",
    },
    "rds.db_load": {
      metricName: "DBLoad",
      statistic: "Average",
      dimensions: instance,
      description:
        "Sessions that work or wait at the same time; more than there are vCPUs is a queue. Needs Performance Insights.",
    },
  },
});
