import { Construct } from "constructs";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { emailShape, type RouteKind } from "../../aws";
import { badAddress } from "../errors";
import { checkRange } from "./checks";
import { topicsMaySend } from "./dead-letter-queue";
import { given } from "./given";
import { pascalCase } from "./names";
import type { FunctionReference, TopicReference } from "./references";
import { secretValue, type SecretReference } from "./secret-reference";
import { isKnown, literal } from "./tokens";

/** A receiver of notifications about alarms. */
export type AlarmTarget =
  /** Sends an e-mail. The receiver must confirm the subscription once. */
  | { readonly type: "email"; readonly address: string }
  /** Sends a POST request. The URL may contain a token, so it is a secret. The receiver must confirm the subscription. */
  | { readonly type: "https"; readonly url: SecretReference; readonly confirmsItself?: boolean }
  /** Opens an incident in a PagerDuty service that has the integration "Amazon CloudWatch". */
  | { readonly type: "pagerduty"; readonly integrationKey: SecretReference }
  /** Invokes a function. */
  | { readonly type: "lambda"; readonly function: FunctionReference }
  /**
   * Sends to a queue. The policy of a customer managed key that encrypts the queue must admit sns.amazonaws.com, as that of
   * `EncryptionKey` does with the use `queues`. If `url` is given and `queuePolicy` is not false, the queue gets a policy for these
   * topics, which replaces any other.
   */
  | {
      readonly type: "sqs";
      readonly queue: { readonly arn: string; readonly url?: string };
      readonly queuePolicy?: boolean;
    };

export interface AlarmRouteProps {
  /** The receiver. */
  readonly target: AlarmTarget;

  /** Topics to subscribe to, each by a short name that does not change: `{ critical: topic }`. It is part of the path. */
  readonly topics: Readonly<Record<string, TopicReference>>;

  /**
   * Filter policy: only matching messages are delivered, e.g. `{ AlarmName: [{ prefix: "shop-prod-checkout-" }] }`.
   *
   * @default - all messages are delivered
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
   */
  readonly filter?: Readonly<Record<string, unknown>>;

  /**
   * What the filter policy is applied to. CloudWatch sends no message attributes.
   *
   * @default "MessageBody"
   */
  readonly filterScope?: "MessageBody" | "MessageAttributes";

  /**
   * Queue for messages that cannot be delivered.
   *
   * @default - these messages are lost
   */
  readonly deadLetters?: { readonly arn: string };
}

/** Subscribes one receiver to topics, and gives it the permission that it needs. For Slack, use `SlackChannel`. */
export class AlarmRoute extends Construct {
  /** Subscriptions, by the name of their topic. */
  readonly subscriptions: Readonly<Record<string, SnsTopicSubscription>>;

  /** @throws {ConstructError} for a bad address, a secret that is written in the code, and a filter policy that SNS refuses */
  constructor(scope: Construct, id: string, props: AlarmRouteProps) {
    super(scope, id);
    const { target, topics } = props;
    const endpoint = endpointOf(this, target);
    const filterPolicy = props.filter === undefined ? undefined : this.filterPolicy(props.filter);
    const redrivePolicy =
      props.deadLetters === undefined ? undefined : JSON.stringify({ deadLetterTargetArn: props.deadLetters.arn });
    const subscribe = ([name, topic]: [string, (typeof topics)[string]]): [string, SnsTopicSubscription] => {
      const childId = pascalCase(name);
      if (target.type === "lambda") this.permit(childId, target.function, topic);
      const subscription = new SnsTopicSubscription(
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
      return [name, subscription];
    };
    this.subscriptions = Object.fromEntries(Object.entries(topics).map(subscribe));
    if (target.type === "sqs" && target.queue.url !== undefined && target.queuePolicy !== false) {
      new SqsQueuePolicy(this, "QueuePolicy", {
        queueUrl: target.queue.url,
        policy: topicsMaySend(target.queue.arn, Object.values(topics)),
      });
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
    checkRange(this.node.path, "filterPolicyKeys", Object.keys(filter).length, "number of keys of the filter");
    return literal(JSON.stringify(filter));
  }
}

interface Endpoint {
  readonly protocol: string;
  readonly endpoint: string;
  readonly endpointAutoConfirms?: boolean;
}

/** The endpoint of a target, for every kind of route but Slack, which has no subscription: a kind without one does not compile. */
const endpoints: {
  readonly [Kind in Exclude<RouteKind, "slack">]: (
    scope: Construct,
    target: Extract<AlarmTarget, { type: Kind }>,
  ) => Endpoint;
} = {
  email(scope, { address }) {
    if (isKnown(address) && !emailShape.test(address)) throw badAddress(scope.node.path, address);
    return { protocol: "email", endpoint: address };
  },
  https(scope, { confirmsItself, url }) {
    const endpoint = secretValue(scope, "Secret", "url", url);
    return given({ protocol: "https", endpoint, endpointAutoConfirms: confirmsItself });
  },
  pagerduty(scope, { integrationKey }) {
    const key = secretValue(scope, "Secret", "integrationKey", integrationKey);
    return {
      protocol: "https",
      endpoint: `https://events.pagerduty.com/integration/${key}/enqueue`,
      endpointAutoConfirms: true,
    };
  },
  lambda: (_, target) => ({ protocol: "lambda", endpoint: target.function.arn }),
  sqs: (_, { queue }) => ({ protocol: "sqs", endpoint: queue.arn }),
};

function endpointOf(scope: Construct, target: AlarmTarget): Endpoint {
  const endpoint = endpoints[target.type] as (scope: Construct, target: AlarmTarget) => Endpoint;
  return endpoint(scope, target);
}
