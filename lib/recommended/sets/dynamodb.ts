import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("DynamoDB");

/** Alarms on a table. */
export const dynamodb = {
  kind: "resource",
  of: "a table of DynamoDB",
  dimensions: { TableName: "the table's name" },
  terraform: [{ type: "aws_dynamodb_table", dimensions: { TableName: { attribute: "name" } } }],
  alarms: {
    read_throttles: {
      summary: "Reads of {resource} are throttled.",
      impact: "Callers wait for retries, or get an error.",
      reason:
        "AWS recommends the alarm and leaves the number to you. SDKs retry a short burst unseen; two periods out of three mean that capacity or a hot partition is the limit.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "dynamodb.read_throttles" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    write_throttles: {
      summary: "Writes to {resource} are throttled.",
      impact: "Callers wait for retries, or get an error.",
      reason:
        "AWS recommends the alarm and leaves the number to you. SDKs retry a short burst unseen; two periods out of three mean that capacity, a hot partition or an index is the limit.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "dynamodb.write_throttles" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    system_errors: {
      summary: "DynamoDB answers requests for {resource} with errors of its own.",
      impact: "Callers wait for retries, or get an error.",
      reason:
        "A status of 500 and above is a fault of DynamoDB and rare; SDKs retry it. 15 minutes of it are worth knowing before you look for the fault in your code. The sum over the ten operations that an alarm can read, because the metric has no total.",
      source: recommendedAlarms,
      watches: {
        kind: "math",
        expression:
          "FILL(get, 0) + FILL(put, 0) + FILL(update, 0) + FILL(delete, 0) + FILL(query, 0) + FILL(scan, 0) + FILL(batch_get, 0) + FILL(batch_write, 0) + FILL(transact_get, 0) + FILL(transact_write, 0)",
        series: {
          get: { metric: "dynamodb.system_errors", also: { Operation: "GetItem" } },
          put: { metric: "dynamodb.system_errors", also: { Operation: "PutItem" } },
          update: { metric: "dynamodb.system_errors", also: { Operation: "UpdateItem" } },
          delete: { metric: "dynamodb.system_errors", also: { Operation: "DeleteItem" } },
          query: { metric: "dynamodb.system_errors", also: { Operation: "Query" } },
          scan: { metric: "dynamodb.system_errors", also: { Operation: "Scan" } },
          batch_get: { metric: "dynamodb.system_errors", also: { Operation: "BatchGetItem" } },
          batch_write: { metric: "dynamodb.system_errors", also: { Operation: "BatchWriteItem" } },
          transact_get: { metric: "dynamodb.system_errors", also: { Operation: "TransactGetItems" } },
          transact_write: { metric: "dynamodb.system_errors", also: { Operation: "TransactWriteItems" } },
        },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on all tables of an account in a Region. */
export const dynamodbAccount = {
  kind: "resource",
  of: "an account's tables of DynamoDB in a Region",
  byChoice: "No resource stands for an account.",
  note: "Once for each account and Region. Only for provisioned capacity.",
  dimensions: {},
  terraform: [],
  alarms: {
    read_capacity: {
      summary: "Tables nearly use all provisioned read capacity that the account may have in the Region.",
      impact: "No table can be given more read capacity, not even by auto scaling.",
      reason: "AWS recommends 80 percent: raising the quota takes time.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "dynamodb.account_read_utilization" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { above: 80 } },
    },
    write_capacity: {
      summary: "Tables nearly use all provisioned write capacity that the account may have in the Region.",
      impact: "No table can be given more write capacity, not even by auto scaling.",
      reason: "AWS recommends 80 percent: raising the quota takes time.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "dynamodb.account_write_utilization" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { above: 80 } },
    },
  },
} as const satisfies ResourceSet;
