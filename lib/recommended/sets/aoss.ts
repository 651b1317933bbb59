import type { ResourceSet } from "../set";

/** Alarms on a collection of OpenSearch Serverless. */
export const aoss = {
  kind: "resource",
  of: "a collection of OpenSearch Serverless",
  dimensions: {
    ClientId: "the number of the account",
    CollectionId: "the collection's id",
    CollectionName: "the collection's name",
  },
  terraform: [
    {
      type: "aws_opensearchserverless_collection",
      dimensions: {
        ClientId: { attribute: "arn", part: "account" },
        CollectionId: { attribute: "id" },
        CollectionName: { attribute: "name" },
      },
    },
  ],
  alarms: {
    search_errors: {
      summary: "Searches in {resource} fail.",
      impact: "Who searches gets an error.",
      reason:
        "AWS names no number. A few wrong queries are normal; more than ten in five minutes, twice in a quarter of an hour, are a fault.",
      source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/monitoring-cloudwatch.html",
      watches: { kind: "value", metric: "aoss.search_errors" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 10 } },
    },
    ingestion_errors: {
      summary: "Writes to {resource} fail.",
      impact: "What is written is lost, or waits with whoever writes it.",
      reason: "AWS names no number. More than ten in five minutes, twice in a quarter of an hour, are a fault.",
      source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/monitoring-cloudwatch.html",
      watches: { kind: "value", metric: "aoss.ingestion_errors" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 10 } },
    },
  },
} as const satisfies ResourceSet;
