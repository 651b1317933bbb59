/** A metric that an AWS service publishes by itself, as data. */
export interface ResourceMetric {
  readonly namespace: string;
  readonly metricName: string;

  /** The statistic that is usually wanted: `Sum`, `Average`, `Maximum`, `Minimum` or a percentile such as `p99`. */
  readonly statistic: string;

  /** Names of the dimensions of the series. CloudWatch finds a series only if you give exactly these. */
  readonly dimensions: readonly string[];

  /** What the number means, in a sentence, and what must be turned on to get it. */
  readonly description: string;
}

/**
 * Metrics of AWS services worth an alarm or a panel, by `service.metric`.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
export const resourceMetrics = {
  "sqs.visible_messages": {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    dimensions: ["QueueName"],
    description: "Messages waiting in the queue; for a dead-letter queue, messages given up.",
  },
  "sqs.age_of_oldest_message": {
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    statistic: "Maximum",
    dimensions: ["QueueName"],
    description: "Age of the oldest message that nobody has deleted: how far consumers are behind.",
  },
  "ecs.cpu": {
    namespace: "AWS/ECS",
    metricName: "CPUUtilization",
    statistic: "Average",
    dimensions: ["ClusterName", "ServiceName"],
    description: "CPU that the service's tasks use, as a share of what they reserve.",
  },
  "ecs.memory": {
    namespace: "AWS/ECS",
    metricName: "MemoryUtilization",
    statistic: "Average",
    dimensions: ["ClusterName", "ServiceName"],
    description: "Memory that the service's tasks use, as a share of what they reserve.",
  },
  "ecs.running_tasks": {
    namespace: "ECS/ContainerInsights",
    metricName: "RunningTaskCount",
    statistic: "Minimum",
    dimensions: ["ClusterName", "ServiceName"],
    description: "Tasks of the service that run. Needs Container Insights on the cluster.",
  },
  "lambda.errors": {
    namespace: "AWS/Lambda",
    metricName: "Errors",
    statistic: "Sum",
    dimensions: ["FunctionName"],
    description: "Invocations that ended in an error of the function or a timeout.",
  },
  "lambda.invocations": {
    namespace: "AWS/Lambda",
    metricName: "Invocations",
    statistic: "Sum",
    dimensions: ["FunctionName"],
    description: "Invocations, failed ones included, throttled ones not.",
  },
  "lambda.throttles": {
    namespace: "AWS/Lambda",
    metricName: "Throttles",
    statistic: "Sum",
    dimensions: ["FunctionName"],
    description: "Invocations refused for lack of concurrency.",
  },
  "lambda.duration": {
    namespace: "AWS/Lambda",
    metricName: "Duration",
    statistic: "p99",
    dimensions: ["FunctionName"],
    description: "Time that the function's code took for an event.",
  },
  "lambda.concurrent_executions": {
    namespace: "AWS/Lambda",
    metricName: "ConcurrentExecutions",
    statistic: "Maximum",
    dimensions: ["FunctionName"],
    description: "Instances of the function that work at the same time.",
  },
  "alb.5xx": {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_ELB_5XX_Count",
    statistic: "Sum",
    dimensions: ["LoadBalancer"],
    description: "Responses of 500 and above from the load balancer itself. Published only when there are any.",
  },
  "alb.4xx": {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_ELB_4XX_Count",
    statistic: "Sum",
    dimensions: ["LoadBalancer"],
    description: "Responses of 400 to 499 from the load balancer itself. Published only when there are any.",
  },
  "alb.all_requests": {
    namespace: "AWS/ApplicationELB",
    metricName: "RequestCount",
    statistic: "Sum",
    dimensions: ["LoadBalancer"],
    description: "Requests that the load balancer routed to any of its targets.",
  },
  "alb.requests": {
    namespace: "AWS/ApplicationELB",
    metricName: "RequestCount",
    statistic: "Sum",
    dimensions: ["LoadBalancer", "TargetGroup"],
    description: "Requests routed to a target of the group.",
  },
  "alb.target_2xx": {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_2XX_Count",
    statistic: "Sum",
    dimensions: ["LoadBalancer", "TargetGroup"],
    description: "Responses of 200 to 299 from targets of the group. Published only when there are any.",
  },
  "alb.target_4xx": {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_4XX_Count",
    statistic: "Sum",
    dimensions: ["LoadBalancer", "TargetGroup"],
    description: "Responses of 400 to 499 from targets of the group. Published only when there are any.",
  },
  "alb.target_5xx": {
    namespace: "AWS/ApplicationELB",
    metricName: "HTTPCode_Target_5XX_Count",
    statistic: "Sum",
    dimensions: ["LoadBalancer", "TargetGroup"],
    description: "Responses of 500 and above from targets of the group. Published only when there are any.",
  },
  "alb.latency": {
    namespace: "AWS/ApplicationELB",
    metricName: "TargetResponseTime",
    statistic: "p99",
    dimensions: ["LoadBalancer", "TargetGroup"],
    description: "Time from the request leaving the load balancer until the target's response begins.",
  },
  "alb.unhealthy_hosts": {
    namespace: "AWS/ApplicationELB",
    metricName: "UnHealthyHostCount",
    statistic: "Maximum",
    dimensions: ["LoadBalancer", "TargetGroup"],
    description: "Targets of the group that fail their health check.",
  },
  "rds.cpu": {
    namespace: "AWS/RDS",
    metricName: "CPUUtilization",
    statistic: "Average",
    dimensions: ["DBInstanceIdentifier"],
    description: "CPU that the database instance uses.",
  },
  "rds.connections": {
    namespace: "AWS/RDS",
    metricName: "DatabaseConnections",
    statistic: "Maximum",
    dimensions: ["DBInstanceIdentifier"],
    description: "Client connections to the database instance.",
  },
  "rds.free_storage": {
    namespace: "AWS/RDS",
    metricName: "FreeStorageSpace",
    statistic: "Minimum",
    dimensions: ["DBInstanceIdentifier"],
    description: "Storage left on the database instance.",
  },
  "dynamodb.read_throttles": {
    namespace: "AWS/DynamoDB",
    metricName: "ReadThrottleEvents",
    statistic: "Sum",
    dimensions: ["TableName"],
    description: "Reads refused for lack of capacity.",
  },
  "dynamodb.write_throttles": {
    namespace: "AWS/DynamoDB",
    metricName: "WriteThrottleEvents",
    statistic: "Sum",
    dimensions: ["TableName"],
    description: "Writes refused for lack of capacity.",
  },
  "dynamodb.system_errors": {
    namespace: "AWS/DynamoDB",
    metricName: "SystemErrors",
    statistic: "Sum",
    dimensions: ["TableName", "Operation"],
    description: "Requests of one operation that DynamoDB answered with a status of 500 and above.",
  },
  "dynamodb.latency": {
    namespace: "AWS/DynamoDB",
    metricName: "SuccessfulRequestLatency",
    statistic: "p99",
    dimensions: ["TableName", "Operation"],
    description: "Time that DynamoDB took for one operation, without the network.",
  },
  "apigateway.rest_5xx": {
    namespace: "AWS/ApiGateway",
    metricName: "5XXError",
    statistic: "Sum",
    dimensions: ["ApiName", "Stage"],
    description: "Responses of 500 and above of a REST API.",
  },
  "apigateway.http_5xx": {
    namespace: "AWS/ApiGateway",
    metricName: "5xx",
    statistic: "Sum",
    dimensions: ["ApiId", "Stage"],
    description: "Responses of 500 and above of an HTTP API.",
  },
  "sns.failed_notifications": {
    namespace: "AWS/SNS",
    metricName: "NumberOfNotificationsFailed",
    statistic: "Sum",
    dimensions: ["TopicName"],
    description: "Messages that could not be delivered to a subscriber after all retries.",
  },
  "logs.incoming_events": {
    namespace: "AWS/Logs",
    metricName: "IncomingLogEvents",
    statistic: "Sum",
    dimensions: ["LogGroupName"],
    description: "Log events that arrived in the log group. Nothing is published while none arrives.",
  },
  "logs.incoming_bytes": {
    namespace: "AWS/Logs",
    metricName: "IncomingBytes",
    statistic: "Sum",
    dimensions: ["LogGroupName"],
    description: "Bytes that arrived in the log group, before compression: ingestion is billed by them.",
  },
} as const satisfies Record<string, ResourceMetric>;

/** Key of a {@link resourceMetrics} entry. */
export type ResourceMetricKey = keyof typeof resourceMetrics;
