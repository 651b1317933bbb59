import type { AlarmState } from "../../aws";
import type { Channel } from "./told-channel";
import { type Subscription, type Topic, labelOf, type AnyAlarm } from "../../terraform";
import { functionWay, keyWay, queueWay, type Way } from "./access";
import { alarmMessage, noAttributes } from "./alarm-message";
import { channelLabel } from "./channel";
import type { Directory } from "./directory";
import { type Passes, passesFilter } from "./filter-policy";
import type { Sender } from "./requests";
import { type Sink, stopOf } from "./sink";

/** Follows a topic's message about an alarm to one subscriber. */
export function followSubscription(
  subscription: Subscription,
  topic: Topic,
  alarm: AnyAlarm,
  state: AlarmState,
  directory: Directory,
  { add, filters }: Sink,
): Channel {
  const label = channelLabel(subscription);
  const { address } = subscription;
  const target = `${label.kind} ${label.name}`;
  if (label.cannot !== undefined) {
    const fix = "Use a chat channel of Amazon Q Developer in chat applications, or a function that translates.";
    add("subscription-cannot-confirm", subscription, label.cannot, fix);
  }
  if (label.confirmation === "person") {
    const fix = "After the apply let the receiver confirm it, and look at the subscription's status.";
    add(
      "subscription-needs-confirmation",
      subscription,
      `${target} receives nothing until someone confirms the subscription`,
      fix,
    );
  }
  if (subscription.protocol === "email-json") {
    add("email-json", subscription, `${target} receives raw JSON`, "Use the protocol email.");
  }
  const sender: Sender = { service: "sns.amazonaws.com", arn: topic.arn, placeIsKnown: directory.placeIsKnown };
  const stopped = stopOf(targetWays(subscription, sender, directory, add), add);
  deadLetters(subscription, sender, directory, add);
  const passes = passesSubscription(subscription, alarm, state, directory);
  if (passes !== "no filter") {
    const results = filters.get(subscription) ?? [];
    results.push({ passes, alarm: labelOf(alarm) });
    filters.set(subscription, results);
  }
  const reached =
    stopped === undefined && passes !== false && label.cannot === undefined && (!topic.fifo || label.kind === "sqs");
  return { kind: label.kind, name: label.name, address, reached };
}

function targetWays(
  subscription: Subscription,
  sender: Sender,
  directory: Directory,
  add: Sink["add"],
): (Way | undefined)[] {
  const { endpoint, protocol } = subscription;
  if (endpoint === undefined) return [];
  const outside = "Check the template that has it, too.";
  if (protocol === "sqs") {
    const queue = directory.queue(endpoint);
    if (queue !== undefined) return [queueWay(sender, queue, directory), keyWay(sender, queue, queue, directory)];
    add(
      "queue-unknown",
      subscription,
      `queue ${endpoint} is outside the template: its policy was not checked`,
      outside,
    );
  }
  if (protocol === "lambda") {
    const lambda = directory.lambdaFunction(endpoint);
    if (lambda !== undefined) return [functionWay(sender, lambda, directory)];
    add(
      "function-unknown",
      subscription,
      `function ${endpoint} is outside the template: its permissions were not checked`,
      outside,
    );
  }
  return [];
}

function deadLetters(
  { address, deadLetterQueueArn }: Subscription,
  sender: Sender,
  directory: Directory,
  add: Sink["add"],
): void {
  const queue = deadLetterQueueArn === undefined ? undefined : directory.queue(deadLetterQueueArn);
  if (queue === undefined) return;
  for (const way of [queueWay(sender, queue, directory), keyWay(sender, queue, queue, directory)]) {
    if (way?.decision === "refused") {
      add("dead-letter-queue-refuses-topic", { address }, `its dead letters are lost: ${way.why}`, way.fix);
    }
  }
}

function passesSubscription(
  { filterPolicy, filterPolicyScope, unresolved }: Subscription,
  alarm: AnyAlarm,
  state: AlarmState,
  { placeIsKnown }: Directory,
): Passes | "no filter" {
  if (filterPolicy === undefined || filterPolicy.trim() === "") {
    return unresolved.some(({ attribute }) => attribute === "filter_policy") ? undefined : "no filter";
  }
  const lookup = filterPolicyScope === "MessageBody" ? alarmMessage(alarm, state, placeIsKnown) : noAttributes;
  try {
    return passesFilter(filterPolicy, lookup);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
