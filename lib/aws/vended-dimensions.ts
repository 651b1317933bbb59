import { own } from "../base";

/**
 * The fewest dimensions that each metric of AWS has: an alarm that lacks one of them names no series. Only metrics are listed whose
 * page says that all of their series have these; that a metric is not listed says nothing. `*` stands for all metrics of a namespace.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
const fewest: Readonly<Record<string, readonly (readonly [metrics: string, ...sets: (readonly string[])[]])[]>> = {
  "AWS/ApiGateway": [["4XXError 5XXError Count Latency IntegrationLatency 4xx 5xx", ["ApiName"], ["ApiId"]]],
  "AWS/ApplicationELB": [["HealthyHostCount UnHealthyHostCount", ["LoadBalancer", "TargetGroup"]]],
  "AWS/AutoScaling": [
    [
      "GroupInServiceInstances GroupDesiredCapacity GroupPendingInstances GroupMinSize GroupMaxSize GroupTotalInstances",
      ["AutoScalingGroupName"],
    ],
  ],
  "AWS/Billing": [["EstimatedCharges", ["Currency"]]],
  "AWS/CertificateManager": [["DaysToExpiry", ["CertificateArn"]]],
  "AWS/CloudFront": [
    [
      "Requests BytesDownloaded BytesUploaded 4xxErrorRate 5xxErrorRate TotalErrorRate CacheHitRate OriginLatency",
      ["DistributionId", "Region"],
    ],
  ],
  "AWS/EBS": [["VolumeQueueLength VolumeReadOps VolumeWriteOps BurstBalance", ["VolumeId"]]],
  "AWS/ECS": [["CPUUtilization MemoryUtilization CPUReservation MemoryReservation", ["ClusterName"]]],
  "AWS/EFS": [
    [
      "BurstCreditBalance PercentIOLimit StorageBytes ClientConnections PermittedThroughput MeteredIOBytes TotalIOBytes",
      ["FileSystemId"],
    ],
  ],
  "AWS/ES": [
    [
      "ClusterStatus.red ClusterStatus.yellow ClusterIndexWritesBlocked CPUUtilization FreeStorageSpace JVMMemoryPressure Nodes",
      ["ClientId", "DomainName"],
    ],
  ],
  "AWS/Events": [["FailedInvocations DeadLetterInvocations", ["RuleName"]]],
  "AWS/Kafka": [["KafkaDataLogsDiskUsed CpuUser CpuSystem OfflinePartitionsCount", ["Cluster Name"]]],
  "AWS/Kinesis": [["GetRecords.IteratorAgeMilliseconds IncomingRecords IncomingBytes", ["StreamName"]]],
  "AWS/NATGateway": [["*", ["NatGatewayId"]]],
  "AWS/NetworkELB": [["HealthyHostCount UnHealthyHostCount", ["LoadBalancer", "TargetGroup"]]],
  "AWS/Redshift": [["HealthStatus MaintenanceMode PercentageDiskSpaceUsed", ["ClusterIdentifier"]]],
  "AWS/Route53": [["HealthCheckStatus HealthCheckPercentageHealthy", ["HealthCheckId"]]],
  "AWS/S3": [
    ["BucketSizeBytes NumberOfObjects", ["BucketName", "StorageType"]],
    [
      "AllRequests GetRequests PutRequests 4xxErrors 5xxErrors FirstByteLatency TotalRequestLatency",
      ["BucketName", "FilterId"],
    ],
    [
      "ReplicationLatency BytesPendingReplication OperationsPendingReplication OperationsFailedReplication",
      ["SourceBucket", "DestinationBucket", "RuleId"],
    ],
  ],
  "AWS/SQS": [["*", ["QueueName"]]],
  "AWS/States": [
    [
      "ExecutionsStarted ExecutionsFailed ExecutionsAborted ExecutionsTimedOut ExecutionsSucceeded",
      ["StateMachineArn"],
    ],
  ],
};

/**
 * The fewest dimensions that the series of a metric of AWS have; several where one of several sets will do, none where it is not known.
 *
 * @param namespace `AWS/ECS`
 * @param name `CPUUtilization`
 */
export function fewestDimensions(namespace: string, name: string): readonly (readonly string[])[] {
  const found = own(fewest, namespace)?.find(([metrics]) => metrics === "*" || metrics.split(" ").includes(name));
  return found === undefined ? [] : (found.slice(1) as (readonly string[])[]);
}

/** What the values of a dimension look like. */
export interface DimensionForm {
  readonly pattern: RegExp;
  /** What they are: a noun phrase with an example. */
  readonly is: string;
}

const form = (pattern: RegExp, is: string): DimensionForm => ({ pattern, is });
const name = (of: string): DimensionForm => form(/^(?!arn:|https?:)/, `the name of ${of}, not an ARN or a URL`);
const id = (of: string): DimensionForm => form(/^(?!arn:)/, `the id of ${of}, not an ARN`);
const targetGroup = form(
  /^targetgroup\/[^/]+\/[^/]+$/,
  "the end of the target group's ARN, targetgroup/web/73e2d6bc24d8a067: arn_suffix in Terraform",
);
const loadBalancer = (kind: string): DimensionForm =>
  form(
    new RegExp(`^${kind}/[^/]+/[^/]+$`),
    `the end of the load balancer's ARN, ${kind}/web/50dc6c495c0c9188: arn_suffix in Terraform`,
  );
const clusters = { ClusterName: name("the cluster"), ServiceName: name("the service") };
const databases = {
  // An id, db-ABCDEFGHIJKL01234, is what aws_db_instance.NAME.id is since version 5 of Terraform's provider.
  DBInstanceIdentifier: form(
    /^(?!arn:|db-[A-Z0-9]{20,}$)/,
    "the identifier of the instance, not its ARN or resource id",
  ),
  DBClusterIdentifier: form(
    /^(?!arn:|cluster-[A-Z0-9]{20,}$)/,
    "the identifier of the cluster, not its ARN or resource id",
  ),
};

/** Forms of dimensions' values, by namespace and dimension, from the same pages. */
const forms: Readonly<Record<string, Readonly<Record<string, DimensionForm>>>> = {
  "AWS/ApiGateway": { ApiName: name("the API"), ApiId: id("the API"), Stage: name("the stage") },
  "AWS/ApplicationELB": { LoadBalancer: loadBalancer("app"), TargetGroup: targetGroup },
  "AWS/NetworkELB": { LoadBalancer: loadBalancer("net"), TargetGroup: targetGroup },
  "AWS/ELB": { LoadBalancerName: name("the load balancer") },
  "AWS/AutoScaling": { AutoScalingGroupName: name("the group") },
  "AWS/Backup": { BackupVaultName: name("the vault") },
  "AWS/CertificateManager": { CertificateArn: form(/^arn:/, "the certificate's ARN") },
  "AWS/CloudFront": { DistributionId: id("the distribution"), Region: form(/^Global$/, "always Global") },
  "AWS/DocDB": databases,
  "AWS/DynamoDB": { TableName: name("the table") },
  "AWS/EFS": { FileSystemId: id("the file system") },
  "AWS/EC2": { InstanceId: id("the instance"), AutoScalingGroupName: name("the group") },
  "AWS/ECS": clusters,
  "AWS/ES": { DomainName: name("the domain"), ClientId: form(/^\d{12}$/, "the number of the account") },
  "AWS/ElastiCache": { CacheClusterId: id("the cluster") },
  "AWS/EventBridge/Pipes": { PipeName: name("the pipe") },
  "AWS/Events": { EventBusName: name("the event bus"), RuleName: name("the rule") },
  "AWS/Firehose": { DeliveryStreamName: name("the stream") },
  "AWS/Kafka": {
    "Cluster Name": name("the cluster"),
    "Broker ID": form(/^\d+$/, "the number of the broker, from 1"),
  },
  "AWS/Kinesis": { StreamName: name("the stream") },
  "AWS/KinesisAnalytics": { Application: name("the application") },
  "AWS/Lambda": { FunctionName: name("the function") },
  "AWS/Logs": { LogGroupName: name("the log group") },
  "AWS/MemoryDB": { ClusterName: name("the cluster") },
  "AWS/NATGateway": { NatGatewayId: id("the gateway") },
  "AWS/Neptune": databases,
  "AWS/RDS": { ...databases, ProxyName: name("the proxy"), Role: form(/^(WRITER|READER)$/, "WRITER or READER") },
  "AWS/Redshift": { ClusterIdentifier: name("the cluster") },
  "AWS/Route53": { HealthCheckId: id("the health check") },
  "AWS/S3": {
    BucketName: name("the bucket"),
    SourceBucket: name("the bucket"),
    DestinationBucket: name("the bucket"),
  },
  "AWS/Scheduler": { ScheduleGroup: name("the schedule group") },
  "AWS/SNS": { TopicName: name("the topic") },
  "AWS/SQS": { QueueName: name("the queue") },
  "AWS/States": { StateMachineArn: form(/^arn:/, "the state machine's ARN") },
  "AWS/VPN": { VpnId: id("the connection") },
  "AWS/WAFV2": { WebACL: name("the web ACL's metric") },
  CloudWatchSynthetics: { CanaryName: name("the canary") },
  "ECS/ContainerInsights": clusters,
};

/** The form of the values of a dimension of AWS; undefined where it is not known. */
export function formOfDimension(namespace: string, dimension: string): DimensionForm | undefined {
  const ofNamespace = own(forms, namespace);
  return ofNamespace === undefined ? undefined : own(ofNamespace, dimension);
}

/** Namespaces of services that publish from us-east-1 alone, wherever what they measure is. */
const GLOBAL: ReadonlySet<string> = new Set(["AWS/Billing", "AWS/CloudFront", "AWS/Route53"]);

/**
 * The only Region whose alarms see metrics of a namespace; undefined where each Region has its own. That holds for the partition `aws`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/monitoring-using-cloudwatch.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/monitor_estimated_charges_with_cloudwatch.html
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
 */
export function onlyRegionOf(namespace: string): string | undefined {
  return GLOBAL.has(namespace) ? "us-east-1" : undefined;
}
