import { Construct } from "constructs";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { limits } from "../../aws";
import { checkText } from "./checks";
import { given } from "./given";
import { denyInsecureTransport, policyDocument, type PolicyStatement } from "./policy-document";
import type { KeyReference, QueueReference, TopicReference } from "./references";
import { checkTags, type Tags } from "./tags";

export interface DeadLetterQueueProps {
  /** Name of the queue. */
  readonly name: string;

  /** Topics that may send their undeliverable messages to the queue. */
  readonly topics: readonly TopicReference[];

  /**
   * KMS key that encrypts messages. Its policy must admit SNS, as that of `EncryptionKey` does with the use `queues`.
   *
   * @default - messages are encrypted with a key of SQS, which needs no policy
   */
  readonly key?: KeyReference;

  /**
   * Tags of the queue.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * A queue for notifications that could not be delivered to a subscriber. It keeps them as long as SQS can, 14 days. To alarm on
 * them, use `awsMetrics.sqs.visibleMessages`.
 */
export class DeadLetterQueue extends Construct implements QueueReference {
  readonly resource: SqsQueue;

  /** ARN of the queue, as a reference to the resource. */
  readonly arn: string;

  /** @throws {ConstructError} for a name that SQS refuses */
  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    checkText(this.node.path, "queueName", props.name);
    this.resource = new SqsQueue(
      this,
      "Resource",
      given({
        name: props.name,
        messageRetentionSeconds: limits.messageRetention.most,
        kmsMasterKeyId: props.key?.arn,
        sqsManagedSseEnabled: props.key === undefined ? true : undefined,
        tags: checkTags(this, props.tags),
      }),
    );
    this.arn = this.resource.arn;
    new SqsQueuePolicy(this, "Policy", { queueUrl: this.url, policy: topicsMaySend(this.arn, props.topics) });
  }

  /** URL of the queue, as a reference to the resource. */
  get url(): string {
    return this.resource.url;
  }

  /** Name of the queue, as a reference to the resource. */
  get name(): string {
    return this.resource.name;
  }
}

/** The policy of a queue: of AWS services, only these topics may send to it, and only over TLS. */
export function topicsMaySend(queueArn: string, topics: readonly TopicReference[]): string {
  const allow: PolicyStatement = {
    Sid: "TopicsMaySend",
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: { ArnEquals: { "aws:SourceArn": topics.map((topic) => topic.arn) } },
  };
  return policyDocument([allow, denyInsecureTransport("sqs:*", queueArn)]);
}
