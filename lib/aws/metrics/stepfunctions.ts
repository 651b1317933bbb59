import { metricsOf } from "./resource-metric";

export const stepfunctionsMetrics = metricsOf({
  namespace: "AWS/States",
  source: "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html",
  metrics: {
    "stepfunctions.started": {
      metricName: "ExecutionsStarted",
      statistic: "Sum",
      dimensions: ["StateMachineArn"],
      description: "Executions started.",
    },
    "stepfunctions.succeeded": {
      metricName: "ExecutionsSucceeded",
      statistic: "Sum",
      dimensions: ["StateMachineArn"],
      description: "Executions that succeeded.",
    },
    "stepfunctions.failed": {
      metricName: "ExecutionsFailed",
      statistic: "Sum",
      dimensions: ["StateMachineArn"],
      description: "Executions that failed.",
    },
    "stepfunctions.timed_out": {
      metricName: "ExecutionsTimedOut",
      statistic: "Sum",
      dimensions: ["StateMachineArn"],
      description: "Executions that ran out of time.",
    },
    "stepfunctions.aborted": {
      metricName: "ExecutionsAborted",
      statistic: "Sum",
      dimensions: ["StateMachineArn"],
      description: "Executions that somebody stopped.",
    },
    "stepfunctions.throttled": {
      metricName: "ExecutionThrottled",
      statistic: "Sum",
      dimensions: ["StateMachineArn"],
      description: "Transitions of states and retries that were throttled. Only for standard workflows.",
    },
    "stepfunctions.duration": {
      metricName: "ExecutionTime",
      statistic: "p99",
      dimensions: ["StateMachineArn"],
      description: "Time from the start of an execution until its end.",
    },
  },
});
