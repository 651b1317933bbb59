import { metricsOf } from "./resource-metric";

export const kinesisMetrics = metricsOf({
  namespace: "AWS/Kinesis",
  source: "https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html",
  metrics: {
    "kinesis.iterator_age": {
      metricName: "GetRecords.IteratorAgeMilliseconds",
      statistic: "Maximum",
      dimensions: ["StreamName"],
      description:
        "Age of the last record that was read: how far consumers are behind. Not for consumers with enhanced fan-out.",
    },
    "kinesis.consumer_behind": {
      metricName: "SubscribeToShardEvent.MillisBehindLatest",
      statistic: "Maximum",
      dimensions: ["StreamName", "ConsumerName"],
      description: "How far a consumer with enhanced fan-out is behind the newest record.",
    },
    "kinesis.incoming_records": {
      metricName: "IncomingRecords",
      statistic: "Sum",
      dimensions: ["StreamName"],
      description: "Records that were put into the stream.",
    },
    "kinesis.incoming_bytes": {
      metricName: "IncomingBytes",
      statistic: "Sum",
      dimensions: ["StreamName"],
      description: "Bytes that were put into the stream.",
    },
    "kinesis.write_throttles": {
      metricName: "WriteProvisionedThroughputExceeded",
      statistic: "Sum",
      dimensions: ["StreamName"],
      description: "Records refused because the stream or a shard takes no more.",
    },
    "kinesis.read_throttles": {
      metricName: "ReadProvisionedThroughputExceeded",
      statistic: "Sum",
      dimensions: ["StreamName"],
      description: "Reads refused because a shard gives no more.",
    },
    "kinesis.successful_reads": {
      metricName: "GetRecords.Success",
      statistic: "Sum",
      dimensions: ["StreamName"],
      description: "Reads that succeeded.",
    },
    "kinesis.get_latency": {
      metricName: "GetRecords.Latency",
      statistic: "Average",
      dimensions: ["StreamName"],
      description: "Time that a read takes.",
    },
    "kinesis.put_records": {
      metricName: "PutRecords.TotalRecords",
      statistic: "Sum",
      dimensions: ["StreamName"],
      description: "Records in calls of PutRecords, refused and failed ones included.",
    },
    "kinesis.failed_records": {
      metricName: "PutRecords.FailedRecords",
      statistic: "Sum",
      dimensions: ["StreamName"],
      description: "Records in calls of PutRecords that Kinesis could not take because of a failure of its own.",
    },
    "kinesis.put_latency": {
      metricName: "PutRecords.Latency",
      statistic: "Average",
      dimensions: ["StreamName"],
      description: "Time that a call of PutRecords takes.",
    },
  },
});
