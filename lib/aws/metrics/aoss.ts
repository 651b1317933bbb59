import { metricsOf } from "./resource-metric";

/** OpenSearch Serverless. */
export const aossMetrics = metricsOf({
  namespace: "AWS/AOSS",
  source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/monitoring-cloudwatch.html",
  metrics: {
    "aoss.search_errors": {
      metricName: "SearchRequestErrors",
      statistic: "Sum",
      dimensions: ["ClientId", "CollectionId", "CollectionName"],
      description: "Searches in the collection that failed.",
    },
    "aoss.search_latency": {
      metricName: "SearchRequestLatency",
      statistic: "Average",
      dimensions: ["ClientId", "CollectionId", "CollectionName"],
      description: "Time that a search in the collection takes.",
    },
    "aoss.ingestion_errors": {
      metricName: "IngestionRequestErrors",
      statistic: "Sum",
      dimensions: ["ClientId", "CollectionId", "CollectionName"],
      description: "Writes to the collection that failed.",
    },
    "aoss.ingestion_latency": {
      metricName: "IngestionRequestLatency",
      statistic: "Average",
      dimensions: ["ClientId", "CollectionId", "CollectionName"],
      description: "Time that a write to the collection takes.",
    },
  },
});
