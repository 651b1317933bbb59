import type { MetricKey } from "../metrics";

/** `AWS/SQS ApproximateAgeOfOldestMessage {QueueName=orders}`. */
export function metricText({ namespace, name, dimensions }: MetricKey): string {
  const pairs = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  return `${namespace} ${name}${pairs.length === 0 ? "" : ` {${pairs.join(", ")}}`}`;
}
