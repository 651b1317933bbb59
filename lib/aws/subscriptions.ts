/** What Amazon SNS requires of the subscriptions of a protocol. */
interface ProtocolTraits {
  /** Matches the endpoints that are accepted. */
  readonly endpoint: RegExp;
  /** What an endpoint is, for a message that continues "is not". */
  readonly form: string;
  /** Whether messages can be delivered as they were published. */
  readonly raw: boolean;
}

const mail = { endpoint: /^[^\s@]+@[^\s@]+$/, form: "one e-mail address", raw: false };

/**
 * Every protocol of a subscription.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export const subscriptionProtocols = {
  http: { endpoint: /^http:\/\//i, form: "an address that begins with http://", raw: true },
  https: { endpoint: /^https:\/\//i, form: "an address that begins with https://", raw: true },
  email: mail,
  "email-json": mail,
  sms: { endpoint: /^\+?[\d ().-]*\d[\d ().-]*$/, form: "a phone number", raw: false },
  sqs: { endpoint: /^arn:[^:]+:sqs:/, form: "the ARN of a queue", raw: true },
  lambda: { endpoint: /^arn:[^:]+:lambda:/, form: "the ARN of a function", raw: false },
  firehose: { endpoint: /^arn:[^:]+:firehose:/, form: "the ARN of a delivery stream", raw: true },
  application: {
    endpoint: /^arn:[^:]+:sns:.*endpoint\//,
    form: "the ARN of an endpoint of an application",
    raw: false,
  },
} as const satisfies Record<string, ProtocolTraits>;

/** Name of a {@link subscriptionProtocols} entry. */
export type SubscriptionProtocol = keyof typeof subscriptionProtocols;

/** Whether Amazon SNS has a protocol of this name. */
export function isSubscriptionProtocol(text: string): text is SubscriptionProtocol {
  return Object.hasOwn(subscriptionProtocols, text);
}

/** Why Subscribe refuses a subscription. */
export type SubscriptionFault =
  /** The endpoint is not one of the protocol. */
  | { readonly kind: "endpoint"; readonly protocol: SubscriptionProtocol; readonly form: string }
  /** The protocol does not deliver messages as they were published. */
  | { readonly kind: "not-raw"; readonly protocol: SubscriptionProtocol }
  /** A topic in order delivers to queues only. */
  | { readonly kind: "not-to-fifo-topic"; readonly protocol: SubscriptionProtocol }
  /** A queue in order is subscribed to a topic that is not. */
  | { readonly kind: "fifo-queue" }
  | { readonly kind: "role-missing" };

/** A subscription, as far as it is known. */
export interface GivenSubscription {
  readonly protocol: SubscriptionProtocol;
  readonly endpoint?: string | undefined;
  readonly topicArn?: string | undefined;
  readonly isRaw?: boolean | undefined;
  /** False: it has none; undefined: not known. */
  readonly hasRole?: boolean | undefined;
}

/**
 * What Subscribe refuses in a subscription.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function subscriptionFaults(subscription: GivenSubscription): readonly SubscriptionFault[] {
  const { endpoint, hasRole, isRaw = false, protocol, topicArn } = subscription;
  const { endpoint: shape, form, raw } = subscriptionProtocols[protocol];
  const faults: SubscriptionFault[] = [];
  if (endpoint !== undefined && !shape.test(endpoint)) faults.push({ kind: "endpoint", protocol, form });
  if (isRaw && !raw) faults.push({ kind: "not-raw", protocol });
  if (topicArn !== undefined) {
    const isFifo = topicArn.endsWith(".fifo");
    if (isFifo && protocol !== "sqs") faults.push({ kind: "not-to-fifo-topic", protocol });
    if (!isFifo && protocol === "sqs" && endpoint?.endsWith(".fifo") === true) faults.push({ kind: "fifo-queue" });
  }
  if (protocol === "firehose" && hasRole === false) faults.push({ kind: "role-missing" });
  return faults;
}
