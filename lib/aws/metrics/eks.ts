import { metricsOf } from "./resource-metric";

/** Container Insights of Kubernetes. */
export const eksMetrics = metricsOf({
  namespace: "ContainerInsights",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html",
  metrics: {
    "eks.node_cpu": {
      metricName: "node_cpu_utilization",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "CPU of the cluster's node that uses most. Needs Container Insights on the cluster.",
    },
    "eks.node_memory": {
      metricName: "node_memory_utilization",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "Memory of the cluster's node that uses most. Needs Container Insights on the cluster.",
    },
    "eks.node_filesystem": {
      metricName: "node_filesystem_utilization",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "File system of the cluster's node that uses most. Needs Container Insights on the cluster.",
    },
    "eks.node_cpu_reserved": {
      metricName: "node_cpu_reserved_capacity",
      statistic: "Average",
      dimensions: ["ClusterName"],
      description: "CPU of the cluster's nodes that pods reserve. Needs Container Insights on the cluster.",
    },
    "eks.node_memory_reserved": {
      metricName: "node_memory_reserved_capacity",
      statistic: "Average",
      dimensions: ["ClusterName"],
      description: "Memory of the cluster's nodes that pods reserve. Needs Container Insights on the cluster.",
    },
    "eks.nodes": {
      metricName: "cluster_node_count",
      statistic: "Minimum",
      dimensions: ["ClusterName"],
      description: "Nodes of the cluster. Needs Container Insights on the cluster.",
    },
    "eks.failed_nodes": {
      metricName: "cluster_failed_node_count",
      statistic: "Maximum",
      dimensions: ["ClusterName"],
      description: "Nodes of the cluster that have a failed condition. Needs Container Insights on the cluster.",
    },
  },
});
