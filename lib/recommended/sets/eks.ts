import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

/** Alarms on the nodes of a Kubernetes cluster. */
export const eks = {
  kind: "resource",
  of: "a cluster of Amazon EKS with Container Insights",
  dimensions: { ClusterName: "the cluster's name" },
  byChoice: "Only a cluster with Container Insights publishes these metrics.",
  terraform: [{ type: "aws_eks_cluster", dimensions: { ClusterName: { attribute: "name" } } }],
  alarms: {
    failed_nodes: {
      summary: "Nodes of {resource} have failed.",
      impact: "Their pods are moved to others, if there is room.",
      reason: "None is normal. A quarter of an hour leaves time to replace a node.",
      source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html",
      watches: { kind: "value", metric: "eks.failed_nodes" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    node_cpu: {
      summary: "A node of {resource} has hardly any CPU to spare.",
      impact: "Its pods are slow.",
      reason: "AWS recommends 80 percent at most.",
      source: awsRecommends("ContainerInsights"),
      watches: { kind: "value", metric: "eks.node_cpu" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 80 } },
    },
    node_memory: {
      summary: "A node of {resource} has hardly any memory to spare.",
      impact: "Pods are evicted or killed.",
      reason: "AWS recommends 80 percent at most.",
      source: awsRecommends("ContainerInsights"),
      watches: { kind: "value", metric: "eks.node_memory" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 80 } },
    },
    node_filesystem: {
      summary: "The disk of a node of {resource} is nearly full.",
      impact: "Pods are evicted from the node.",
      reason: "AWS recommends the alarm; at 85 percent Kubernetes begins to delete images, and at 90 to evict pods.",
      source: awsRecommends("ContainerInsights"),
      watches: { kind: "value", metric: "eks.node_filesystem" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 80 } },
    },
  },
} as const satisfies ResourceSet;
