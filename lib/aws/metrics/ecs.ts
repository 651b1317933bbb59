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
      "ecs.ebs_filesystem": {
        metricName: "EBSFilesystemUtilization",
        statistic: "Average",
        dimensions: ["ClusterName", "ServiceName"],
        description:
          "Share of the file systems on EBS volumes attached to the service's tasks that is used. Only for tasks with such a volume.",
      },
      "ecs.cluster_cpu_reservation": {
        metricName: "CPUReservation",
        statistic: "Average",
        dimensions: ["ClusterName"],
        description:
          "Share of the CPU of the cluster's EC2 instances that running tasks reserve. Only for clusters with EC2 instances.",
      },
      "ecs.cluster_memory_reservation": {
        metricName: "MemoryReservation",
        statistic: "Average",
        dimensions: ["ClusterName"],
        description:
          "Share of the memory of the cluster's EC2 instances that running tasks reserve. Only for clusters with EC2 instances.",
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
      "ecs.desired_tasks": {
        metricName: "DesiredTaskCount",
        statistic: "Maximum",
        dimensions: ["ClusterName", "ServiceName"],
        description: "Tasks that the service should have. Needs Container Insights on the cluster.",
      },
      "ecs.pending_tasks": {
        metricName: "PendingTaskCount",
        statistic: "Maximum",
        dimensions: ["ClusterName", "ServiceName"],
        description: "Tasks of the service that are about to start. Needs Container Insights on the cluster.",
      },
      "ecs.deployments": {
        metricName: "DeploymentCount",
        statistic: "Maximum",
        dimensions: ["ClusterName", "ServiceName"],
        description:
          "Deployments of the service under way, the current one included. Needs Container Insights on the cluster.",
      },
      "ecs.cluster_tasks": {
        metricName: "TaskCount",
        statistic: "Maximum",
        dimensions: ["ClusterName"],
        description: "Tasks that run in the cluster. Needs Container Insights on the cluster.",
      },
    },
  }),
  ...metricsOf({
    namespace: "ECS/ContainerInsights",
    source:
      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html",
    metrics: {
      "ecs.task_cpu": {
        metricName: "TaskCpuUtilization",
        statistic: "Average",
        dimensions: ["ClusterName", "ServiceName"],
        description:
          "CPU that tasks use, as a share of what they reserve. Needs Container Insights with enhanced observability.",
      },
      "ecs.task_memory": {
        metricName: "TaskMemoryUtilization",
        statistic: "Average",
        dimensions: ["ClusterName", "ServiceName"],
        description:
          "Memory that tasks use, as a share of what they reserve. Needs Container Insights with enhanced observability.",
      },
      "ecs.task_ephemeral_storage": {
        metricName: "TaskEphemeralStorageUtilization",
        statistic: "Average",
        dimensions: ["ClusterName", "ServiceName"],
        description:
          "Share of the tasks' ephemeral storage that is used. Only on Fargate (Linux, platform 1.4.0 or later); needs Container Insights with enhanced observability.",
      },
    },
  }),
};
