import type { RecommendedAlarm, ResourceSet } from "../set";

const source = "https://docs.aws.amazon.com/firehose/latest/dev/firehose-cloudwatch-metrics-best-practices.html";
const dimensions = { DeliveryStreamName: "the stream's name" } as const;
const settings = {
  freshness: {
    description: "How old a record may be before it is delivered, in seconds: more than it is buffered.",
    default: 1200,
  },
} as const;

const shared = {
  throttled: {
    summary: "{resource} refuses records.",
    impact: "Producers repeat them, fall behind, and lose what they cannot hold.",
    reason: "AWS recommends it: the stream is at its quota, which AWS raises on request. None is normal.",
    source,
    watches: { kind: "value", metric: "firehose.throttled_records" },
    period: "5m",
    periods: 3,
    datapoints: 2,
    missingData: "notBreaching",
    severities: { warning: { above: 0 } },
  },
} as const satisfies Readonly<Record<string, RecommendedAlarm>>;

const late = {
  impact: "Data arrives late, and Firehose drops what it cannot deliver within its time for retries.",
  reason:
    "AWS recommends more than the time for which records are buffered, which is a quarter of an hour at most; five minutes more leave room for the delivery itself.",
  source,
  period: "5m",
  periods: 3,
  missingData: "notBreaching",
  severities: { warning: { above: { setting: "freshness" } } },
} as const;

const refused = {
  reason:
    "Mostly permissions, keys or the destination itself. Single failures are repeated; one in twenty for a quarter of an hour is more.",
  source: "https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html",
  period: "5m",
  periods: 3,
  missingData: "notBreaching",
  severities: { warning: { below: 0.95 } },
} as const;

/** Alarms on a stream of Firehose that delivers to S3. */
export const firehose = {
  kind: "resource",
  of: "a stream of Amazon Data Firehose to S3",
  dimensions,
  terraform: [
    {
      type: "aws_kinesis_firehose_delivery_stream",
      where: { destination: ["extended_s3"] },
      dimensions: { DeliveryStreamName: { attribute: "name" } },
    },
  ],
  settings,
  alarms: {
    ...shared,
    freshness: {
      summary: "{resource} delivers late to S3.",
      ...late,
      watches: { kind: "value", metric: "firehose.s3_freshness" },
    },
    success: {
      summary: "{resource} cannot write to S3.",
      impact: "Data arrives late, or not at all.",
      ...refused,
      watches: { kind: "value", metric: "firehose.s3_success" },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a stream of Firehose that delivers to an HTTP endpoint. */
export const firehoseHttp = {
  kind: "resource",
  of: "a stream of Amazon Data Firehose to an HTTP endpoint",
  dimensions,
  terraform: [
    {
      type: "aws_kinesis_firehose_delivery_stream",
      where: { destination: ["http_endpoint"] },
      dimensions: { DeliveryStreamName: { attribute: "name" } },
    },
  ],
  settings,
  alarms: {
    ...shared,
    freshness: {
      summary: "{resource} delivers late to its HTTP endpoint.",
      ...late,
      watches: { kind: "value", metric: "firehose.http_freshness" },
    },
    success: {
      summary: "The HTTP endpoint of {resource} does not take its data.",
      impact: "Data arrives late, or in the backup bucket only.",
      ...refused,
      watches: { kind: "value", metric: "firehose.http_success" },
    },
  },
} as const satisfies ResourceSet;
