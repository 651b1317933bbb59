import { metricsOf } from "./resource-metric";

export const autoscalingMetrics = metricsOf({
  namespace: "AWS/AutoScaling",
  source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html",
  metrics: {
    "autoscaling.in_service": {
      metricName: "GroupInServiceInstances",
      statistic: "Minimum",
      dimensions: ["AutoScalingGroupName"],
      description: "Instances of the group that are in service. Needs group metrics collection on the group.",
    },
    "autoscaling.desired": {
      metricName: "GroupDesiredCapacity",
      statistic: "Maximum",
      dimensions: ["AutoScalingGroupName"],
      description: "Instances that the group should have. Needs group metrics collection on the group.",
    },
    "autoscaling.pending": {
      metricName: "GroupPendingInstances",
      statistic: "Maximum",
      dimensions: ["AutoScalingGroupName"],
      description: "Instances of the group that are not in service yet. Needs group metrics collection on the group.",
    },
    "autoscaling.min_size": {
      metricName: "GroupMinSize",
      statistic: "Maximum",
      dimensions: ["AutoScalingGroupName"],
      description: "Smallest size of the group. Needs group metrics collection on the group.",
    },
    "autoscaling.max_size": {
      metricName: "GroupMaxSize",
      statistic: "Minimum",
      dimensions: ["AutoScalingGroupName"],
      description: "Largest size of the group. Needs group metrics collection on the group.",
    },
  },
});
