import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("ApiGateway");

/** Alarms on a REST API of API Gateway. */
export const apigatewayRest = {
  kind: "resource",
  of: "a REST API of API Gateway",
  note: "All stages of the API together. Two APIs of one name are one series.",
  dimensions: { ApiName: "the API's name, without characters outside of ASCII" },
  terraform: [{ type: "aws_api_gateway_rest_api", dimensions: { ApiName: { attribute: "name" } } }],
  settings: {
    latency: { description: "How long the slowest tenth of responses may take, in milliseconds.", default: 2500 },
    client_errors: { description: "Share of requests that may get a status of 400 to 499, in percent.", default: 5 },
  },
  alarms: {
    errors: {
      summary: "{resource} answers requests with errors.",
      impact: "Callers get status 500 and above.",
      reason:
        "AWS recommends 5 percent, which wakes somebody here; 1 percent is worth knowing. At least 20 requests, so that one failure at night wakes nobody.",
      source: recommendedAlarms,
      watches: {
        kind: "rate",
        errors: { metric: "apigateway.rest_all_5xx" },
        of: { metric: "apigateway.rest_all_requests" },
        minimum: 20,
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 1 }, critical: { above: 5 } },
    },
    client_errors: {
      summary: "{resource} refuses many requests.",
      impact:
        "Callers get status 400 to 499: a client that changed, keys that expired, a path that is gone, or a quota that is used up.",
      reason: "AWS recommends 5 percent. For an API to which strangers talk it may have to be more.",
      source: recommendedAlarms,
      watches: {
        kind: "rate",
        errors: { metric: "apigateway.rest_all_4xx" },
        of: { metric: "apigateway.rest_all_requests" },
        minimum: 20,
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "client_errors" } } },
    },
    latency: {
      summary: "Responses of {resource} are slow.",
      impact: "Callers wait.",
      reason: "AWS recommends 2,500 milliseconds at the 90th percentile as a start.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "apigateway.rest_all_latency", statistic: "p90" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { atLeast: { setting: "latency" } } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on an HTTP API of API Gateway. */
export const apigatewayHttp = {
  kind: "resource",
  of: "an HTTP API of API Gateway",
  note: "All stages of the API together.",
  dimensions: { ApiId: "the API's id" },
  terraform: [
    { type: "aws_apigatewayv2_api", where: { protocol_type: ["HTTP"] }, dimensions: { ApiId: { attribute: "id" } } },
  ],
  settings: {
    latency: { description: "How long the slowest tenth of responses may take, in milliseconds.", default: 2500 },
    client_errors: { description: "Share of requests that may get a status of 400 to 499, in percent.", default: 5 },
  },
  alarms: {
    errors: {
      summary: "{resource} answers requests with errors.",
      impact: "Callers get status 500 and above.",
      reason:
        "AWS recommends 5 percent, which wakes somebody here; 1 percent is worth knowing. At least 20 requests, so that one failure at night wakes nobody.",
      source: recommendedAlarms,
      watches: {
        kind: "rate",
        errors: { metric: "apigateway.http_all_5xx" },
        of: { metric: "apigateway.http_all_requests" },
        minimum: 20,
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 1 }, critical: { above: 5 } },
    },
    client_errors: {
      summary: "{resource} refuses many requests.",
      impact:
        "Callers get status 400 to 499: a client that changed, keys that expired, a path that is gone, or a quota that is used up.",
      reason: "AWS recommends 5 percent. For an API to which strangers talk it may have to be more.",
      source: recommendedAlarms,
      watches: {
        kind: "rate",
        errors: { metric: "apigateway.http_all_4xx" },
        of: { metric: "apigateway.http_all_requests" },
        minimum: 20,
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "client_errors" } } },
    },
    latency: {
      summary: "Responses of {resource} are slow.",
      impact: "Callers wait.",
      reason: "AWS recommends 2,500 milliseconds at the 90th percentile as a start.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "apigateway.http_all_latency", statistic: "p90" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { atLeast: { setting: "latency" } } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a WebSocket API of API Gateway. */
export const apigatewayWebsocket = {
  kind: "resource",
  of: "a WebSocket API of API Gateway",
  note: "All stages of the API together.",
  dimensions: { ApiId: "the API's id" },
  terraform: [
    {
      type: "aws_apigatewayv2_api",
      where: { protocol_type: ["WEBSOCKET"] },
      dimensions: { ApiId: { attribute: "id" } },
    },
  ],
  settings: {
    latency: {
      description: "How long the slowest tenth of calls to the backend may take, in milliseconds.",
      default: 2000,
    },
  },
  alarms: {
    errors: {
      summary: "{resource} cannot call its backend.",
      impact: "Messages of clients are not processed.",
      reason: "AWS recommends 5 percent. The average of this metric is a share between 0 and 1.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "apigateway.websocket_all_execution_errors", statistic: "Average" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { critical: { above: 0.05 } },
    },
    client_errors: {
      summary: "{resource} refuses many messages.",
      impact: "Clients get status 400 to 499.",
      reason: "AWS recommends 5 percent. The average of this metric is a share between 0 and 1.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "apigateway.websocket_all_client_errors", statistic: "Average" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0.05 } },
    },
    latency: {
      summary: "The backend of {resource} is slow.",
      impact: "Clients wait.",
      reason: "AWS recommends 2,000 milliseconds at the 90th percentile as a start.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "apigateway.websocket_all_integration_latency", statistic: "p90" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { atLeast: { setting: "latency" } } },
    },
  },
} as const satisfies ResourceSet;
