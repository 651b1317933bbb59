import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("ECS");

/** Alarms on a service of ECS. */
export const ecs = {
  kind: "resource",
  of: "a service of Amazon ECS",
  dimensions: { ClusterName: "the cluster's name", ServiceName: "the service's name" },
  terraform: [
    {
      type: "aws_ecs_service",
      dimensions: {
        ClusterName: { attribute: "cluster", part: "after-last-slash" },
        ServiceName: { attribute: "name" },
      },
    },
  ],
  alarms: {
    cpu: {
      summary: "Tasks of {resource} use most of the CPU that they reserve.",
      impact: "Requests take longer.",
      reason:
        "AWS recommends 80 percent. A service that scales on CPU stays below it; one that stays above can no longer scale, or does not.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "ecs.cpu" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 80 } },
    },
    memory: {
      summary: "Tasks of {resource} use most of the memory that they reserve.",
      impact: "A task that needs more than it may have is killed, with the requests that it works on.",
      reason: "AWS recommends 80 percent. Unlike CPU, memory that runs out ends the task, so 95 percent wake somebody.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "ecs.memory" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 80 }, critical: { above: 95 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on the tasks of a service of ECS, in a cluster with Container Insights. */
export const ecsTasks = {
  kind: "resource",
  of: "a service of Amazon ECS in a cluster with Container Insights",
  byChoice: "A service does not say whether its cluster has Container Insights.",
  note: "Needs Container Insights on the cluster. It comes beside the set ecs.",
  dimensions: { ClusterName: "the cluster's name", ServiceName: "the service's name" },
  terraform: [
    {
      type: "aws_ecs_service",
      dimensions: {
        ClusterName: { attribute: "cluster", part: "after-last-slash" },
        ServiceName: { attribute: "name" },
      },
    },
  ],
  alarms: {
    none: {
      summary: "No task of {resource} runs.",
      impact: "The service does not work at all.",
      reason:
        "AWS recommends it: without a task, nobody answers. Leave it out for a service that is scaled to nothing on purpose.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "ecs.running_tasks", statistic: "Maximum" },
      period: "1m",
      periods: 5,
      missingData: "missing",
      severities: { critical: { atMost: 0 } },
    },
    missing: {
      summary: "{resource} runs fewer tasks than it should.",
      impact: "The others carry the load; a deployment does not finish.",
      reason:
        "Tasks that cannot be placed, or that end as soon as they start, show here. A deployment takes a few minutes, hence 15.",
      source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html",
      watches: {
        kind: "math",
        expression: "desired - running",
        series: {
          desired: { metric: "ecs.desired_tasks" },
          running: { metric: "ecs.running_tasks", statistic: "Maximum" },
        },
      },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
