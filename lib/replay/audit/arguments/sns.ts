import {
  actionsOfPolicy,
  filterPolicyFaults,
  filterPolicyScopes,
  isOutOfTopicScope,
  isSubscriptionProtocol,
  policyGrammarFaults,
  redriveFaults,
  subscriptionFaults,
  subscriptionProtocols,
} from "../../../aws";
import { arn, byAws, byProvider, choice, exclusive, json, required, tags, text, textAt } from "./checks";
import type { Arguments } from "./read";
import type { ArgumentRefusal } from "./refusal";

const FIFO = ".fifo";

export function topic(given: Arguments): readonly ArgumentRefusal[] {
  return [
    ...topicName(given),
    ...exclusive(given, "name", ["name_prefix"]),
    ...text(given, "display_name", "topicDisplayName"),
    ...choice(given, "signature_version", ["1", "2"]),
    ...choice(given, "tracing_config", ["PassThrough", "Active"]),
    ...json(given, "delivery_policy"),
    ...policy(given),
    ...(given.isTrue("fifo_topic") === false ? onlyForFifo(given) : []),
    ...tags(given, false),
  ];
}

function topicName(given: Arguments): readonly ArgumentRefusal[] {
  const name = given.text("name");
  const isFifo = given.isTrue("fifo_topic");
  if (name === undefined || name === "" || isFifo === undefined) return [];
  const hasSuffix = name.endsWith(FIFO);
  if (isFifo && !hasSuffix) return [byAws("name", { kind: "fifo-name" })];
  if (!isFifo && hasSuffix) return [byAws("name", { kind: "not-fifo-name" })];
  return textAt("name", isFifo ? name.slice(0, -FIFO.length) : name, "topicName");
}

function onlyForFifo(given: Arguments): readonly ArgumentRefusal[] {
  return [
    ...(given.isTrue("content_based_deduplication") === true ? ["content_based_deduplication"] : []),
    ...["archive_policy", "fifo_throughput_scope"].filter(
      (name) => given.text(name) !== undefined && given.isGiven(name),
    ),
  ].map((name) => byAws(name, { kind: "only-for-fifo" }));
}

export function topicPolicy(given: Arguments): readonly ArgumentRefusal[] {
  return [...required(given, ["arn", "policy"]), ...arn(given, "arn", "a topic"), ...policy(given)];
}

function policy(given: Arguments): readonly ArgumentRefusal[] {
  const document = given.text("policy");
  if (document === undefined || document === "") return [];
  return [
    ...policyGrammarFaults(document).map((fault) => byAws("policy", { kind: "policy", fault })),
    ...[...new Set(actionsOfPolicy(document).filter(isOutOfTopicScope))].map((action) =>
      byAws("policy", { kind: "out-of-topic-scope", action }),
    ),
  ];
}

export function subscription(given: Arguments): readonly ArgumentRefusal[] {
  return [
    ...required(given, ["topic_arn", "protocol", "endpoint"]),
    ...arn(given, "topic_arn", "a topic"),
    ...choice(given, "protocol", Object.keys(subscriptionProtocols)),
    ...ofProtocol(given),
    ...choice(given, "filter_policy_scope", filterPolicyScopes),
    ...filterPolicy(given),
    ...redrive(given),
  ];
}

function ofProtocol(given: Arguments): readonly ArgumentRefusal[] {
  const protocol = given.text("protocol");
  if (protocol === undefined || !isSubscriptionProtocol(protocol)) return [];
  const endpoint = given.isGiven("endpoint") ? given.text("endpoint") : undefined;
  const faults = subscriptionFaults({
    protocol,
    endpoint,
    topicArn: given.text("topic_arn"),
    isRaw: given.isTrue("raw_message_delivery"),
    hasRole: given.isGiven("subscription_role_arn"),
  });
  const places = {
    endpoint: "endpoint",
    "not-raw": "raw_message_delivery",
    "not-to-fifo-topic": "protocol",
    "fifo-queue": "endpoint",
    "role-missing": "subscription_role_arn",
  } as const;
  return faults.map((fault) => byAws(places[fault.kind], { kind: "subscription", fault }));
}

function filterPolicy(given: Arguments): readonly ArgumentRefusal[] {
  const document = given.text("filter_policy");
  const scope = given.isAbsent("filter_policy_scope") ? "MessageAttributes" : given.text("filter_policy_scope");
  if (given.isAbsent("filter_policy"))
    return given.isGiven("filter_policy_scope")
      ? [byProvider("filter_policy_scope", { kind: "needs", other: "filter_policy" })]
      : [];
  if (document === undefined) return [];
  return filterPolicyFaults(document, scope !== "MessageAttributes").map((fault) =>
    byAws("filter_policy", { kind: "filter-policy", fault }),
  );
}

function redrive(given: Arguments): readonly ArgumentRefusal[] {
  const document = given.text("redrive_policy");
  return document === undefined || document === ""
    ? []
    : redriveFaults(document).map((fault) => byAws("redrive_policy", { kind: "redrive", fault }));
}
