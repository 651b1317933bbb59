import type { StandardUnit } from "./units";

/** Names of metrics by the namespace and the unit of their values; names are separated by blanks. */
export type UnitsByNamespace = Readonly<Record<string, Partial<Record<StandardUnit, string>>>>;

/**
 * Units that the datapoints of a metric carry, where AWS's documents, their examples or the program that publishes them name the unit.
 * Read by program from AWS's user guides (states of June 2023 and April 2026). That a metric is not listed says nothing.
 *
 * Left out because sources disagree or the unit is not a standard one: credits of CPU; `CacheHitRate` of ElastiCache, in percent by
 * its unit and a fraction by its text; `ReadThroughput` and `WriteThroughput` of Redshift, bytes of no given time; `SMSSuccessRate` of
 * SNS, a count by its unit and a rate by its name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
export const publishedUnits: UnitsByNamespace = {
  "AWS/EC2": {
    Percent: "CPUUtilization DedicatedHostCPUUtilization EBSByteBalance% EBSIOBalance%",
    Bytes: "NetworkIn NetworkOut DiskReadBytes DiskWriteBytes EBSReadBytes EBSWriteBytes",
    Count: `NetworkPacketsIn NetworkPacketsOut DiskReadOps DiskWriteOps EBSReadOps EBSWriteOps MetadataNoToken
      StatusCheckFailed StatusCheckFailed_AttachedEBS StatusCheckFailed_Instance StatusCheckFailed_System`,
  },
  "AWS/RDS": {
    Percent: `CPUUtilization BurstBalance EBSByteBalance% EBSIOBalance% ACUUtilization BufferCacheHitRatio
      ResultSetCacheHitRatio`,
    Bytes: `FreeStorageSpace FreeableMemory FreeLocalStorage SwapUsage BinLogDiskUsage SumBinaryLogSize VolumeBytesUsed
      AuroraVolumeBytesLeftTotal AuroraGlobalDBDataTransferBytes`,
    Seconds: "ReadLatency WriteLatency ReplicaLag AuroraBinlogReplicaLag CheckpointLag EngineUptime",
    Milliseconds: `AuroraReplicaLag AuroraReplicaLagMaximum AuroraReplicaLagMinimum AuroraGlobalDBReplicationLag
      AuroraGlobalDBProgressLag AuroraGlobalDBRPOLag CommitLatency SelectLatency InsertLatency UpdateLatency
      DeleteLatency DDLLatency DMLLatency RowLockTime`,
    "Count/Second": `ReadIOPS WriteIOPS Queries ActiveTransactions BlockedTransactions Deadlocks LoginFailures
      CommitThroughput SelectThroughput InsertThroughput UpdateThroughput DeleteThroughput DDLThroughput DMLThroughput`,
    "Bytes/Second": `ReadThroughput WriteThroughput NetworkThroughput NetworkReceiveThroughput NetworkTransmitThroughput
      StorageNetworkThroughput StorageNetworkReceiveThroughput StorageNetworkTransmitThroughput`,
    Count: `DatabaseConnections DiskQueueDepth ConnectionAttempts AbortedClients MaximumUsedTransactionIDs
      NumBinaryLogFiles RollbackSegmentHistoryListLength ServerlessDatabaseCapacity`,
    None: "DBLoad",
  },
  "AWS/Redshift": {
    Percent: "CPUUtilization PercentageDiskSpaceUsed PercentageQuotaUsed",
    Seconds: "ReadLatency WriteLatency",
    Milliseconds: "WLMQueueWaitTime",
    Microseconds: "QueryDuration WLMQueryDuration",
    "Bytes/Second": "NetworkReceiveThroughput NetworkTransmitThroughput",
    "Count/Second": "ReadIOPS WriteIOPS QueriesCompletedPerSecond WLMQueriesCompletedPerSecond",
    Count: "DatabaseConnections HealthStatus MaintenanceMode WLMQueueLength CommitQueueLength TotalTableCount",
  },
  "AWS/ElastiCache": {
    Percent: `CPUUtilization EngineCPUUtilization DatabaseMemoryUsagePercentage DatabaseCapacityUsagePercentage
      DatabaseMemoryUsageCountedForEvictPercentage DatabaseCapacityUsageCountedForEvictPercentage`,
    Bytes: "FreeableMemory SwapUsage BytesUsedForCache UnusedMemory NetworkBytesIn NetworkBytesOut ReplicationBytes",
    Seconds: "GlobalDatastoreReplicationLag",
    Microseconds: "SuccessfulReadRequestLatency SuccessfulWriteRequestLatency GetTypeCmdsLatency SetTypeCmdsLatency",
    Count: `Evictions CurrConnections NewConnections CurrItems CacheHits CacheMisses Reclaimed NetworkPacketsIn
      NetworkPacketsOut AuthenticationFailures CommandAuthorizationFailures KeyAuthorizationFailures
      NetworkBandwidthInAllowanceExceeded NetworkBandwidthOutAllowanceExceeded NetworkConntrackAllowanceExceeded
      NetworkPacketsPerSecondAllowanceExceeded GetHits GetMisses`,
  },
  "AWS/MemoryDB": {
    Percent: "CPUUtilization EngineCPUUtilization DatabaseMemoryUsagePercentage DatabaseCapacityUsagePercentage",
    Bytes: "FreeableMemory SwapUsage BytesUsedForMemoryDB NetworkBytesIn NetworkBytesOut ReplicationBytes",
    Seconds: "ReplicationLag",
    Microseconds: "SuccessfulReadRequestLatency SuccessfulWriteRequestLatency",
    Count: "Evictions CurrConnections NewConnections CurrItems Reclaimed ErrorCount AuthenticationFailures",
  },
  "AWS/ECS": { Percent: "CPUUtilization MemoryUtilization CPUReservation MemoryReservation GPUReservation" },
  "ECS/ContainerInsights": {
    Percent: `instance_cpu_utilization instance_cpu_reserved_capacity instance_memory_utilization
      instance_memory_reserved_capacity instance_filesystem_utilization TaskCpuUtilization TaskMemoryUtilization
      TaskEphemeralStorageUtilization`,
    Megabytes: "MemoryReserved MemoryUtilized",
    Bytes: "StorageReadBytes StorageWriteBytes",
    "Bytes/Second": "NetworkRxBytes NetworkTxBytes",
    Count: `RunningTaskCount DesiredTaskCount PendingTaskCount TaskCount TaskSetCount ServiceCount DeploymentCount
      ContainerInstanceCount`,
    None: "CpuReserved CpuUtilized",
  },
  "AWS/EFS": {
    Percent: "PercentIOLimit",
    Bytes: `BurstCreditBalance StorageBytes TotalIOBytes MeteredIOBytes DataReadIOBytes DataWriteIOBytes
      MetadataIOBytes`,
    "Bytes/Second": "PermittedThroughput",
    Count: "ClientConnections",
    Seconds: "TimeSinceLastSync",
  },
  "AWS/EBS": {
    Percent: "BurstBalance VolumeThroughputPercentage",
    Bytes: "VolumeReadBytes VolumeWriteBytes",
    Seconds: "VolumeIdleTime VolumeTotalReadTime VolumeTotalWriteTime",
    Count: "VolumeQueueLength VolumeReadOps VolumeWriteOps VolumeConsumedReadWriteOps",
  },
  "AWS/S3": {
    Bytes: "BucketSizeBytes BytesDownloaded BytesUploaded BytesPendingReplication",
    Milliseconds: "FirstByteLatency TotalRequestLatency",
    Seconds: "ReplicationLatency",
    Count: `NumberOfObjects AllRequests GetRequests PutRequests DeleteRequests HeadRequests PostRequests 4xxErrors
      5xxErrors OperationsPendingReplication OperationsFailedReplication`,
  },
  "AWS/Lambda": {
    Milliseconds: "Duration IteratorAge",
    Count: "Invocations Errors Throttles DeadLetterErrors ConcurrentExecutions UnreservedConcurrentExecutions",
  },
  "AWS/SQS": {
    Seconds: "ApproximateAgeOfOldestMessage",
    Bytes: "SentMessageSize",
    Count: `ApproximateNumberOfMessagesVisible ApproximateNumberOfMessagesNotVisible
      ApproximateNumberOfMessagesDelayed NumberOfMessagesSent NumberOfMessagesReceived NumberOfMessagesDeleted
      NumberOfEmptyReceives NumberOfDeduplicatedSentMessages ApproximateNumberOfGroupsWithInflightMessages`,
  },
  "AWS/SNS": {
    Bytes: "PublishSize",
    Count: `NumberOfMessagesPublished NumberOfNotificationsDelivered NumberOfNotificationsFailed
      NumberOfNotificationsFilteredOut NumberOfNotificationsFilteredOut-InvalidAttributes
      NumberOfNotificationsFilteredOut-InvalidMessageBody NumberOfNotificationsRedrivenToDlq
      NumberOfNotificationsFailedToRedriveToDlq`,
  },
  "AWS/ApplicationELB": { Count: "UnHealthyHostCount" },
  "AWS/NetworkELB": { Count: "UnHealthyHostCount" },
  "AWS/ELB": { Seconds: "Latency", Count: "RequestCount HealthyHostCount" },
  "AWS/ApiGateway": {
    Milliseconds: "Latency IntegrationLatency",
    Count: "Count 4XXError 5XXError CacheHitCount CacheMissCount",
  },
  "AWS/DynamoDB": {
    Percent: `AccountProvisionedReadCapacityUtilization AccountProvisionedWriteCapacityUtilization
      MaxProvisionedTableReadCapacityUtilization MaxProvisionedTableWriteCapacityUtilization`,
    Milliseconds: "SuccessfulRequestLatency ReplicationLatency",
    Bytes: "ReturnedBytes",
    Count: `ReadThrottleEvents WriteThrottleEvents ThrottledRequests SystemErrors UserErrors TransactionConflict
      ConditionalCheckFailedRequests ConsumedReadCapacityUnits ConsumedWriteCapacityUnits
      ProvisionedReadCapacityUnits ProvisionedWriteCapacityUnits ReturnedItemCount TimeToLiveDeletedItemCount`,
  },
  "AWS/Kinesis": {
    Milliseconds: `GetRecords.IteratorAgeMilliseconds IteratorAgeMilliseconds GetRecords.Latency PutRecord.Latency
      PutRecords.Latency SubscribeToShardEvent.MillisBehindLatest`,
    Bytes: "IncomingBytes OutgoingBytes GetRecords.Bytes PutRecord.Bytes PutRecords.Bytes",
    Count: `IncomingRecords OutgoingRecords GetRecords.Records GetRecords.Success PutRecord.Success PutRecords.Success
      PutRecords.TotalRecords PutRecords.FailedRecords PutRecords.ThrottledRecords ReadProvisionedThroughputExceeded
      WriteProvisionedThroughputExceeded`,
  },
  "AWS/Firehose": {
    Seconds: `DeliveryToS3.DataFreshness DeliveryToSplunk.DataFreshness DeliveryToHttpEndpoint.DataFreshness
      DeliveryToAmazonOpenSearchService.DataFreshness`,
    Bytes: "IncomingBytes DeliveryToS3.Bytes DeliveryToSplunk.Bytes",
    Count: "IncomingRecords ThrottledRecords DeliveryToS3.Records DeliveryToSplunk.Records",
  },
  "AWS/NATGateway": {
    Bytes: "BytesInFromDestination BytesInFromSource BytesOutToDestination BytesOutToSource",
    Count: `ActiveConnectionCount ConnectionAttemptCount ConnectionEstablishedCount ErrorPortAllocation IdleTimeoutCount
      PacketsDropCount PacketsInFromDestination PacketsInFromSource PacketsOutToDestination PacketsOutToSource`,
  },
  CloudWatchSynthetics: {
    Percent: "SuccessPercent",
    Milliseconds: "Duration",
    Count: "2xx 4xx 5xx Failed",
  },
  "AWS/CloudFront": {
    Percent: `TotalErrorRate 4xxErrorRate 5xxErrorRate 401ErrorRate 403ErrorRate 404ErrorRate 502ErrorRate 503ErrorRate
      504ErrorRate CacheHitRate FunctionComputeUtilization`,
    Milliseconds: "OriginLatency",
    None: `Requests BytesDownloaded BytesUploaded FunctionInvocations FunctionExecutionErrors FunctionValidationErrors
      FunctionThrottles`,
  },
  "AWS/AmazonMQ": {
    Percent: `CpuUtilization SystemCpuUtilization HeapUsage MemoryUsage StorePercentUsage TempPercentUsage
      JobSchedulerStorePercentUsage BurstBalance`,
    Bytes: "NetworkIn NetworkOut RabbitMQDiskFree RabbitMQDiskFreeLimit RabbitMQMemLimit RabbitMQMemUsed",
    Count: `QueueSize QueueCount ConsumerCount ProducerCount EnqueueCount DequeueCount DispatchCount ExpiredCount
      InFlightCount MessageCount MessageReadyCount MessageUnacknowledgedCount ConnectionCount ChannelCount
      CurrentConnectionsCount TotalMessageCount TotalConsumerCount TotalProducerCount`,
  },
  "AWS/Logs": {
    Bytes: "IncomingBytes ForwardedBytes",
    None: "IncomingLogEvents ForwardedLogEvents DeliveryErrors DeliveryThrottling EMFParsingErrors EMFValidationErrors",
  },
  "AWS/AutoScaling": {
    None: "GroupInServiceInstances GroupDesiredCapacity GroupPendingInstances GroupMinSize GroupMaxSize",
  },
  "AWS/Events": {
    Count: `TriggeredRules Invocations FailedInvocations ThrottledRules DeadLetterInvocations InvocationsSentToDlq
      InvocationsFailedToBeSentToDlq MatchedEvents`,
  },
  "AWS/EventBridge/Pipes": {
    Milliseconds: "Duration",
    None: "EventCount ExecutionFailed ExecutionPartiallyFailed ExecutionTimeout TargetStageFailed",
  },
  "AWS/Scheduler": {
    Count: `InvocationAttemptCount TargetErrorCount TargetErrorThrottledCount InvocationThrottleCount
      InvocationDroppedCount InvocationsSentToDeadLetterCount InvocationsFailedToBeSentToDeadLetterCount`,
  },
};

/**
 * Units of the values of metrics whose datapoints carry a unit that no source names for certain: AWS only describes the values
 * ("the percentage of", "in bytes"), sources disagree on the unit, or whoever runs the publisher may choose another.
 */
export const describedUnits: UnitsByNamespace = {
  "AWS/ECS": { Percent: "EBSFilesystemUtilization" },
  "AWS/Lambda": {
    Milliseconds: "AsyncEventAge",
    Count: `AsyncEventsReceived AsyncEventsDropped DestinationDeliveryFailures RecursiveInvocationsDropped OffsetLag
      ProvisionedConcurrencySpilloverInvocations ClaimedAccountConcurrency`,
  },
  // Pages before 2022 give megabytes, which is what the console of RDS shows; since then they give bytes.
  "AWS/RDS": {
    Bytes: "TransactionLogsDiskUsage ReplicationSlotDiskUsage OldestReplicationSlotLag",
    Microseconds: "DatabaseConnectionsBorrowLatency QueryDatabaseResponseLatency QueryResponseLatency",
    Count: `ClientConnections MaxDatabaseConnectionsAllowed DatabaseConnectionsCurrentlySessionPinned
      DatabaseConnectionsSetupFailed ClientConnectionsSetupFailedAuth`,
  },
  // In milliseconds for one old version of Redis.
  "AWS/ElastiCache": { Seconds: "ReplicationLag" },
  // Shares from 0 to 1; limits count a second.
  "AWS/Firehose": {
    None: `DeliveryToS3.Success DeliveryToSplunk.Success DeliveryToHttpEndpoint.Success
      DeliveryToAmazonOpenSearchService.Success`,
    "Bytes/Second": "BytesPerSecondLimit",
    "Count/Second": "RecordsPerSecondLimit",
  },
  // Days have no unit in CloudWatch.
  "AWS/CertificateManager": { None: "DaysToExpiry" },
  "AWS/DocDB": {
    Percent: "CPUUtilization",
    Bytes: "FreeableMemory",
    Milliseconds: "DBClusterReplicaLagMaximum",
    Count: "DatabaseConnectionsMax DatabaseCursorsMax TransactionsOpenMax LowMemNumOperationsThrottled",
  },
  "AWS/Neptune": {
    Percent: "CPUUtilization BufferCacheHitRatio NCUUtilization",
    Bytes: "FreeableMemory VolumeBytesUsed VolumeBytesLeftTotal",
    Milliseconds: "ClusterReplicaLag ClusterReplicaLagMaximum ClusterReplicaLagMinimum GlobalDbProgressLag",
    "Bytes/Second": "NetworkThroughput NetworkReceiveThroughput NetworkTransmitThroughput",
  },
  // The consoles show storage in MiB and GiB.
  "AWS/ES": {
    Percent: "CPUUtilization JVMMemoryPressure MasterCPUUtilization MasterJVMMemoryPressure WarmCPUUtilization",
    Megabytes: "FreeStorageSpace ClusterUsedSpace",
    Milliseconds: "SearchLatency IndexingLatency",
    Count: `ClusterStatus.red ClusterStatus.yellow ClusterStatus.green ClusterIndexWritesBlocked Nodes
      AutomatedSnapshotFailure KMSKeyError KMSKeyInaccessible OpenSearchRequests 2xx 3xx 4xx 5xx ThreadpoolSearchQueue
      ThreadpoolWriteQueue`,
  },
  "AWS/AOSS": {
    Milliseconds: "SearchRequestLatency IngestionRequestLatency",
    Count: "SearchRequestErrors IngestionRequestErrors",
  },
  "AWS/Bedrock": {
    Milliseconds: "InvocationLatency",
    Count: `Invocations InvocationClientErrors InvocationServerErrors InvocationThrottles InputTokenCount
      OutputTokenCount`,
  },
  "AWS/Route53": { Percent: "HealthCheckPercentageHealthy", None: "HealthCheckStatus" },
  Glue: {
    Count: `glue.driver.aggregate.numFailedTasks glue.driver.aggregate.numKilledTasks
      glue.driver.aggregate.numCompletedTasks`,
  },
  "AWS/AppSync": { Milliseconds: "Latency", Count: "4XXError 5XXError" },
  "AWS/WAFV2": { Count: "BlockedRequests AllowedRequests CountedRequests" },
  "AWS/CodeBuild": { Seconds: "Duration QueuedDuration", Count: "Builds FailedBuilds SucceededBuilds" },
  "AWS/KinesisAnalytics": {
    Percent: "cpuUtilization heapMemoryUtilization",
    Milliseconds: "downtime lastCheckpointDuration",
    Count: "fullRestarts numberOfFailedCheckpoints",
  },
  "AWS/VPN": { None: "TunnelState", Bytes: "TunnelDataIn TunnelDataOut" },
  "AWS/TransitGateway": { Bytes: "BytesIn BytesOut", Count: "PacketDropCountNoRoute PacketDropCountBlackhole" },
  "AWS/Cognito": { Count: "SignInThrottles SignUpThrottles TokenRefreshThrottles SignInSuccesses SignUpSuccesses" },
  // In the currency that the dimension names.
  "AWS/Billing": { None: "EstimatedCharges" },
  "AWS/DMS": {
    Percent: "CPUUtilization",
    Bytes: "FreeStorageSpace FreeableMemory",
    Seconds: "CDCLatencySource CDCLatencyTarget",
  },
  "AWS/Backup": { Count: "NumberOfBackupJobsFailed NumberOfBackupJobsExpired NumberOfBackupJobsCompleted" },
  ContainerInsights: {
    Percent: `node_cpu_utilization node_memory_utilization node_filesystem_utilization node_cpu_reserved_capacity
      node_memory_reserved_capacity`,
    Count: "cluster_node_count cluster_failed_node_count",
  },
  "AWS/ApplicationELB": {
    Seconds: "TargetResponseTime",
    Bytes: "ProcessedBytes",
    Count: `RequestCount RequestCountPerTarget HealthyHostCount ActiveConnectionCount NewConnectionCount
      RejectedConnectionCount TargetConnectionErrorCount HTTPCode_ELB_3XX_Count HTTPCode_ELB_4XX_Count
      HTTPCode_ELB_5XX_Count HTTPCode_ELB_500_Count HTTPCode_ELB_502_Count HTTPCode_ELB_503_Count
      HTTPCode_ELB_504_Count HTTPCode_Target_2XX_Count HTTPCode_Target_3XX_Count HTTPCode_Target_4XX_Count
      HTTPCode_Target_5XX_Count ClientTLSNegotiationErrorCount TargetTLSNegotiationErrorCount`,
  },
  "AWS/NetworkELB": {
    Count: `HealthyHostCount ActiveFlowCount NewFlowCount PortAllocationErrorCount TCP_Client_Reset_Count
      TCP_ELB_Reset_Count TCP_Target_Reset_Count ClientTLSNegotiationErrorCount TargetTLSNegotiationErrorCount`,
    Bytes: "ProcessedBytes",
  },
  "AWS/ELB": {
    Count: `UnHealthyHostCount HTTPCode_ELB_4XX HTTPCode_ELB_5XX HTTPCode_Backend_2XX HTTPCode_Backend_3XX
      HTTPCode_Backend_4XX HTTPCode_Backend_5XX BackendConnectionErrors SpilloverCount SurgeQueueLength`,
  },
  "AWS/ApiGateway": { Count: "4xx 5xx ConnectCount MessageCount ClientError ExecutionError IntegrationError" },
  "AWS/States": {
    Milliseconds: "ExecutionTime ActivityTime LambdaFunctionTime",
    Count: `ExecutionsStarted ExecutionsSucceeded ExecutionsFailed ExecutionsTimedOut ExecutionsAborted
      ExecutionThrottled`,
  },
  "AWS/Kafka": {
    Percent:
      "CpuUser CpuSystem CpuIdle CpuIoWait KafkaDataLogsDiskUsed KafkaAppLogsDiskUsed RootDiskUsed HeapMemoryAfterGC",
    Bytes: "MemoryFree MemoryUsed MemoryBuffered MemoryCached SwapFree SwapUsed",
    Count: `ActiveControllerCount OfflinePartitionsCount GlobalPartitionCount GlobalTopicCount UnderReplicatedPartitions
      UnderMinIsrPartitionCount ConnectionCount`,
  },
  // The agent's configuration may give a measurement another unit; it does not convert the values.
  CWAgent: {
    Percent: `cpu_usage_active cpu_usage_guest cpu_usage_guest_nice cpu_usage_idle cpu_usage_iowait cpu_usage_irq
      cpu_usage_nice cpu_usage_softirq cpu_usage_steal cpu_usage_system cpu_usage_user disk_used_percent
      mem_available_percent mem_used_percent swap_used_percent procstat_cpu_usage`,
    Bytes: `disk_free disk_total disk_used mem_active mem_available mem_buffered mem_cached mem_free mem_inactive
      mem_shared mem_total mem_used swap_free swap_total swap_used diskio_read_bytes diskio_write_bytes net_bytes_recv
      net_bytes_sent procstat_memory_rss procstat_memory_swap procstat_memory_vms`,
    Milliseconds: "diskio_io_time diskio_read_time diskio_write_time",
    Count: `disk_inodes_free disk_inodes_total disk_inodes_used diskio_iops_in_progress diskio_reads diskio_writes
      net_drop_in net_drop_out net_err_in net_err_out net_packets_recv net_packets_sent netstat_tcp_established
      netstat_tcp_time_wait processes_blocked processes_running processes_sleeping processes_stopped processes_total
      processes_zombies`,
  },
};
