import type { SendingQueue } from "../components/settings";

/**
 * Sizes of requests that CloudWatch's OTLP endpoints take. Of records and spans, so few bytes that there cannot be too many of them: a log
 * record has at least 25 bytes, a span 52. Of metrics, so few points that they fit if one has 2 KB on average.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html
 */
export const cloudWatchBatches = {
  logs: { sizer: "bytes", min_size: 100_000, max_size: 250_000 },
  metrics: { sizer: "items", min_size: 200, max_size: 500 },
  traces: { sizer: "bytes", min_size: 200_000, max_size: 500_000 },
} as const;

/** Why they have these sizes. */
export const cloudWatchLimits = {
  logs: "CloudWatch takes 1 MB and 10,000 records in a request. 250 KB are never more records.",
  metrics: "CloudWatch takes 1 MB and 1,000 data points in a request.",
  traces: "X-Ray takes 5 MB and 10,000 spans in a request. 500 KB are never more spans.",
} as const;

/** Where nothing else is known: a request that any back end takes. */
export const usualBatch = { sizer: "bytes", min_size: 200_000, max_size: 1_000_000 } as const;

/** What waits for a back end, in so many bytes at most, and is put together into batches. */
export function queue(bytes: number, batch: SendingQueue["batch"] & object): SendingQueue {
  return { sizer: "bytes", queue_size: bytes, batch: { flush_timeout: "1s", ...batch } };
}
