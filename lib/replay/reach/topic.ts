import type { AlarmState } from "../../aws";
import type { Channel } from "./told-channel";
import type { Topic, AnyAlarm } from "../../terraform";
import { keyWay, topicWay } from "./access";
import type { ActionReach } from "./action-reach";
import type { Directory } from "./directory";
import { accountText, regionText } from "./place-text";
import { arnParts } from "./policy/wildcard";
import type { Sender } from "./requests";
import { type Sink, stopOf } from "./sink";
import { followSubscription } from "./subscription";

/** Follows an alarm's message to a topic and on to everybody who is subscribed. */
export function followTopic(
  alarm: AnyAlarm,
  action: string,
  state: AlarmState,
  directory: Directory,
  sink: Sink,
): ActionReach {
  const { add } = sink;
  const [, , , alarmRegion = "", alarmAccount = ""] = arnParts(alarm.arn);
  const [, , , region = "", account = "", name = ""] = arnParts(action);
  const topic = directory.topic(action);
  const label = `topic "${topic?.name ?? name}"`;
  const through = topic?.name ?? name;
  // Made-up Regions and accounts differ from written ones, and that means nothing.
  const { template } = directory;
  const isFar = region !== alarmRegion && (template.region !== undefined || topic !== undefined);
  const isForeign = account !== alarmAccount && template.account !== undefined;

  if (isFar) {
    const message = `${label} is in ${regionText(region)} and the alarm in ${regionText(alarmRegion)}: CloudWatch accepts only actions of its own Region`;
    add(
      "topic-in-another-region",
      alarm,
      message,
      `Tell a topic in ${regionText(alarmRegion)}; its subscribers may be in any Region.`,
    );
    return { action, through, channels: [], whyNobody: message };
  }
  if (topic === undefined) {
    if (isForeign) {
      const message = `${label} is in account ${account}, outside the template: whether its policy admits alarms of ${accountText(alarmAccount)} was not checked`;
      const fix = `Its policy must allow sns:Publish to cloudwatch.amazonaws.com with aws:SourceAccount ${accountText(alarmAccount)}.`;
      add("topic-in-another-account", alarm, message, fix, "warning");
    } else {
      const message = `${label} is outside the template: who is subscribed to it, and its policy, were not checked`;
      add("alarm-action-unknown", { address: action }, message, "Check the template that has the topic, too.", "info");
    }
    const channel: Channel = {
      kind: "outside",
      name: `topic ${name}, outside the template`,
      address: action,
      reached: true,
    };
    return { action, through, channels: [channel], whyNobody: undefined };
  }

  const sender: Sender = { service: "cloudwatch.amazonaws.com", arn: alarm.arn, placeIsKnown: directory.placeIsKnown };
  const ways = [topicWay(sender, topic, directory), keyWay(sender, topic, topic, directory)];
  const stopped = stopOf(ways, add);
  const subscriptions = directory.subscriptions(topic.arn);
  const channels = [
    ...subscriptions.map((subscription) => {
      const channel = followSubscription(subscription, topic, alarm, state, directory, sink);
      return stopped === undefined ? channel : { ...channel, reached: false };
    }),
    ...directory.chatChannels(topic.arn).map(({ address, kind, name: channel }): Channel => {
      return { kind, name: channel ?? address, address, reached: stopped === undefined && !topic.fifo };
    }),
  ];
  if (channels.length === 0) missingSubscription(topic, label, directory, add);
  if (topic.fifo && channels.some(({ kind }) => kind !== "sqs")) {
    const fix = "Subscribe an SQS FIFO queue, or use a standard topic.";
    add("topic-is-fifo", topic, `${label} is a FIFO topic, which delivers only to SQS queues`, fix);
  }
  const whyNobody =
    stopped ??
    (channels.length === 0
      ? `${label} has no subscription`
      : channels.some(({ reached }) => reached)
        ? undefined
        : `${label} reaches none of its subscriptions`);
  return { action, through, channels, whyNobody };
}

function missingSubscription(topic: Topic, label: string, { isWhole, loose }: Directory, add: Sink["add"]): void {
  for (const address of loose.subscriptions) {
    const fix = "Give the values that it is made of with --var, or check a plan.";
    const message = `the template does not say to which topic it belongs; it may be ${label}, which seems to have no subscription`;
    add("subscription-unknown", { address }, message, fix);
  }
  add(
    "topic-without-subscription",
    topic,
    `no one is subscribed to ${label}`,
    isWhole
      ? "Add a subscription to the template; one made by hand is lost with the topic."
      : "Check a plan of the whole configuration, or the state: this plan contains only a part of it.",
    loose.subscriptions.length > 0 || !isWhole ? "warning" : undefined,
  );
}
