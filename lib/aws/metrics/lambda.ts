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
  },
});
