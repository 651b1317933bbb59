import { metricsOf } from "./resource-metric";

export const dynamodbMetrics = metricsOf({
  namespace: "AWS/DynamoDB",
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html",
  metrics: {
    "dynamodb.read_throttles": {
      metricName: "ReadThrottleEvents",
      statistic: "Sum",
      dimensions: ["TableName"],
      description: "Reads refused for lack of capacity.",
    },
    "dynamodb.write_throttles": {
      metricName: "WriteThrottleEvents",
      statistic: "Sum",
      dimensions: ["TableName"],
      description: "Writes refused for lack of capacity.",
    },
    "dynamodb.system_errors": {
      metricName: "SystemErrors",
      statistic: "Sum",
      dimensions: ["TableName", "Operation"],
      description: "Requests of one operation that DynamoDB answered with a status of 500 and above.",
    },
    "dynamodb.latency": {
      metricName: "SuccessfulRequestLatency",
      statistic: "p99",
      dimensions: ["TableName", "Operation"],
      description: "Time that DynamoDB took for one operation, without the network.",
    },
  },
});
