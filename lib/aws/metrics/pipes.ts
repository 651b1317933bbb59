import { metricsOf } from "./resource-metric";

export const pipesMetrics = metricsOf({
  namespace: "AWS/EventBridge/Pipes",
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html",
  metrics: {
    "pipes.events": {
      metricName: "EventCount",
      statistic: "Sum",
      dimensions: ["PipeName"],
      description: "Events that the pipe processed.",
    },
    "pipes.failed": {
      metricName: "ExecutionFailed",
      statistic: "Sum",
      dimensions: ["PipeName"],
      description: "Executions of the pipe that failed.",
    },
    "pipes.partially_failed": {
      metricName: "ExecutionPartiallyFailed",
      statistic: "Sum",
      dimensions: ["PipeName"],
      description: "Executions of the pipe of which a part failed.",
    },
    "pipes.timed_out": {
      metricName: "ExecutionTimeout",
      statistic: "Sum",
      dimensions: ["PipeName"],
      description: "Executions of the pipe that ran out of time.",
    },
    "pipes.target_failed": {
      metricName: "TargetStageFailed",
      statistic: "Sum",
      dimensions: ["PipeName"],
      description: "Executions of the pipe whose target failed.",
    },
    "pipes.duration": {
      metricName: "Duration",
      statistic: "p99",
      dimensions: ["PipeName"],
      description: "Time that an execution of the pipe took.",
    },
  },
});
