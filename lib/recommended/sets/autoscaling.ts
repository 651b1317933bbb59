import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("AutoScaling");

/** Alarms on an Auto Scaling group. */
export const autoscaling = {
  kind: "resource",
  of: "an Auto Scaling group",
  note: "Needs group metrics collection on the group (enabled_metrics in Terraform).",
  dimensions: { AutoScalingGroupName: "the group's name" },
  terraform: [
    {
      type: "aws_autoscaling_group",
      dimensions: { AutoScalingGroupName: { attribute: "name" } },
      settings: { least: { argument: "min_size" } },
    },
  ],
  settings: { least: { description: "Fewest instances that should be in service." } },
  alarms: {
    too_few: {
      summary: "{resource} has fewer instances in service than it needs.",
      impact: "The others carry the load, if there are any.",
      reason:
        "AWS recommends the smallest capacity that the work needs, for ten minutes: the smallest size of the group, unless you say otherwise.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "autoscaling.in_service" },
      period: "1m",
      periods: 10,
      missingData: "missing",
      severities: { warning: { below: { setting: "least" } } },
    },
    cannot_grow: {
      summary: "{resource} has fewer instances in service than it wants.",
      impact: "The group cannot follow the load.",
      reason:
        "Instances that cannot be launched, or that fail their health check again and again, show here. A launch takes some minutes, hence 20.",
      source: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html",
      watches: {
        kind: "math",
        expression: "desired - running",
        series: {
          desired: { metric: "autoscaling.desired", statistic: "Minimum" },
          running: { metric: "autoscaling.in_service", statistic: "Maximum" },
        },
      },
      period: "5m",
      periods: 4,
      missingData: "missing",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
