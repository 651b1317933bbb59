import { metricsOf } from "./resource-metric";

export const firehoseMetrics = metricsOf({
  namespace: "AWS/Firehose",
  source: "https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html",
  metrics: {
    "firehose.incoming_records": {
      metricName: "IncomingRecords",
      statistic: "Sum",
      dimensions: ["DeliveryStreamName"],
      description: "Records that reached the stream, after throttling.",
    },
    "firehose.incoming_bytes": {
      metricName: "IncomingBytes",
      statistic: "Sum",
      dimensions: ["DeliveryStreamName"],
      description: "Bytes that reached the stream, after throttling.",
    },
    "firehose.throttled_records": {
      metricName: "ThrottledRecords",
      statistic: "Sum",
      dimensions: ["DeliveryStreamName"],
      description: "Records refused because the stream takes no more.",
    },
    "firehose.bytes_limit": {
      metricName: "BytesPerSecondLimit",
      statistic: "Minimum",
      dimensions: ["DeliveryStreamName"],
      description: "Bytes a second that the stream takes before it throttles.",
    },
    "firehose.records_limit": {
      metricName: "RecordsPerSecondLimit",
      statistic: "Minimum",
      dimensions: ["DeliveryStreamName"],
      description: "Records a second that the stream takes before it throttles.",
    },
    "firehose.s3_freshness": {
      metricName: "DeliveryToS3.DataFreshness",
      statistic: "Maximum",
      dimensions: ["DeliveryStreamName"],
      description: "Age of the oldest record that is not in S3 yet.",
    },
    "firehose.s3_success": {
      metricName: "DeliveryToS3.Success",
      statistic: "Average",
      dimensions: ["DeliveryStreamName"],
      description: "Share of writes to S3 that succeeded, from 0 to 1.",
    },
    "firehose.s3_records": {
      metricName: "DeliveryToS3.Records",
      statistic: "Sum",
      dimensions: ["DeliveryStreamName"],
      description: "Records delivered to S3.",
    },
    "firehose.http_freshness": {
      metricName: "DeliveryToHttpEndpoint.DataFreshness",
      statistic: "Maximum",
      dimensions: ["DeliveryStreamName"],
      description: "Age of the oldest record that the HTTP endpoint has not got yet.",
    },
    "firehose.http_success": {
      metricName: "DeliveryToHttpEndpoint.Success",
      statistic: "Average",
      dimensions: ["DeliveryStreamName"],
      description: "Share of records that the HTTP endpoint took, from 0 to 1.",
    },
    "firehose.opensearch_freshness": {
      metricName: "DeliveryToAmazonOpenSearchService.DataFreshness",
      statistic: "Maximum",
      dimensions: ["DeliveryStreamName"],
      description: "Age of the oldest record that is not in OpenSearch yet.",
    },
    "firehose.opensearch_success": {
      metricName: "DeliveryToAmazonOpenSearchService.Success",
      statistic: "Average",
      dimensions: ["DeliveryStreamName"],
      description: "Share of records that OpenSearch took, from 0 to 1.",
    },
    "firehose.splunk_freshness": {
      metricName: "DeliveryToSplunk.DataFreshness",
      statistic: "Maximum",
      dimensions: ["DeliveryStreamName"],
      description: "Age of the oldest record that Splunk has not got yet.",
    },
    "firehose.splunk_success": {
      metricName: "DeliveryToSplunk.Success",
      statistic: "Average",
      dimensions: ["DeliveryStreamName"],
      description: "Share of records that Splunk took, from 0 to 1.",
    },
  },
});
