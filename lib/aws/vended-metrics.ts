import { own } from "../base";
import { resourceMetrics } from "./resource-metrics";
import type { StandardUnit } from "./units";

/**
 * Units of metrics that AWS services and the CloudWatch agent publish, by namespace. Only metrics whose page names the unit are listed;
 * that a metric is not listed says nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
const units: Readonly<Record<string, Partial<Record<StandardUnit, string>>>> = {
  "AWS/EC2": {
    Percent: "CPUUtilization",
    Bytes: "NetworkIn NetworkOut DiskReadBytes DiskWriteBytes EBSReadBytes EBSWriteBytes",
    Count: "NetworkPacketsIn NetworkPacketsOut StatusCheckFailed StatusCheckFailed_Instance StatusCheckFailed_System",
  },
  "AWS/RDS": {
    Percent: "CPUUtilization BurstBalance",
    Bytes: "FreeStorageSpace FreeableMemory FreeLocalStorage SwapUsage BinLogDiskUsage TransactionLogsDiskUsage",
    Seconds: "ReadLatency WriteLatency ReplicaLag",
    Milliseconds: "AuroraReplicaLag CommitLatency SelectLatency DDLLatency",
    "Count/Second": "ReadIOPS WriteIOPS",
    "Bytes/Second": "ReadThroughput WriteThroughput NetworkReceiveThroughput NetworkTransmitThroughput",
    Count: "DatabaseConnections DiskQueueDepth",
  },
  "AWS/DocDB": { Percent: "CPUUtilization", Bytes: "FreeableMemory FreeLocalStorage SwapUsage" },
  "AWS/Neptune": { Percent: "CPUUtilization", Bytes: "FreeableMemory" },
  "AWS/Redshift": { Percent: "CPUUtilization PercentageDiskSpaceUsed" },
  "AWS/ElastiCache": {
    Percent: "CPUUtilization EngineCPUUtilization DatabaseMemoryUsagePercentage",
    Bytes: "FreeableMemory SwapUsage BytesUsedForCache",
    Seconds: "ReplicationLag",
    Count: "Evictions CurrConnections",
  },
  "AWS/MemoryDB": {
    Percent: "CPUUtilization EngineCPUUtilization DatabaseMemoryUsagePercentage",
    Bytes: "FreeableMemory SwapUsage BytesUsedForMemoryDB",
  },
  "AWS/ES": { Percent: "CPUUtilization JVMMemoryPressure", Megabytes: "FreeStorageSpace ClusterUsedSpace" },
  "AWS/ECS": { Percent: "CPUUtilization MemoryUtilization CPUReservation MemoryReservation" },
  "AWS/EFS": { Percent: "PercentIOLimit", Bytes: "BurstCreditBalance StorageBytes" },
  "AWS/EBS": { Percent: "BurstBalance", Bytes: "VolumeReadBytes VolumeWriteBytes", Count: "VolumeQueueLength" },
  "AWS/Lambda": {
    Milliseconds: "Duration IteratorAge PostRuntimeExtensionsDuration",
    Count: "Invocations Errors Throttles DeadLetterErrors ConcurrentExecutions",
  },
  "AWS/SQS": {
    Seconds: "ApproximateAgeOfOldestMessage",
    Bytes: "SentMessageSize",
    Count: "ApproximateNumberOfMessagesVisible ApproximateNumberOfMessagesNotVisible NumberOfMessagesSent",
  },
  "AWS/ApplicationELB": {
    Seconds: "TargetResponseTime",
    Bytes: "ProcessedBytes",
    Count: "RequestCount HTTPCode_ELB_5XX_Count HTTPCode_Target_5XX_Count UnHealthyHostCount HealthyHostCount",
  },
  "AWS/ELB": { Seconds: "Latency", Count: "RequestCount HTTPCode_ELB_5XX HTTPCode_Backend_5XX UnHealthyHostCount" },
  "AWS/ApiGateway": { Milliseconds: "Latency IntegrationLatency", Count: "Count 4XXError 5XXError" },
  "AWS/DynamoDB": { Milliseconds: "SuccessfulRequestLatency" },
  "AWS/Kinesis": {
    Milliseconds: "GetRecords.IteratorAgeMilliseconds GetRecords.Latency PutRecord.Latency PutRecords.Latency",
    Bytes: "IncomingBytes GetRecords.Bytes",
  },
  "AWS/CloudFront": { Percent: "4xxErrorRate 5xxErrorRate TotalErrorRate CacheHitRate", Milliseconds: "OriginLatency" },
  "AWS/States": { Milliseconds: "ExecutionTime ActivityTime LambdaFunctionTime" },
  "AWS/Kafka": { Percent: "CpuUser CpuSystem CpuIdle KafkaDataLogsDiskUsed RootDiskUsed" },
  "AWS/AmazonMQ": { Percent: "CpuUtilization HeapUsage StorePercentUsage" },
  CWAgent: {
    Percent:
      "cpu_usage_user cpu_usage_system cpu_usage_idle cpu_usage_iowait disk_used_percent mem_used_percent swap_used_percent",
    Bytes: "disk_free disk_total disk_used mem_available mem_free mem_total mem_used swap_free swap_used",
  },
};

/** The unit of a metric that AWS publishes by itself; undefined where it is not known. */
export function unitOfMetric(namespace: string, name: string): StandardUnit | undefined {
  return own(unitsByMetric, keyOf(namespace, name));
}

const keyOf = (namespace: string, name: string): string => `${namespace} ${name}`;

const unitsByMetric: Readonly<Record<string, StandardUnit>> = Object.fromEntries([
  ...Object.values(resourceMetrics).map(
    ({ metricName, namespace, unit }) => [keyOf(namespace, metricName), unit] as const,
  ),
  ...Object.entries(units).flatMap(([namespace, byUnit]) =>
    (Object.entries(byUnit) as [StandardUnit, string][]).flatMap(([unit, names]) =>
      names.split(" ").map((name) => [keyOf(namespace, name), unit] as const),
    ),
  ),
]);

/** Every metric whose unit is known, as `[namespace, name, unit]`. */
export const vendedMetrics: readonly (readonly [namespace: string, name: string, unit: StandardUnit])[] =
  Object.entries(unitsByMetric).map(([key, unit]) => {
    const at = key.indexOf(" ");
    return [key.slice(0, at), key.slice(at + 1), unit];
  });

/** What thresholds on a metric can mean: from `least` to `most` in its own unit; outside of it another unit was meant. */
export interface PlausibleThresholds {
  readonly least?: number;
  readonly most?: number;
  /** The unit that was meant. */
  readonly meant: StandardUnit;
  /** Why nothing outside is plausible: a clause. */
  readonly because: string;
}

const givenUp: PlausibleThresholds = {
  most: 100,
  meant: "Milliseconds",
  because: "a target is given up long before",
};
const disk: PlausibleThresholds = {
  most: 10,
  meant: "Milliseconds",
  because: "a disk answers in thousandths of a second",
};
const batches: PlausibleThresholds = {
  least: 1000,
  meant: "Seconds",
  because: "records are read about once a second",
};
const answer = (least: number, who = "no request is answered"): PlausibleThresholds => ({
  least,
  meant: "Seconds",
  because: `${who} so fast`,
});

const plausible: Readonly<Record<string, PlausibleThresholds>> = {
  "AWS/ApplicationELB TargetResponseTime": givenUp,
  "AWS/ELB Latency": givenUp,
  "AWS/RDS ReadLatency": disk,
  "AWS/RDS WriteLatency": disk,
  "AWS/Lambda Duration": { least: 10, meant: "Seconds", because: "a function hardly starts in that time" },
  "AWS/Lambda IteratorAge": batches,
  "AWS/Kinesis GetRecords.IteratorAgeMilliseconds": batches,
  "AWS/ApiGateway Latency": answer(10),
  "AWS/ApiGateway IntegrationLatency": answer(5),
  "AWS/CloudFront OriginLatency": answer(5, "no origin answers"),
  "AWS/DynamoDB SuccessfulRequestLatency": answer(1),
  "AWS/SQS ApproximateAgeOfOldestMessage": {
    most: 1_209_600,
    meant: "Milliseconds",
    because: "a queue keeps messages for 14 days at most",
  },
};

/** What thresholds on a latency or an age can mean; undefined for other metrics. */
export function plausibleThresholds(namespace: string, name: string): PlausibleThresholds | undefined {
  return own(plausible, keyOf(namespace, name));
}
