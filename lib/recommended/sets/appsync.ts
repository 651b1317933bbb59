import type { ResourceSet } from "../set";

/** Alarms on a GraphQL API of AppSync. */
export const appsync = {
  kind: "resource",
  of: "a GraphQL API of AWS AppSync",
  dimensions: { GraphQLAPIId: "the API's id" },
  terraform: [{ type: "aws_appsync_graphql_api", dimensions: { GraphQLAPIId: { attribute: "id" } } }],
  settings: { latency: { description: "How long 99 of 100 requests may take, in milliseconds." } },
  alarms: {
    server_errors: {
      summary: "{resource} fails on requests.",
      impact: "Queries and mutations fail for a share of all callers.",
      reason:
        "AWS names no number; 5 percent is what it recommends for API Gateway. At least 20 requests, so that a single one at night wakes nobody. The latency has a sample for each request, which counts them.",
      source: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
      watches: {
        kind: "rate",
        errors: { metric: "appsync.5xx" },
        of: { metric: "appsync.latency", statistic: "SampleCount" },
        minimum: 20,
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 5 }, critical: { above: 25 } },
    },
    client_errors: {
      summary: "{resource} refuses many requests.",
      impact: "A client or its permissions are wrong, and what it asks for fails.",
      reason:
        "Errors of callers are not yours, until a release makes them: one in five for a quarter of an hour. AWS names no number.",
      source: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
      watches: {
        kind: "rate",
        errors: { metric: "appsync.4xx" },
        of: { metric: "appsync.latency", statistic: "SampleCount" },
        minimum: 50,
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 20 } },
    },
    latency: {
      summary: "{resource} answers slowly.",
      impact: "Callers wait.",
      reason: "AppSync gives up after 30 seconds. How long callers wait before is yours to say.",
      source: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
      watches: { kind: "value", metric: "appsync.latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "latency" } } },
    },
  },
} as const satisfies ResourceSet;
