import { Construct } from "constructs";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { badName } from "../errors";
import { given } from "./given";
import { denyInsecureTransport, policyDocument, type PolicyStatement } from "./policy-document";
import type { KeyReference, QueueReference, TopicReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";

export interface DeadLetterQueueProps {
  /** Name of the queue. */
  readonly name: string;

  /** Topics whose undeliverable messages it takes. */
  readonly topics: readonly TopicReference[];

  /**
   * Key that encrypts messages. Its policy must admit SNS, as `EncryptionKey` does with the use `queues`.
   *
   * @default - encrypted with a key of SQS, which needs no policy
   */
  readonly key?: KeyReference;

  /**
   * Tags of the queue.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** A queue for notifications that a subscriber did not take, kept for 14 days. Alarm on it with `awsMetrics.sqs.deadLetters`. */
export class DeadLetterQueue extends Construct implements QueueReference {
  readonly resource: SqsQueue;

  /** ARN, as a reference to the resource. */
  readonly arn: string;

  /** @throws {ConstructError} for a name that SQS refuses. */
  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    if (isKnown(props.name) && !/^[A-Za-z0-9_-]{1,80}$/.test(props.name)) {
      throw badName(this.node.path, "queue name", props.name, "Use 1 to 80 letters, digits, _ and -.");
    }
    this.resource = new SqsQueue(
      this,
      "Resource",
      given({
        name: props.name,
        messageRetentionSeconds: 1_209_600,
        kmsMasterKeyId: props.key?.arn,
        sqsManagedSseEnabled: props.key === undefined ? true : undefined,
        tags: checkTags(this, props.tags),
      }),
    );
    this.arn = this.resource.arn;
    new SqsQueuePolicy(this, "Policy", { queueUrl: this.url, policy: topicsMaySend(this.arn, props.topics) });
  }

  /** Address, as a reference to the resource. */
  get url(): string {
    return this.resource.url;
  }

  /** Name, as a reference to the resource. */
  get name(): string {
    return this.resource.name;
  }
}

/** The policy of a queue that these topics, and nobody else from outside the account, may send to. */
export function topicsMaySend(queueArn: string, topics: readonly TopicReference[]): string {
  const allow: PolicyStatement = {
    Sid: "TopicsMaySend",
    Effect: "Allow",
    Principal: { Service: "sns.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: { ArnEquals: { "aws:SourceArn": topics.map((topic) => topic.arn) } },
  };
  return policyDocument(allow, denyInsecureTransport("sqs:*", queueArn));
}
