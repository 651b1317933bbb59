import type { ResourceSet } from "../set";

/** Alarms on a Lambda function that reads a stream of Kinesis, DynamoDB or DocumentDB. */
export const lambdaStream = {
  kind: "resource",
  of: "a Lambda function that reads a stream",
  byChoice: "A function does not say what it reads.",
  note: "It comes beside the set lambda.",
  dimensions: { FunctionName: "the function's name" },
  logGroups: ["/aws/lambda/{FunctionName}"],
  terraform: [{ type: "aws_lambda_function", dimensions: { FunctionName: { attribute: "function_name" } } }],
  settings: {
    age: { description: "How far the function may be behind, in seconds.", default: 300 },
    retention: { description: "How long the stream keeps records, in seconds.", default: 86400 },
  },
  alarms: {
    age: {
      summary: "{resource} is behind its stream.",
      impact: "What the records ask for is done late.",
      reason:
        "A function that keeps up gets records within seconds. One batch that always fails holds up its shard until the records are too old, and this is how it shows.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
      watches: { kind: "value", metric: "lambda.iterator_age" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "age", times: 1000 } } },
    },
    expiry: {
      summary: "{resource} is so far behind that its stream is about to drop records.",
      impact: "Records are lost for good.",
      reason:
        "Streams keep records for a day unless they are told to keep them longer. At half of that there is still time to act.",
      source: "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html",
      watches: { kind: "value", metric: "lambda.iterator_age" },
      period: "5m",
      periods: 2,
      missingData: "notBreaching",
      severities: { critical: { above: { setting: "retention", times: 500 } } },
    },
  },
} as const satisfies ResourceSet;
