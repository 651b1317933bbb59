import { metricsOf } from "./resource-metric";

export const ecsMetrics = {
  ...metricsOf({
    namespace: "AWS/ECS",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html",
    metrics: {
      "ecs.cpu": {
        metricName: "CPUUtilization",
        statistic: "Average",
        dimensions: ["ClusterName", "ServiceName"],
        description: "CPU that the service's tasks use, as a share of what they reserve.",
      },
      "ecs.memory": {
        metricName: "MemoryUtilization",
        statistic: "Average",
        dimensions: ["ClusterName", "ServiceName"],
        description: "Memory that the service's tasks use, as a share of what they reserve.",
      },
    },
  }),
  ...metricsOf({
    namespace: "ECS/ContainerInsights",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html",
    metrics: {
      "ecs.running_tasks": {
        metricName: "RunningTaskCount",
        statistic: "Minimum",
        dimensions: ["ClusterName", "ServiceName"],
        description: "Tasks of the service that run. Needs Container Insights on the cluster.",
      },
    },
  }),
};
