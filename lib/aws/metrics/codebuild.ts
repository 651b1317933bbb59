import { metricsOf } from "./resource-metric";

export const codebuildMetrics = metricsOf({
  namespace: "AWS/CodeBuild",
  source: "https://docs.aws.amazon.com/codebuild/latest/userguide/monitoring-metrics.html",
  metrics: {
    "codebuild.builds": {
      metricName: "Builds",
      statistic: "Sum",
      dimensions: ["ProjectName"],
      description: "Builds that were started.",
    },
    "codebuild.failed": {
      metricName: "FailedBuilds",
      statistic: "Sum",
      dimensions: ["ProjectName"],
      description: "Builds that failed or ran out of time.",
    },
    "codebuild.succeeded": {
      metricName: "SucceededBuilds",
      statistic: "Sum",
      dimensions: ["ProjectName"],
      description: "Builds that succeeded.",
    },
    "codebuild.duration": {
      metricName: "Duration",
      statistic: "Average",
      dimensions: ["ProjectName"],
      description: "Time that a build takes, all of its phases together.",
    },
    "codebuild.queued": {
      metricName: "QueuedDuration",
      statistic: "Average",
      dimensions: ["ProjectName"],
      description: "Time that a build waits until it starts.",
    },
  },
});
