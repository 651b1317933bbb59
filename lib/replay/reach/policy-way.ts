import { readArn } from "../../aws";
import {
  isStandIn,
  type Queue,
  type Resource,
  type ResourcePolicy,
  type Topic,
  type UnresolvedReason,
} from "../../terraform";
import type { Directory } from "./directory";
import { accountText, arnText } from "./place-text";
import { allowed, refused, undecided } from "./policy/decision";
import { evaluatePolicy, type ServiceRequest } from "./policy/evaluate";
import { type Sender, serviceRequest } from "./requests";
import { byPolicy, resourceLabel, type Way, type WayDecision } from "./way";

/**
 * Whether a topic's policy lets CloudWatch publish for an alarm. Without a policy in the template the topic has the default one, which
 * admits its own account.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function topicWay(sender: Sender, topic: Topic, directory: Directory): Way {
  const policies = policiesOf(topic, directory.topicPolicies(topic), topic.policy);
  const account = readArn(sender.arn)?.account ?? "";
  const owner = readArn(topic.arn)?.account ?? "";
  const isOwn = account === owner;
  // One of them is made up: they may be the same.
  const mayBeOwn = isStandIn(account) || isStandIn(owner);
  const rule = isOwn || policies.length > 0 ? "topic-policy-refuses-cloudwatch" : "topic-in-another-account";
  const fix = `Add a statement that allows sns:Publish to the service cloudwatch.amazonaws.com, with aws:SourceAccount ${accountText(account)} as its condition.`;
  const request = serviceRequest(sender, "sns:Publish", topic.arn);
  const label = resourceLabel("topic", topic);
  // What the template does not show may admit another account; it seldom takes from the topic's own what the default policy gives.
  const [loose] = [...directory.loose.topicPolicies, ...(isOwn ? [] : directory.mayTouch(topic.arn))];
  const byDefault = (): WayDecision => {
    if (loose !== undefined) return undecided({ kind: "policy-of-unknown-owner", label, address: loose });
    if (!isOwn && mayBeOwn) return undecided({ kind: "account-not-known", label });
    return isOwn ? allowed : refused({ kind: "default-policy-of-another-account", label });
  };
  const access = policies.length === 0 ? byDefault() : decide(policies, request, label);
  return { ...access, rule, at: policies[0]?.at ?? topic, fix };
}

/**
 * Whether a queue accepts messages of a topic; without a policy it accepts none.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
 */
export function queueWay(sender: Sender, queue: Queue, directory: Directory): Way {
  const rule = "queue-refuses-topic";
  const label = resourceLabel("queue", queue);
  const fix = `Allow sqs:SendMessage to the service sns.amazonaws.com in the queue's policy, with aws:SourceArn ${arnText(sender.arn)} as its condition.`;
  const policies = policiesOf(queue, directory.queuePolicies(queue), queue.policy);
  if (policies.length === 0) {
    const [loose] = [...directory.loose.queuePolicies, ...directory.mayTouch(queue.arn)];
    const access: WayDecision =
      loose === undefined
        ? refused({ kind: "no-queue-policy", label })
        : undecided({ kind: "policy-of-unknown-owner", label, address: loose });
    return { ...access, rule, at: queue, fix };
  }
  const access = decide(policies, serviceRequest(sender, "sqs:SendMessage", queue.arn), label);
  return { ...access, rule, at: policies[0]?.at ?? queue, fix };
}

interface PlacedPolicy {
  /** The resource that it is written on. */
  readonly at: { readonly address: string };
  /** Undefined where the template does not say. */
  readonly text: string | undefined;
  readonly reason: UnresolvedReason | undefined;
}

/** The policies of a resource: those in resources beside it, else the one written on it. */
function policiesOf(
  resource: Resource,
  beside: readonly ResourcePolicy[],
  written: string | undefined,
): readonly PlacedPolicy[] {
  const reasonOf = ({ unresolved }: Resource) => unresolved.find(({ attribute }) => attribute === "policy")?.reason;
  if (beside.length > 0) return beside.map((one) => ({ at: one, text: one.policy, reason: reasonOf(one) }));
  const reason = reasonOf(resource);
  return written === undefined && reason === undefined ? [] : [{ at: resource, text: written, reason }];
}

/** Of several policies only the one applied last stays, and the template does not say which: they decide only where all agree. */
function decide(policies: readonly PlacedPolicy[], request: ServiceRequest, label: string): WayDecision {
  const { service } = request;
  const results = policies.map(({ reason, text }): WayDecision =>
    text === undefined
      ? undecided({ kind: "policy-not-known", label, reason })
      : byPolicy(evaluatePolicy(text, request), { kind: "policy", label, service }),
  );
  const [first = allowed] = results;
  if (results.every(({ decision }) => decision === first.decision)) return first;
  return undecided({ kind: "policies-disagree", label, count: policies.length, service });
}
