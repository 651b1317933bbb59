import type { ResourceSet } from "../set";

/** Alarms on a Lambda function that is invoked asynchronously: by S3, SNS, EventBridge, or with `Event`. */
export const lambdaAsync = {
  kind: "resource",
  of: "a Lambda function that is invoked asynchronously",
  byChoice: "A function does not say how it is invoked.",
  note: "For functions that S3, SNS or EventBridge invokes, or callers that do not wait. It comes beside the set lambda.",
  dimensions: { FunctionName: "the function's name" },
  logGroups: ["/aws/lambda/{FunctionName}"],
  terraform: [{ type: "aws_lambda_function", dimensions: { FunctionName: { attribute: "function_name" } } }],
  settings: {
    age: {
      description: "How long an event may wait before the function is invoked with it, in seconds.",
      default: 600,
    },
  },
  alarms: {
    age: {
      summary: "Events for {resource} wait too long.",
      impact: "What they ask for is done late; Lambda drops them after six hours.",
      reason:
        "A failed event is tried again after one minute and after two more. An event that is older than ten minutes therefore waits for concurrency, not for a second try.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
      watches: { kind: "value", metric: "lambda.async_event_age" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "age", times: 1000 } } },
    },
    dropped: {
      summary: "Events for {resource} were given up.",
      impact: "What they ask for is not done, unless somebody looks into the dead-letter queue or the destination.",
      reason:
        "Lambda counts an event here when it is out of retries or too old. Each is work that nobody does, so one is enough.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
      watches: { kind: "value", metric: "lambda.async_events_dropped" },
      period: "5m",
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    dead_letters: {
      summary: "Failed events of {resource} could not be sent to its dead-letter queue.",
      impact: "The events are lost, and nobody can find out which.",
      reason: "This is a wrong permission, a missing queue, or an event that is too large. It never heals by itself.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
      watches: { kind: "value", metric: "lambda.dead_letter_errors" },
      period: "5m",
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
    destination: {
      summary: "Events of {resource} could not be sent to its destination.",
      impact: "Results or failed events are lost.",
      reason:
        "This is a wrong permission, a missing destination, or an event that is too large. It never heals by itself.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
      watches: { kind: "value", metric: "lambda.destination_failures" },
      period: "5m",
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
