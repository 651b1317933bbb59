import type { ResourceSet } from "../set";

/** Alarms on a state machine of Step Functions. */
export const stepfunctions = {
  kind: "resource",
  of: "a state machine of Step Functions",
  dimensions: { StateMachineArn: "the state machine's ARN" },
  terraform: [{ type: "aws_sfn_state_machine", dimensions: { StateMachineArn: { attribute: "arn" } } }],
  settings: { failed: { description: "Executions that may fail in five minutes.", default: 0 } },
  alarms: {
    failed: {
      summary: "Executions of {resource} fail.",
      impact: "What they ask for is not done, or only in part.",
      reason:
        "A state machine retries and catches what it can, so an execution that failed is work that nobody does. One is enough, unless you say otherwise.",
      source: "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html",
      watches: { kind: "value", metric: "stepfunctions.failed" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "failed" } } },
    },
    timed_out: {
      summary: "Executions of {resource} run out of time.",
      impact: "What they ask for is not done, or only in part.",
      reason: "A time limit is there to end what hangs, so each is worth a look.",
      source: "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html",
      watches: { kind: "value", metric: "stepfunctions.timed_out" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    throttled: {
      summary: "Transitions of {resource} are throttled.",
      impact: "Executions take longer.",
      reason:
        "The quota of transitions is shared by all state machines of the account in the Region. A short burst is absorbed; two periods out of three are not.",
      source: "https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html",
      watches: { kind: "value", metric: "stepfunctions.throttled" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
