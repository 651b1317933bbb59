import type { ResourceSet } from "../set";

/** Alarms on a model of Bedrock. */
export const bedrock = {
  kind: "resource",
  of: "a model of Amazon Bedrock",
  dimensions: { ModelId: "the id of the model or of the inference profile, as requests name it" },
  note: "A model is no resource of Terraform: name it as requests do.",
  terraform: [],
  settings: { latency: { description: "How long nine of ten answers may take, in milliseconds." } },
  alarms: {
    throttles: {
      summary: "Requests to {resource} are refused for lack of quota.",
      impact: "Callers wait and repeat, or fail.",
      reason:
        "Clients repeat single ones. One in twenty for a quarter of an hour says that the quota is too small. AWS names no number.",
      source: "https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html",
      watches: {
        kind: "math",
        expression: "100 * refused / (refused + taken)",
        series: { refused: { metric: "bedrock.throttles" }, taken: { metric: "bedrock.invocations" } },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 5 } },
    },
    server_errors: {
      summary: "Bedrock fails on requests to {resource}.",
      impact: "Callers repeat, or fail.",
      reason:
        "Failures of Bedrock itself. AWS names no number; 5 percent is what it recommends for other services. At least 20 requests, so that a single one at night wakes nobody.",
      source: "https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html",
      watches: {
        kind: "rate",
        errors: { metric: "bedrock.server_errors" },
        of: { metric: "bedrock.invocations" },
        minimum: 20,
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 5 } },
    },
    latency: {
      summary: "{resource} answers slowly.",
      impact: "Whoever waits for the whole answer waits.",
      reason: "How long an answer may take depends on the model and on the length of answers, so it has to be given.",
      source: "https://docs.aws.amazon.com/bedrock/latest/userguide/monitoring-runtime-metrics.html",
      watches: { kind: "value", metric: "bedrock.latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "latency" } } },
    },
  },
} as const satisfies ResourceSet;
