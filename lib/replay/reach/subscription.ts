import type { Subscription, Topic } from "../../terraform";
import { alarmMessage, noAttributes } from "./alarm-message";
import { channelLabel, type ChannelLabel } from "./channel";
import { type AddFinding, type Delivery, stopOf } from "./delivery";
import { type Passes, passesFilter } from "./filter-policy";
import { functionWay } from "./function-way";
import { keyWay } from "./key-way";
import { queueWay } from "./policy-way";
import type { Sender } from "./requests";
import type { Channel } from "./told-channel";
import type { Way } from "./way";
import { wayRefusalText } from "./way-text";

/** Follows a topic's message about an alarm to one subscriber. */
export function followSubscription(subscription: Subscription, topic: Topic, delivery: Delivery): Channel {
  const { add, alarm, filters } = delivery;
  const label = channelLabel(subscription);
  labelFindings(subscription, label, add);
  const sender: Sender = { service: "sns.amazonaws.com", arn: topic.arn };
  const stopped = stopOf(targetWays(subscription, sender, delivery), add);
  deadLetters(subscription, sender, delivery);
  const passes = passesSubscription(subscription, delivery);
  if (passes !== "no filter") {
    const results = filters.get(subscription) ?? [];
    results.push({ passes, alarm });
    filters.set(subscription, results);
  }
  const reached =
    stopped === undefined && passes !== false && label.cannot === undefined && (!topic.fifo || label.kind === "sqs");
  return { kind: label.kind, name: label.name, address: subscription.address, reached };
}

/** What is wrong with a subscription whatever its topic sends. */
function labelFindings(
  subscription: Subscription,
  { cannot, confirmation, kind, name }: ChannelLabel,
  add: AddFinding,
): void {
  const target = `${kind} ${name}`;
  if (cannot !== undefined) {
    const fix = "Use a chat channel of Amazon Q Developer in chat applications, or a function that translates.";
    add("subscription-cannot-confirm", subscription, { message: cannot, fix });
  }
  if (confirmation === "person") {
    const message = `${target} receives nothing until someone confirms the subscription`;
    const fix = "Have the receiver confirm it after the apply, then check the subscription's status.";
    add("subscription-needs-confirmation", subscription, { message, fix });
  }
  if (subscription.protocol === "email-json") {
    add("email-json", subscription, { message: `${target} receives raw JSON` });
  }
}

function targetWays(
  subscription: Subscription,
  sender: Sender,
  { add, directory }: Delivery,
): readonly (Way | undefined)[] {
  const { endpoint, protocol } = subscription;
  if (endpoint === undefined) return [];
  if (protocol === "sqs") {
    const queue = directory.queue(endpoint);
    if (queue !== undefined) return [queueWay(sender, queue, directory), keyWay(sender, queue, directory)];
    const message = `queue ${endpoint} is outside the template: its policy was not checked`;
    add("queue-unknown", subscription, { message });
  }
  if (protocol === "lambda") {
    const lambda = directory.lambdaFunction(endpoint);
    if (lambda !== undefined) return [functionWay(sender, lambda, directory)];
    const message = `function ${endpoint} is outside the template: its permissions were not checked`;
    add("function-unknown", subscription, { message });
  }
  return [];
}

function deadLetters(
  { address, deadLetterQueueArn }: Subscription,
  sender: Sender,
  { add, directory }: Delivery,
): void {
  const queue = deadLetterQueueArn === undefined ? undefined : directory.queue(deadLetterQueueArn);
  if (queue === undefined) return;
  for (const way of [queueWay(sender, queue, directory), keyWay(sender, queue, directory)]) {
    if (way?.decision !== "refused") continue;
    const message = `messages that cannot be delivered are lost: ${wayRefusalText(way.because)}`;
    add("dead-letter-queue-refuses-topic", { address }, { message, fix: way.fix });
  }
}

function passesSubscription(
  { filterPolicy, filterPolicyScope, unresolved }: Subscription,
  { alarm, state }: Delivery,
): Passes | "no filter" {
  if (filterPolicy === undefined || filterPolicy.trim() === "") {
    return unresolved.some(({ attribute }) => attribute === "filter_policy") ? undefined : "no filter";
  }
  const lookup = filterPolicyScope === "MessageBody" ? alarmMessage(alarm, state) : noAttributes;
  try {
    return passesFilter(filterPolicy, lookup);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
