import { metricsOf } from "./resource-metric";

export const appsyncMetrics = metricsOf({
  namespace: "AWS/AppSync",
  source: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
  metrics: {
    "appsync.4xx": {
      metricName: "4XXError",
      statistic: "Sum",
      dimensions: ["GraphQLAPIId"],
      description: "Requests that are wrong, such as without permission.",
    },
    "appsync.5xx": {
      metricName: "5XXError",
      statistic: "Sum",
      dimensions: ["GraphQLAPIId"],
      description: "Requests on which the API failed.",
    },
    "appsync.latency": {
      metricName: "Latency",
      statistic: "p99",
      dimensions: ["GraphQLAPIId"],
      description: "Time from a request to its answer. Its number of samples is the number of requests.",
    },
  },
});
