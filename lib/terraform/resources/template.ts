import type { Resource, Template, Unresolved } from "../template";
import type { Reading } from "../configuration/read-configuration";
import type { Instance } from "../instance";
import { compositeAlarm, metricAlarm, muteRule } from "./alarms";
import {
  eventRule,
  functionPermission,
  lambdaFunction,
  queue,
  queuePolicy,
  slackChannel,
  subscription,
  teamsChannel,
  topic,
  topicPolicy,
} from "./delivery";
import { KEY_TYPES, keys } from "./keys";
import { logGroup, metricFilter } from "./logs";
import { asOpaque, opaqueResources, withStacks } from "./opaque";
import { writtenResources } from "./written";

const FILTER = "aws_cloudwatch_log_metric_filter";
const ALARM = "aws_cloudwatch_metric_alarm";

/** One template from all readings: resources in the documents' order. */
export function gatherTemplate(readings: readonly Reading[]): Template {
  const written = readings.flatMap(({ instances }) => instances).filter(({ mode }) => mode === "managed");
  const { instances: managed, opaque } = withStacks(written);
  const unread = readings.flatMap((reading) => reading.unread);
  const byType = new Map<string, Instance[]>();
  for (const instance of managed) {
    const ofType = byType.get(instance.type);
    if (ofType === undefined) byType.set(instance.type, [instance]);
    else ofType.push(instance);
  }
  const read = new Set(["module", "plan", ...KEY_TYPES]);
  const all = <T>(type: string, make: (instance: Instance) => T): readonly T[] => {
    read.add(type);
    return (byType.get(type) ?? []).map(make);
  };

  const places = new Set([...(byType.get(FILTER) ?? []), ...(byType.get(ALARM) ?? [])].map(placeText));
  const placeOf = (instance: Instance): string | undefined => (places.size > 1 ? placeText(instance) : undefined);

  const resources = {
    logGroups: all("aws_cloudwatch_log_group", logGroup),
    metricFilters: all(FILTER, (instance) => metricFilter(instance, placeOf(instance))),
    metricAlarms: all(ALARM, (instance) => metricAlarm(instance, placeOf(instance))),
    compositeAlarms: all("aws_cloudwatch_composite_alarm", compositeAlarm),
    muteRules: all("aws_cloudwatch_alarm_mute_rule", muteRule),
    topics: all("aws_sns_topic", topic),
    topicPolicies: all("aws_sns_topic_policy", topicPolicy),
    subscriptions: all("aws_sns_topic_subscription", subscription),
    keys: keys(managed),
    functions: all("aws_lambda_function", lambdaFunction),
    functionPermissions: all("aws_lambda_permission", functionPermission),
    queues: all("aws_sqs_queue", queue),
    queuePolicies: all("aws_sqs_queue_policy", queuePolicy),
    chatChannels: [
      ...all("aws_chatbot_slack_channel_configuration", slackChannel),
      ...all("aws_chatbot_teams_channel_configuration", teamsChannel),
    ],
    eventRules: all("aws_cloudwatch_event_rule", eventRule),
  };
  const inResources = Object.values(resources).flatMap((list: readonly Resource[]): readonly Unresolved[] =>
    list.flatMap(({ unresolved }) => unresolved),
  );
  return {
    region: agreed(readings.map(({ place }) => place.region)),
    account: agreed(readings.map(({ place }) => place.account)),
    ...resources,
    opaque: opaqueResources([...opaque, ...unread.flatMap(asOpaque)], resources),
    written: writtenResources(managed),
    moved: readings.flatMap((reading) => reading.moved),
    unread: unread
      .filter(({ type }) => read.has(type))
      .map(({ address, attribute, expression, reason, type }) => ({ address, attribute, expression, reason, type })),
    unresolved: inResources,
  };
}

function placeText({ place }: Instance): string {
  const { region = "a Region that is not known" } = place;
  const account = place.account ?? place.standIn;
  return account === undefined ? region : `${account}/${region}`;
}

/** The one value that all readings name; undefined if they differ or none names one. */
function agreed(values: readonly (string | undefined)[]): string | undefined {
  const [only, ...others] = new Set(values.filter((value) => value !== undefined));
  return others.length === 0 ? only : undefined;
}
