import { metricsOf } from "./resource-metric";

export const apigatewayMetrics = {
  ...metricsOf({
    namespace: "AWS/ApiGateway",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html",
    metrics: {
      "apigateway.rest_4xx": {
        metricName: "4XXError",
        statistic: "Sum",
        dimensions: ["ApiName", "Stage"],
        description: "Responses of 400 to 499 of a stage of a REST API. The average is the share of requests.",
      },
      "apigateway.rest_5xx": {
        metricName: "5XXError",
        statistic: "Sum",
        dimensions: ["ApiName", "Stage"],
        description: "Responses of 500 and above of a stage of a REST API. The average is the share of requests.",
      },
      "apigateway.rest_requests": {
        metricName: "Count",
        statistic: "SampleCount",
        dimensions: ["ApiName", "Stage"],
        description: "Requests to a stage of a REST API.",
      },
      "apigateway.rest_latency": {
        metricName: "Latency",
        statistic: "p99",
        dimensions: ["ApiName", "Stage"],
        description: "Time from a request of a client to a stage of a REST API until the response.",
      },
      "apigateway.rest_integration_latency": {
        metricName: "IntegrationLatency",
        statistic: "p99",
        dimensions: ["ApiName", "Stage"],
        description: "Time that the backend of a stage of a REST API took.",
      },
      "apigateway.rest_all_4xx": {
        metricName: "4XXError",
        statistic: "Sum",
        dimensions: ["ApiName"],
        description:
          "Responses of 400 to 499 of a REST API, in all of its stages. The average is the share of requests.",
      },
      "apigateway.rest_all_5xx": {
        metricName: "5XXError",
        statistic: "Sum",
        dimensions: ["ApiName"],
        description:
          "Responses of 500 and above of a REST API, in all of its stages. The average is the share of requests.",
      },
      "apigateway.rest_all_requests": {
        metricName: "Count",
        statistic: "SampleCount",
        dimensions: ["ApiName"],
        description: "Requests to a REST API, in all of its stages.",
      },
      "apigateway.rest_all_latency": {
        metricName: "Latency",
        statistic: "p99",
        dimensions: ["ApiName"],
        description: "Time from a request of a client to a REST API, in all of its stages until the response.",
      },
      "apigateway.rest_all_integration_latency": {
        metricName: "IntegrationLatency",
        statistic: "p99",
        dimensions: ["ApiName"],
        description: "Time that the backend of a REST API, in all of its stages took.",
      },
    },
  }),
  ...metricsOf({
    namespace: "AWS/ApiGateway",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html",
    metrics: {
      "apigateway.http_4xx": {
        metricName: "4xx",
        statistic: "Sum",
        dimensions: ["ApiId", "Stage"],
        description: "Responses of 400 to 499 of a stage of an HTTP API. The average is the share of requests.",
      },
      "apigateway.http_5xx": {
        metricName: "5xx",
        statistic: "Sum",
        dimensions: ["ApiId", "Stage"],
        description: "Responses of 500 and above of a stage of an HTTP API. The average is the share of requests.",
      },
      "apigateway.http_requests": {
        metricName: "Count",
        statistic: "SampleCount",
        dimensions: ["ApiId", "Stage"],
        description: "Requests to a stage of an HTTP API.",
      },
      "apigateway.http_latency": {
        metricName: "Latency",
        statistic: "p99",
        dimensions: ["ApiId", "Stage"],
        description: "Time from a request of a client to a stage of an HTTP API until the response.",
      },
      "apigateway.http_integration_latency": {
        metricName: "IntegrationLatency",
        statistic: "p99",
        dimensions: ["ApiId", "Stage"],
        description: "Time that the backend of a stage of an HTTP API took.",
      },
      "apigateway.http_all_4xx": {
        metricName: "4xx",
        statistic: "Sum",
        dimensions: ["ApiId"],
        description:
          "Responses of 400 to 499 of an HTTP API, in all of its stages. The average is the share of requests.",
      },
      "apigateway.http_all_5xx": {
        metricName: "5xx",
        statistic: "Sum",
        dimensions: ["ApiId"],
        description:
          "Responses of 500 and above of an HTTP API, in all of its stages. The average is the share of requests.",
      },
      "apigateway.http_all_requests": {
        metricName: "Count",
        statistic: "SampleCount",
        dimensions: ["ApiId"],
        description: "Requests to an HTTP API, in all of its stages.",
      },
      "apigateway.http_all_latency": {
        metricName: "Latency",
        statistic: "p99",
        dimensions: ["ApiId"],
        description: "Time from a request of a client to an HTTP API, in all of its stages until the response.",
      },
      "apigateway.http_all_integration_latency": {
        metricName: "IntegrationLatency",
        statistic: "p99",
        dimensions: ["ApiId"],
        description: "Time that the backend of an HTTP API, in all of its stages took.",
      },
    },
  }),
  ...metricsOf({
    namespace: "AWS/ApiGateway",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html",
    metrics: {
      "apigateway.websocket_connects": {
        metricName: "ConnectCount",
        statistic: "SampleCount",
        dimensions: ["ApiId", "Stage"],
        description: "Messages to the route $connect of a stage of a WebSocket API.",
      },
      "apigateway.websocket_messages": {
        metricName: "MessageCount",
        statistic: "SampleCount",
        dimensions: ["ApiId", "Stage"],
        description: "Messages of a stage of a WebSocket API, from and to clients.",
      },
      "apigateway.websocket_client_errors": {
        metricName: "ClientError",
        statistic: "Sum",
        dimensions: ["ApiId", "Stage"],
        description:
          "Requests to a stage of a WebSocket API that API Gateway answered with a status of 400 to 499 by itself. The average is the share of requests.",
      },
      "apigateway.websocket_execution_errors": {
        metricName: "ExecutionError",
        statistic: "Sum",
        dimensions: ["ApiId", "Stage"],
        description:
          "Errors of a stage of a WebSocket API when it called its backend. The average is the share of requests.",
      },
      "apigateway.websocket_integration_errors": {
        metricName: "IntegrationError",
        statistic: "Sum",
        dimensions: ["ApiId", "Stage"],
        description:
          "Requests to a stage of a WebSocket API that the backend answered with a status of 400 and above. The average is the share of requests.",
      },
      "apigateway.websocket_integration_latency": {
        metricName: "IntegrationLatency",
        statistic: "p99",
        dimensions: ["ApiId", "Stage"],
        description: "Time that the backend of a stage of a WebSocket API took. Not for mock integrations.",
      },
      "apigateway.websocket_all_connects": {
        metricName: "ConnectCount",
        statistic: "SampleCount",
        dimensions: ["ApiId"],
        description: "Messages to the route $connect of a WebSocket API, in all of its stages.",
      },
      "apigateway.websocket_all_messages": {
        metricName: "MessageCount",
        statistic: "SampleCount",
        dimensions: ["ApiId"],
        description: "Messages of a WebSocket API, in all of its stages, from and to clients.",
      },
      "apigateway.websocket_all_client_errors": {
        metricName: "ClientError",
        statistic: "Sum",
        dimensions: ["ApiId"],
        description:
          "Requests to a WebSocket API, in all of its stages that API Gateway answered with a status of 400 to 499 by itself. The average is the share of requests.",
      },
      "apigateway.websocket_all_execution_errors": {
        metricName: "ExecutionError",
        statistic: "Sum",
        dimensions: ["ApiId"],
        description:
          "Errors of a WebSocket API, in all of its stages when it called its backend. The average is the share of requests.",
      },
      "apigateway.websocket_all_integration_errors": {
        metricName: "IntegrationError",
        statistic: "Sum",
        dimensions: ["ApiId"],
        description:
          "Requests to a WebSocket API, in all of its stages that the backend answered with a status of 400 and above. The average is the share of requests.",
      },
      "apigateway.websocket_all_integration_latency": {
        metricName: "IntegrationLatency",
        statistic: "p99",
        dimensions: ["ApiId"],
        description: "Time that the backend of a WebSocket API, in all of its stages took. Not for mock integrations.",
      },
    },
  }),
};
