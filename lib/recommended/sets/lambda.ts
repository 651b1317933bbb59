import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("Lambda");

/** Alarms on a Lambda function. */
export const lambda = {
  kind: "resource",
  of: "a Lambda function",
  dimensions: { FunctionName: "the function's name" },
  logGroups: ["/aws/lambda/{FunctionName}"],
  terraform: [
    {
      type: "aws_lambda_function",
      dimensions: { FunctionName: { attribute: "function_name" } },
      settings: { timeout: { argument: "timeout", default: 3 } },
    },
  ],
  settings: { timeout: { description: "The function's timeout, in seconds." } },
  alarms: {
    errors: {
      summary: "Invocations of {resource} fail.",
      impact: "Callers get an error, or an event is retried and then lost.",
      reason:
        "Lambda counts exceptions and timeouts here, so it sees what the function's own logs cannot. A share, because a busy function always has some errors; at least 10 invocations, so that one failure at night wakes nobody.",
      source: recommendedAlarms,
      watches: { kind: "rate", errors: { metric: "lambda.errors" }, of: { metric: "lambda.invocations" }, minimum: 10 },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 1 }, critical: { above: 10 } },
    },
    throttles: {
      summary: "Invocations of {resource} are refused for lack of concurrency.",
      impact: "Callers get status 429; events wait and are retried for up to six hours.",
      reason: "A throttled invocation never runs, so it is neither an error nor a line in the log. None is normal.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "lambda.throttles" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    duration: {
      summary: "{resource} nearly needs its whole timeout.",
      impact: "The slowest invocations are about to be cut off.",
      reason:
        "Above 90 percent of the timeout, a little more load turns slow invocations into failed ones. It follows from the timeout, which each function sets for itself.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "lambda.duration" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "timeout", times: 900 } } },
    },
    recursion: {
      summary: "Lambda stopped {resource} because it calls itself in a loop.",
      impact: "The events of the loop are not processed, and the loop has cost money until now.",
      reason:
        "Lambda stops a loop through SQS, SNS or S3 after about 16 rounds. That is never normal, so one is enough.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html",
      watches: { kind: "value", metric: "lambda.recursive_invocations_dropped" },
      period: "5m",
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
