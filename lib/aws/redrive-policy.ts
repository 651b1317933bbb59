import { type DocumentFault, readDocument } from "./document";

/** Why Amazon SNS refuses a redrive policy. */
export type RedriveFault =
  | DocumentFault
  | { readonly kind: "no-target" }
  | { readonly kind: "not-a-queue" }
  /** "Attribute maxReceiveCount is unknown": that belongs to the redrive policy of a queue. */
  | { readonly kind: "unknown-key"; readonly key: string };

/**
 * What Subscribe refuses in a subscription's redrive policy.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html
 */
export function redriveFaults(text: string): readonly RedriveFault[] {
  const read = readDocument(text);
  if ("fault" in read) return [read.fault];
  const { deadLetterTargetArn: target, ...others } = read.members;
  const unknown = Object.keys(others).map((key) => ({ kind: "unknown-key", key }) as const);
  if (typeof target !== "string") return [{ kind: "no-target" }, ...unknown];
  return [...(/^arn:[^:]+:sqs:/.test(target) ? [] : [{ kind: "not-a-queue" } as const]), ...unknown];
}
