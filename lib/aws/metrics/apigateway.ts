import { metricsOf } from "./resource-metric";

export const apigatewayMetrics = metricsOf({
  namespace: "AWS/ApiGateway",
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html",
  metrics: {
    "apigateway.rest_5xx": {
      metricName: "5XXError",
      statistic: "Sum",
      dimensions: ["ApiName", "Stage"],
      description: "Responses of 500 and above of a REST API.",
    },
    "apigateway.http_5xx": {
      metricName: "5xx",
      statistic: "Sum",
      dimensions: ["ApiId", "Stage"],
      description: "Responses of 500 and above of an HTTP API.",
    },
  },
});
