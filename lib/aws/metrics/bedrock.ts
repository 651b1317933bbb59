import { metricsOf } from "./resource-metric";

export const bedrockMetrics = metricsOf({
  namespace: "AWS/Bedrock",
  source: "https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html",
  metrics: {
    "bedrock.invocations": {
      metricName: "Invocations",
      statistic: "Sum",
      dimensions: ["ModelId"],
      description: "Requests to the model, without throttled ones.",
    },
    "bedrock.latency": {
      metricName: "InvocationLatency",
      statistic: "p90",
      dimensions: ["ModelId"],
      description: "Time from a request until the last token of its answer.",
    },
    "bedrock.client_errors": {
      metricName: "InvocationClientErrors",
      statistic: "Sum",
      dimensions: ["ModelId"],
      description: "Requests that the model refused as wrong.",
    },
    "bedrock.server_errors": {
      metricName: "InvocationServerErrors",
      statistic: "Sum",
      dimensions: ["ModelId"],
      description: "Requests on which Bedrock failed.",
    },
    "bedrock.throttles": {
      metricName: "InvocationThrottles",
      statistic: "Sum",
      dimensions: ["ModelId"],
      description: "Requests refused because a quota is used up. They count as neither invocations nor errors.",
    },
    "bedrock.input_tokens": {
      metricName: "InputTokenCount",
      statistic: "Sum",
      dimensions: ["ModelId"],
      description: "Tokens of requests; they are billed.",
    },
    "bedrock.output_tokens": {
      metricName: "OutputTokenCount",
      statistic: "Sum",
      dimensions: ["ModelId"],
      description: "Tokens of answers; they are billed.",
    },
  },
});
