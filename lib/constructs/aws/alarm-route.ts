import { Construct } from "constructs";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { emailShape, type RouteKind } from "../../aws";
import { badAddress, notOneTarget } from "../errors";
import { checkRange } from "./checks";
import { topicsMaySend } from "./dead-letter-queue";
import { given } from "./given";
import { pascalCase } from "./names";
import type { FunctionReference, TopicReference } from "./references";
import { secretValue, type SecretReference } from "./secret-reference";
import { isKnown, literal } from "./tokens";

/** Receivers of notifications about alarms, by kind. */
interface AlarmTargets {
  readonly email: {
    /** Address to notify. Its owner must confirm the subscription once. */
    readonly email: string;
  };
  readonly https: {
    /** Address to send POST requests to. It may contain a token, so it is a secret. The receiver must confirm the subscription. */
    readonly webhook: SecretReference;

    /**
     * Whether the receiver confirms the subscription by itself: Terraform waits for it.
     *
     * @default false
     */
    readonly confirmsItself?: boolean;
  };
  readonly pagerduty: {
    /** Integration key of a PagerDuty service with the integration "Amazon CloudWatch". */
    readonly pagerduty: SecretReference;
  };
  readonly lambda: {
    /** Function to invoke. */
    readonly lambda: FunctionReference;
  };
  readonly sqs: {
    /**
     * Queue to send to. The policy of a customer managed key that encrypts the queue must admit sns.amazonaws.com, as that of
     * `EncryptionKey` does with the use `queues`.
     */
    readonly sqs: { readonly arn: string; readonly url?: string };

    /**
     * Whether the queue gets a policy for these topics, which replaces any other. It needs the queue's URL.
     *
     * @default - true if the queue's URL is given
     */
    readonly queuePolicy?: boolean;
  };
  readonly slack: {
    readonly slack: {
      /** ID of the Slack workspace, e.g. `T0123ABCD`. */
      readonly team: string | SecretReference;

      /** ID of the channel, e.g. `C0123ABCD`. */
      readonly channel: string | SecretReference;

      /**
       * Name of the chat configuration and of its role.
       *
       * @default - `<name of the notifications>-<name of the route>`
       */
      readonly name?: string;
    };
  };
}

/** Exactly one of the receivers: the properties of the others are not there. */
type Only<Kind extends RouteKind> = AlarmTargets[Kind] &
  Readonly<Partial<Record<Exclude<Words<AlarmTargets[RouteKind]>, keyof AlarmTargets[Kind]>, never>>>;
type Words<Target> = Target extends unknown ? keyof Target : never;
type SubscribedKind = Exclude<RouteKind, "slack">;

/** A receiver that subscribes to topics: exactly one of `email`, `webhook`, `pagerduty`, `lambda` and `sqs`. */
export type AlarmTarget = { readonly [Kind in SubscribedKind]: Only<Kind> }[SubscribedKind];

/** A Slack channel as a receiver; see `SlackChannel`. */
export type SlackTarget = Only<"slack">;

export interface AlarmRouteProps {
  /** The receiver. */
  readonly target: AlarmTarget;

  /** Topics to subscribe to, each by a short name that does not change: `{ critical: topic }`. It is part of the path. */
  readonly topics: Readonly<Record<string, TopicReference>>;

  /**
   * SNS filter policy: only matching messages are delivered, e.g. `{ AlarmName: [{ prefix: "shop-prod-checkout-" }] }`.
   *
   * @default - all messages are delivered
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
   */
  readonly filterPolicy?: Readonly<Record<string, unknown>>;

  /**
   * What the filter policy is applied to. CloudWatch sends no message attributes.
   *
   * @default "MessageBody"
   */
  readonly filterPolicyScope?: "MessageBody" | "MessageAttributes";

  /**
   * Queue for messages that cannot be delivered.
   *
   * @default - these messages are lost
   */
  readonly deadLetterQueue?: { readonly arn: string };
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
    const filterPolicy = props.filterPolicy === undefined ? undefined : this.policyText(props.filterPolicy);
    const redrivePolicy =
      props.deadLetterQueue === undefined
        ? undefined
        : JSON.stringify({ deadLetterTargetArn: props.deadLetterQueue.arn });
    const subscribe = ([name, topic]: [string, (typeof topics)[string]]): [string, SnsTopicSubscription] => {
      const childId = pascalCase(name);
      if (target.lambda !== undefined) this.permit(childId, target.lambda, topic);
      const subscription = new SnsTopicSubscription(
        this,
        childId,
        given({
          topicArn: topic.arn,
          ...endpoint,
          filterPolicy,
          filterPolicyScope: filterPolicy === undefined ? undefined : (props.filterPolicyScope ?? "MessageBody"),
          redrivePolicy,
        }),
      );
      return [name, subscription];
    };
    this.subscriptions = Object.fromEntries(Object.entries(topics).map(subscribe));
    if (target.sqs?.url !== undefined && target.queuePolicy !== false) {
      new SqsQueuePolicy(this, "QueuePolicy", {
        queueUrl: target.sqs.url,
        policy: topicsMaySend(target.sqs.arn, Object.values(topics)),
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

  private policyText(policy: Readonly<Record<string, unknown>>): string {
    checkRange(this.node.path, "filterPolicyKeys", Object.keys(policy).length, "number of keys of the filter policy");
    return literal(JSON.stringify(policy));
  }
}

interface Endpoint {
  readonly protocol: string;
  readonly endpoint: string;
  readonly endpointAutoConfirms?: boolean;
}

function endpointOf(scope: Construct, target: AlarmTarget): Endpoint {
  checkTarget(scope.node.path, target);
  if (target.email !== undefined) {
    const { email } = target;
    if (isKnown(email) && !emailShape.test(email)) throw badAddress(scope.node.path, email);
    return { protocol: "email", endpoint: email };
  }
  if (target.webhook !== undefined) {
    const endpoint = secretValue(scope, "Secret", "webhook", target.webhook);
    return given({ protocol: "https", endpoint, endpointAutoConfirms: target.confirmsItself });
  }
  if (target.pagerduty !== undefined) {
    const key = secretValue(scope, "Secret", "pagerduty", target.pagerduty);
    return {
      protocol: "https",
      endpoint: `https://events.pagerduty.com/integration/${key}/enqueue`,
      endpointAutoConfirms: true,
    };
  }
  if (target.lambda !== undefined) return { protocol: "lambda", endpoint: target.lambda.arn };
  return { protocol: "sqs", endpoint: target.sqs.arn };
}

const targetWords = ["email", "webhook", "pagerduty", "slack", "lambda", "sqs"] as const;

/** @throws {ConstructError} unless exactly one receiver is named: the type asks for it, JavaScript does not */
export function checkTarget(path: string, target: AlarmTarget | SlackTarget): void {
  const named = targetWords.filter((word) => target[word] !== undefined);
  if (named.length !== 1) throw notOneTarget(path, named, targetWords);
}
