import { metricsOf } from "./resource-metric";

export const lambdaMetrics = metricsOf({
  namespace: "AWS/Lambda",
  source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
  metrics: {
    "lambda.errors": {
      metricName: "Errors",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Invocations that ended in an error of the function or a timeout.",
    },
    "lambda.invocations": {
      metricName: "Invocations",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Invocations, failed ones included, throttled ones not.",
    },
    "lambda.throttles": {
      metricName: "Throttles",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Invocations refused for lack of concurrency.",
    },
    "lambda.duration": {
      metricName: "Duration",
      statistic: "p99",
      dimensions: ["FunctionName"],
      description: "Time that the function's code took for an event.",
    },
    "lambda.concurrent_executions": {
      metricName: "ConcurrentExecutions",
      statistic: "Maximum",
      dimensions: ["FunctionName"],
      description: "Instances of the function that work at the same time.",
    },
    "lambda.account_concurrency": {
      metricName: "ClaimedAccountConcurrency",
      statistic: "Maximum",
      dimensions: [],
      description:
        "Concurrency of the account in the Region that on-demand invocations cannot use: what is running, reserved and provisioned.",
    },
    "lambda.provisioned_spillover": {
      metricName: "ProvisionedConcurrencySpilloverInvocations",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description:
        "Invocations that ran on standard concurrency because all provisioned concurrency was in use. Needs provisioned concurrency.",
    },
    "lambda.async_events_received": {
      metricName: "AsyncEventsReceived",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Events that Lambda queued for asynchronous invocation.",
    },
    "lambda.async_event_age": {
      metricName: "AsyncEventAge",
      statistic: "Maximum",
      dimensions: ["FunctionName"],
      description: "Time that an event of an asynchronous invocation waited until the function was invoked with it.",
    },
    "lambda.async_events_dropped": {
      metricName: "AsyncEventsDropped",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Events of asynchronous invocations that were given up: too old, out of retries, or no concurrency.",
    },
    "lambda.dead_letter_errors": {
      metricName: "DeadLetterErrors",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Events of asynchronous invocations that could not be sent to the dead-letter queue.",
    },
    "lambda.destination_failures": {
      metricName: "DestinationDeliveryFailures",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Events that could not be sent to a destination of the function or of an event source mapping.",
    },
    "lambda.recursive_invocations_dropped": {
      metricName: "RecursiveInvocationsDropped",
      statistic: "Sum",
      dimensions: ["FunctionName"],
      description: "Invocations that Lambda stopped because the function is part of an endless loop.",
    },
    "lambda.iterator_age": {
      metricName: "IteratorAge",
      statistic: "Maximum",
      dimensions: ["FunctionName"],
      description:
        "Age of the last record of a batch when the function got it. Only for functions that read a stream of Kinesis, DynamoDB or DocumentDB.",
    },
    "lambda.offset_lag": {
      metricName: "OffsetLag",
      statistic: "Maximum",
      dimensions: ["FunctionName"],
      description: "Records of a topic that the function has not processed yet. Only for functions that read Kafka.",
    },
  },
});
