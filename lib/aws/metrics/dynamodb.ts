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
    "dynamodb.index_read_throttles": {
      metricName: "ReadThrottleEvents",
      statistic: "Sum",
      dimensions: ["TableName", "GlobalSecondaryIndexName"],
      description: "Reads of a global secondary index refused for lack of capacity.",
    },
    "dynamodb.index_write_throttles": {
      metricName: "WriteThrottleEvents",
      statistic: "Sum",
      dimensions: ["TableName", "GlobalSecondaryIndexName"],
      description:
        "Writes to a global secondary index refused for lack of capacity, which throttles writes to the table.",
    },
    "dynamodb.throttled_requests": {
      metricName: "ThrottledRequests",
      statistic: "Sum",
      dimensions: ["TableName", "Operation"],
      description: "Requests of one operation of which at least a part was throttled.",
    },
    "dynamodb.system_errors": {
      metricName: "SystemErrors",
      statistic: "Sum",
      dimensions: ["TableName", "Operation"],
      description: "Requests of one operation that DynamoDB answered with a status of 500 and above.",
    },
    "dynamodb.user_errors": {
      metricName: "UserErrors",
      statistic: "Sum",
      dimensions: [],
      description:
        "Requests of the account in the Region that DynamoDB answered with a status of 400, of all tables together.",
    },
    "dynamodb.latency": {
      metricName: "SuccessfulRequestLatency",
      statistic: "p99",
      dimensions: ["TableName", "Operation"],
      description: "Time that DynamoDB took for one operation, without the network.",
    },
    "dynamodb.conditional_check_failures": {
      metricName: "ConditionalCheckFailedRequests",
      statistic: "Sum",
      dimensions: ["TableName"],
      description: "Writes whose condition was false.",
    },
    "dynamodb.transaction_conflicts": {
      metricName: "TransactionConflict",
      statistic: "Sum",
      dimensions: ["TableName"],
      description: "Requests on items that were rejected because a transaction had the same items.",
    },
    "dynamodb.consumed_read_capacity": {
      metricName: "ConsumedReadCapacityUnits",
      statistic: "Sum",
      dimensions: ["TableName"],
      description: "Read capacity units that requests used in a period.",
    },
    "dynamodb.consumed_write_capacity": {
      metricName: "ConsumedWriteCapacityUnits",
      statistic: "Sum",
      dimensions: ["TableName"],
      description: "Write capacity units that requests used in a period.",
    },
    "dynamodb.provisioned_read_capacity": {
      metricName: "ProvisionedReadCapacityUnits",
      statistic: "Average",
      dimensions: ["TableName"],
      description: "Read capacity units a second that the table has. Only for provisioned capacity.",
    },
    "dynamodb.provisioned_write_capacity": {
      metricName: "ProvisionedWriteCapacityUnits",
      statistic: "Average",
      dimensions: ["TableName"],
      description: "Write capacity units a second that the table has. Only for provisioned capacity.",
    },
    "dynamodb.account_read_utilization": {
      metricName: "AccountProvisionedReadCapacityUtilization",
      statistic: "Maximum",
      dimensions: [],
      description: "Share of the account's limit of provisioned read capacity in the Region that is provisioned.",
    },
    "dynamodb.account_write_utilization": {
      metricName: "AccountProvisionedWriteCapacityUtilization",
      statistic: "Maximum",
      dimensions: [],
      description: "Share of the account's limit of provisioned write capacity in the Region that is provisioned.",
    },
    "dynamodb.replication_latency": {
      metricName: "ReplicationLatency",
      statistic: "Average",
      dimensions: ["TableName", "ReceivingRegion"],
      description: "Time from a change in one replica of a global table until it is in another.",
    },
    "dynamodb.ttl_deleted": {
      metricName: "TimeToLiveDeletedItemCount",
      statistic: "Sum",
      dimensions: ["TableName"],
      description: "Items that were deleted because their time to live ended.",
    },
  },
});
