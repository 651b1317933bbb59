import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const source = awsRecommends("S3");

/** Alarms on the requests to a bucket, or to the part of it that a filter of request metrics names. */
export const s3 = {
  kind: "resource",
  of: "a bucket of Amazon S3 with request metrics",
  dimensions: { BucketName: "the bucket's name", FilterId: "the name of the bucket's metrics configuration" },
  terraform: [
    {
      type: "aws_s3_bucket_metric",
      dimensions: { BucketName: { attribute: "bucket" }, FilterId: { attribute: "name" } },
    },
  ],
  alarms: {
    server_errors: {
      summary: "S3 fails on requests to {resource}.",
      impact: "Reads and writes fail, or are repeated and slow.",
      reason:
        "AWS recommends 5 percent. It counts requests that are slowed down, too: too many for one prefix. At least 50 requests, so that a single one at night wakes nobody.",
      source,
      watches: { kind: "rate", errors: { metric: "s3.5xx" }, of: { metric: "s3.requests" }, minimum: 50 },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 5 } },
    },
    client_errors: {
      summary: "S3 refuses requests to {resource}.",
      impact: "Something lacks a permission, or asks for objects that are not there.",
      reason:
        "AWS recommends 5 percent. Where applications ask for objects that may not be there, give a higher share or leave it out.",
      source,
      watches: { kind: "rate", errors: { metric: "s3.4xx" }, of: { metric: "s3.requests" }, minimum: 50 },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 5 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a replication rule of a bucket. */
export const s3Replication = {
  kind: "resource",
  of: "a replication rule of Amazon S3 with metrics",
  dimensions: {
    SourceBucket: "the name of the bucket that is replicated",
    DestinationBucket: "the name of the bucket that it is replicated to",
    RuleId: "the rule's id",
  },
  // One resource of the provider has all rules of a bucket.
  terraform: [],
  settings: { latency: { description: "How far the destination may be behind, in seconds.", default: 900 } },
  alarms: {
    failures: {
      summary: "Objects are not replicated by {resource}.",
      impact: "The copy is incomplete until they are replicated again by hand.",
      reason: "AWS recommends it: a failed replication is not repeated by itself. None is normal.",
      source,
      watches: { kind: "value", metric: "s3.replication_failures" },
      period: "5m",
      periods: 1,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    latency: {
      summary: "Replication by {resource} is far behind.",
      impact: "The copy lacks what was written last.",
      reason: "S3 Replication Time Control promises 15 minutes; without it, most objects take no longer, either.",
      source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html",
      watches: { kind: "value", metric: "s3.replication_latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "latency" } } },
    },
  },
} as const satisfies ResourceSet;
