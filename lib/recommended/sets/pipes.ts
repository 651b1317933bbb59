import type { ResourceSet } from "../set";

/** Alarms on a pipe of EventBridge. */
export const pipes = {
  kind: "resource",
  of: "a pipe of EventBridge Pipes",
  dimensions: { PipeName: "the pipe's name" },
  terraform: [{ type: "aws_pipes_pipe", dimensions: { PipeName: { attribute: "name" } } }],
  alarms: {
    failed: {
      summary: "Executions of {resource} fail.",
      impact: "Events wait in the source, and are lost when it drops them.",
      reason:
        "A pipe retries for as long as its source keeps events, so a single failure heals. Two periods out of three do not.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html",
      watches: { kind: "value", metric: "pipes.failed" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    partially_failed: {
      summary: "Executions of {resource} fail for a part of their events.",
      impact: "These events wait in the source, and are lost when it drops them.",
      reason: "An event that always fails comes back again and again. Two periods out of three show it.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html",
      watches: { kind: "value", metric: "pipes.partially_failed" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    timed_out: {
      summary: "Executions of {resource} run out of time.",
      impact: "Events wait in the source, and are lost when it drops them.",
      reason:
        "An enrichment or a target that is too slow. Two periods out of three mean that it does not heal by itself.",
      source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html",
      watches: { kind: "value", metric: "pipes.timed_out" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
