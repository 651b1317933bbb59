import { type Arn, readArn } from "../../aws";
import type { Cause } from "../../base";
import { causeText, isStandIn, remedyText, type Topic } from "../../terraform";
import type { ActionReach } from "./action-reach";
import { type AddFinding, type Delivery, type Stop, stopOf } from "./delivery";
import type { Directory } from "./directory";
import { keyWay } from "./key-way";
import { accountText, arnText, isOpenRegion, regionText } from "./place-text";
import { topicWay } from "./policy-way";
import type { Sender } from "./requests";
import { followSubscription } from "./subscription";
import type { Channel } from "./told-channel";
import { resourceLabel } from "./way";
import { type WhyNobody, whyNobodyText } from "./why-nobody";

/** Follows an alarm's message to a topic and on to everyone who is subscribed. */
export function followTopic(action: string, delivery: Delivery): ActionReach {
  const { add, alarm, directory } = delivery;
  const topic = directory.topic(action);
  const at = readArn(action) ?? nowhere;
  const home = readArn(alarm.arn) ?? nowhere;
  const through = topic?.name ?? at.resource;
  // Made-up Regions differ from written ones, and that means nothing.
  const isFar = at.region !== home.region && !isOpenRegion(at.region) && !isOpenRegion(home.region);
  if (isFar) {
    const whyNobody: WhyNobody = {
      kind: "topic-in-another-region",
      topic: through,
      region: at.region,
      alarmRegion: home.region,
    };
    const fix = `Notify a topic in ${regionText(home.region)}; its subscribers may be in any Region.`;
    add("topic-in-another-region", alarm, { message: whyNobodyText(whyNobody), fix });
    const cause = { rule: "topic-in-another-region", address: alarm.address };
    return { action, through, channels: [], whyNobody, cause };
  }
  if (topic === undefined) {
    outsideTopic(action, { at, home }, delivery);
    return {
      action,
      through,
      channels: [{ kind: "outside", name: `topic ${through}`, address: action, reached: true }],
      whyNobody: undefined,
    };
  }
  const { channels, stopped } = subscribed(topic, delivery);
  const end =
    stopped === undefined
      ? untold(topic, channels)
      : { why: { kind: "stopped", by: stopped.by } as const, cause: stopped.cause };
  return { action, through, channels, whyNobody: end?.why, cause: end?.cause };
}

const nowhere: Arn = { partition: "", service: "", region: "", account: "", resource: "" };

/** A topic that the template does not have: its policy and its subscriptions were not checked. */
function outsideTopic(
  action: string,
  { at, home }: { readonly at: Arn; readonly home: Arn },
  { add, alarm }: Delivery,
): void {
  const label = `topic "${at.resource}"`;
  // Made-up accounts differ from written ones, and that means nothing.
  if (at.account !== home.account && !isStandIn(at.account) && !isStandIn(home.account)) {
    const message = `${label} is in account ${at.account}, outside the template: whether its policy admits alarms of ${accountText(home.account)} was not checked`;
    const fix = `Its policy must allow sns:Publish to cloudwatch.amazonaws.com with aws:SourceAccount ${accountText(home.account)}.`;
    add("topic-in-another-account", alarm, { message, fix, severity: "warning" });
    return;
  }
  const message = `${label} is outside the template: its policy, and who is subscribed to it, were not checked`;
  const fix = "Check the template that has the topic, too.";
  add("alarm-action-unknown", { address: action }, { message, fix, severity: "info" });
}

/** Where a topic's subscriptions and chat channels end, and what stops the message before them. */
function subscribed(
  topic: Topic,
  delivery: Delivery,
): { readonly channels: readonly Channel[]; readonly stopped: Stop | undefined } {
  const { add, alarm, directory } = delivery;
  const sender: Sender = { service: "cloudwatch.amazonaws.com", arn: alarm.arn };
  const stopped = stopOf([topicWay(sender, topic, directory), keyWay(sender, topic, directory)], add);
  const channels = [
    ...directory.subscriptions(topic.arn).map((subscription) => {
      const channel = followSubscription(subscription, topic, delivery);
      return stopped === undefined ? channel : { ...channel, reached: false };
    }),
    ...directory.chatChannels(topic.arn).map(({ address, kind, name }): Channel => {
      return { kind, name: name ?? address, address, reached: stopped === undefined && !topic.fifo };
    }),
  ];
  if (channels.length === 0) {
    const hidden = hiddenSubscriptions(topic, delivery);
    if (hidden.length > 0)
      return { channels: hidden.map((one) => ({ ...one, reached: stopped === undefined })), stopped };
    missingSubscription(topic, directory, add);
  }
  if (topic.fifo && channels.some(({ kind }) => kind !== "sqs")) {
    const message = `${resourceLabel("topic", topic)} is a FIFO topic, which delivers only to SQS queues`;
    add("topic-is-fifo", topic, { message, fix: "Subscribe an SQS FIFO queue, or use a standard topic." });
  }
  return { channels, stopped };
}

/** Where a topic seems to have no subscription: what may subscribe someone, which the template does not show. */
function hiddenSubscriptions(topic: Topic, { add, directory }: Delivery): readonly Channel[] {
  return directory.mayTouch(topic.arn).map((address) => {
    const message = `it refers to ${resourceLabel("topic", topic)} and may subscribe someone to it: what it makes is not in the template`;
    const fix = `Check after the apply who is subscribed: aws sns list-subscriptions-by-topic --topic-arn ${arnText(topic.arn)}`;
    add("subscription-unknown", { address }, { message, fix });
    return { kind: "unknown", name: address, address, reached: true };
  });
}

function untold(
  topic: Topic,
  channels: readonly Channel[],
): { readonly why: WhyNobody; readonly cause: Cause } | undefined {
  const label = resourceLabel("topic", topic);
  const { address } = topic;
  if (channels.length === 0)
    return { why: { kind: "no-subscription", label }, cause: { rule: "topic-without-subscription", address } };
  if (channels.some(({ reached }) => reached)) return undefined;
  // Findings about the subscriptions say why; what follows for its alarms is one fault of the topic.
  return { why: { kind: "no-subscription-reached", label }, cause: { rule: "alarm-reaches-nobody", address } };
}

function missingSubscription(topic: Topic, { isWhole, loose, template }: Directory, add: AddFinding): void {
  for (const address of loose.subscriptions) {
    const facts = [...template.unresolved, ...template.unread];
    const reason = facts.find((one) => one.address === address)?.reason;
    const why = reason === undefined ? "" : `: ${causeText(reason)}`;
    const message = `the template does not say which topic it belongs to${why}; it may be one that seems to have no subscription`;
    // Instances of one block lack the same: they are one finding.
    const block = reason === undefined ? address : address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, "");
    add("subscription-unknown", { address: block }, { message, fix: reason && remedyText(reason) });
  }
  const fix = isWhole
    ? "Add a subscription to the template; one made by hand is lost with the topic."
    : "Check a plan of the whole configuration, or the state: this plan contains only a part of it.";
  const severity = loose.subscriptions.length > 0 || !isWhole ? "warning" : undefined;
  add("topic-without-subscription", topic, {
    message: `no one is subscribed to ${resourceLabel("topic", topic)}`,
    fix,
    severity,
  });
}
