import { metricsOf } from "./resource-metric";

export const s3Metrics = metricsOf({
  namespace: "AWS/S3",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html",
  metrics: {
    "s3.bucket_size": {
      metricName: "BucketSizeBytes",
      statistic: "Average",
      dimensions: ["BucketName", "StorageType"],
      description: "Bytes in the bucket in one kind of storage, StandardStorage, once a day.",
    },
    "s3.objects": {
      metricName: "NumberOfObjects",
      statistic: "Average",
      dimensions: ["BucketName", "StorageType"],
      description: "Objects in the bucket, StorageType AllStorageTypes, once a day.",
    },
    "s3.requests": {
      metricName: "AllRequests",
      statistic: "Sum",
      dimensions: ["BucketName", "FilterId"],
      description: "Requests to the bucket. Needs request metrics on the bucket.",
    },
    "s3.4xx": {
      metricName: "4xxErrors",
      statistic: "Sum",
      dimensions: ["BucketName", "FilterId"],
      description: "Requests that S3 answered with a status of 400 to 499. Needs request metrics on the bucket.",
    },
    "s3.5xx": {
      metricName: "5xxErrors",
      statistic: "Sum",
      dimensions: ["BucketName", "FilterId"],
      description: "Requests that S3 answered with a status of 500 and above. Needs request metrics on the bucket.",
    },
    "s3.first_byte_latency": {
      metricName: "FirstByteLatency",
      statistic: "p99",
      dimensions: ["BucketName", "FilterId"],
      description: "Time until S3 begins to answer a request. Needs request metrics on the bucket.",
    },
    "s3.latency": {
      metricName: "TotalRequestLatency",
      statistic: "p99",
      dimensions: ["BucketName", "FilterId"],
      description:
        "Time from the first byte of a request to the last of its answer. Needs request metrics on the bucket.",
    },
    "s3.bytes_downloaded": {
      metricName: "BytesDownloaded",
      statistic: "Sum",
      dimensions: ["BucketName", "FilterId"],
      description: "Bytes of answers. Needs request metrics on the bucket.",
    },
    "s3.bytes_uploaded": {
      metricName: "BytesUploaded",
      statistic: "Sum",
      dimensions: ["BucketName", "FilterId"],
      description: "Bytes of requests. Needs request metrics on the bucket.",
    },
    "s3.replication_latency": {
      metricName: "ReplicationLatency",
      statistic: "Maximum",
      dimensions: ["SourceBucket", "DestinationBucket", "RuleId"],
      description:
        "How far the destination of a replication rule is behind. Needs metrics of S3 Replication on the rule.",
    },
    "s3.replication_failures": {
      metricName: "OperationsFailedReplication",
      statistic: "Sum",
      dimensions: ["SourceBucket", "DestinationBucket", "RuleId"],
      description: "Objects that a replication rule could not replicate. Needs metrics of S3 Replication on the rule.",
    },
    "s3.replication_pending": {
      metricName: "OperationsPendingReplication",
      statistic: "Maximum",
      dimensions: ["SourceBucket", "DestinationBucket", "RuleId"],
      description:
        "Objects that a replication rule has still to replicate. Needs metrics of S3 Replication on the rule.",
    },
  },
});
