import { Construct } from "constructs";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { badAddress, badValue } from "../errors";
import { topicsMaySend } from "./dead-letter-queue";
import { given } from "./given";
import { pascalCase } from "./names";
import type { FunctionReference, TopicReference } from "./references";
import { secretValue, type SecretReference } from "./secret-reference";
import { isKnown, literal } from "./tokens";

/** Who hears of alarms, and how. */
export type AlarmTarget =
  /** A mail, to be confirmed by its reader once. */
  | { readonly type: "email"; readonly address: string }
  /** A POST to an address, which may hold a token and is therefore a secret. The receiver must confirm the subscription. */
  | { readonly type: "https"; readonly url: SecretReference; readonly confirmsItself?: boolean }
  /** An incident of a PagerDuty service with the integration "Amazon CloudWatch". */
  | { readonly type: "pagerduty"; readonly integrationKey: SecretReference }
  | { readonly type: "lambda"; readonly function: FunctionReference }
  /**
   * A queue. A queue encrypted with a customer-managed key needs a key policy that admits sns.amazonaws.com, as
   * `EncryptionKey` has with the use `queues`. The queue gets a policy for these topics, in place of any other, if its `url`
   * is given and `queuePolicy` is not false.
   */
  | {
      readonly type: "sqs";
      readonly queue: { readonly arn: string; readonly url?: string };
      readonly queuePolicy?: boolean;
    };

export interface AlarmRouteProps {
  readonly target: AlarmTarget;

  /** The topics that are subscribed to, by a short name that does not change: `{ critical: topic }`. */
  readonly topics: Readonly<Record<string, TopicReference>>;

  /**
   * Only messages that match are delivered, e.g. `{ AlarmName: [{ prefix: "shop-prod-checkout-" }] }`.
   *
   * @default - all messages
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
   */
  readonly filter?: Readonly<Record<string, unknown>>;

  /**
   * What the filter looks at. CloudWatch sends no attributes.
   *
   * @default "MessageBody"
   */
  readonly filterScope?: "MessageBody" | "MessageAttributes";

  /**
   * Takes messages that could not be delivered.
   *
   * @default - they are lost
   */
  readonly deadLetters?: { readonly arn: string };
}

/** Subscriptions of one receiver to topics, with the permission that it needs. For Slack see `SlackChannel`. */
export class AlarmRoute extends Construct {
  /** Subscriptions by the name of their topic. */
  readonly subscriptions: Readonly<Record<string, SnsTopicSubscription>>;

  /** @throws {ConstructError} for an address that is none, a secret that is written down, and a filter that SNS refuses. */
  constructor(scope: Construct, id: string, props: AlarmRouteProps) {
    super(scope, id);
    const { target, topics } = props;
    const endpoint = this.endpointOf(target);
    const filterPolicy = props.filter === undefined ? undefined : this.filterPolicy(props.filter);
    const redrivePolicy =
      props.deadLetters === undefined ? undefined : JSON.stringify({ deadLetterTargetArn: props.deadLetters.arn });
    const subscriptions: Record<string, SnsTopicSubscription> = {};
    for (const [name, topic] of Object.entries(topics)) {
      const childId = pascalCase(name);
      if (target.type === "lambda") this.permit(childId, target.function, topic);
      subscriptions[name] = new SnsTopicSubscription(
        this,
        childId,
        given({
          topicArn: topic.arn,
          ...endpoint,
          filterPolicy,
          filterPolicyScope: filterPolicy === undefined ? undefined : (props.filterScope ?? "MessageBody"),
          redrivePolicy,
        }),
      );
    }
    this.subscriptions = subscriptions;
    if (target.type === "sqs" && target.queue.url !== undefined && target.queuePolicy !== false) {
      new SqsQueuePolicy(this, "QueuePolicy", {
        queueUrl: target.queue.url,
        policy: topicsMaySend(target.queue.arn, Object.values(topics)),
      });
    }
  }

  private endpointOf(target: AlarmTarget): { protocol: string; endpoint: string; endpointAutoConfirms?: boolean } {
    switch (target.type) {
      case "email":
        if (isKnown(target.address) && !/^[^@\s]+@[^@\s]+$/.test(target.address))
          throw badAddress(this.node.path, target.address);
        return { protocol: "email", endpoint: target.address };
      case "https": {
        const endpoint = secretValue(this, "Secret", "url", target.url);
        return given({ protocol: "https", endpoint, endpointAutoConfirms: target.confirmsItself });
      }
      case "pagerduty": {
        const key = secretValue(this, "Secret", "integrationKey", target.integrationKey);
        return {
          protocol: "https",
          endpoint: `https://events.pagerduty.com/integration/${key}/enqueue`,
          endpointAutoConfirms: true,
        };
      }
      case "lambda":
        return { protocol: "lambda", endpoint: target.function.arn };
      case "sqs":
        return { protocol: "sqs", endpoint: target.queue.arn };
    }
  }

  private permit(topicId: string, fn: FunctionReference, topic: TopicReference): void {
    new LambdaPermission(this, `${topicId}Permission`, {
      action: "lambda:InvokeFunction",
      functionName: fn.functionName,
      principal: "sns.amazonaws.com",
      sourceArn: topic.arn,
    });
  }

  private filterPolicy(filter: Readonly<Record<string, unknown>>): string {
    const keys = Object.keys(filter).length;
    if (keys < 1 || keys > 5) throw badValue(this.node.path, "number of keys of the filter", keys, "SNS takes 1 to 5.");
    return literal(JSON.stringify(filter));
  }
}
