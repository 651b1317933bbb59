import { readArn } from "../../aws";
import type {
  ChatChannel,
  EventRule,
  FunctionPermission,
  LambdaFunction,
  Queue,
  ResourcePolicy,
  Subscription,
  Topic,
} from "../template";
import type { Instance } from "../instance";
import { attributesOf, type Attributes } from "./attributes";
import { nameOf } from "./names";

export function topic(instance: Instance): Topic {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "name"),
    arn: attributes.text("arn") ?? "",
    displayName: attributes.given("display_name"),
    fifo: attributes.bool("fifo_topic", false),
    kmsKey: attributes.given("kms_master_key_id"),
    policy: writtenPolicy(attributes),
    unresolved,
  };
}

/** A state also holds the default policy that AWS gives a topic: it is not in the configuration. */
function writtenPolicy(attributes: Attributes): string | undefined {
  const policy = attributes.given("policy");
  return policy !== undefined && isDefaultPolicy(policy, attributes.text("arn") ?? "") ? undefined : policy;
}

/**
 * Whether a policy is the default one: a single statement, for the identities of the topic's account. A custom policy often starts
 * as a copy of it, with its id.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
function isDefaultPolicy(text: string, topicArn: string): boolean {
  const policy = parsed(text) as { Id?: unknown; Statement?: unknown } | undefined;
  const statements: readonly unknown[] = Array.isArray(policy?.Statement) ? policy.Statement : [];
  const [only, ...others] = statements as readonly { Sid?: unknown; Condition?: unknown }[];
  if (policy?.Id !== "__default_policy_ID" || only?.Sid !== "__default_statement_ID" || others.length > 0) return false;
  const owned = { StringEquals: { "AWS:SourceOwner": readArn(topicArn)?.account } };
  return JSON.stringify(only.Condition) === JSON.stringify(owned);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
    return undefined;
  }
}

export function topicPolicy(instance: Instance): ResourcePolicy {
  return resourcePolicy(instance, "arn");
}

export function queuePolicy(instance: Instance): ResourcePolicy {
  return resourcePolicy(instance, "queue_url");
}

function resourcePolicy(instance: Instance, of: string): ResourcePolicy {
  const { attributes, unresolved } = attributesOf(instance);
  return { address: instance.address, of: attributes.given(of), policy: attributes.given("policy"), unresolved };
}

export function subscription(instance: Instance): Subscription {
  const { attributes, unresolved } = attributesOf(instance);
  const endpoint = attributes.given("endpoint");
  return {
    address: instance.address,
    topicArn: attributes.given("topic_arn"),
    protocol: attributes.given("protocol"),
    endpoint,
    endpointIsSecret: instance.isSecret("endpoint"),
    filterPolicy: attributes.given("filter_policy"),
    filterPolicyScope: attributes.given("filter_policy_scope"),
    endpointAutoConfirms: attributes.bool("endpoint_auto_confirms", false),
    deadLetterQueueArn: deadLetterQueue(attributes),
    unresolved,
  };
}

function deadLetterQueue(attributes: Attributes): string | undefined {
  const text = attributes.given("redrive_policy");
  if (text === undefined) return undefined;
  try {
    const { deadLetterTargetArn } = JSON.parse(text) as { deadLetterTargetArn?: unknown };
    if (typeof deadLetterTargetArn === "string") return deadLetterTargetArn;
  } catch (fault) {
    if (!(fault instanceof SyntaxError)) throw fault;
  }
  attributes.note("redrive_policy", { kind: "no-dead-letter-target" });
  return undefined;
}

export function queue(instance: Instance): Queue {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "name"),
    arn: attributes.text("arn") ?? "",
    url: attributes.text("url") ?? attributes.text("id") ?? "",
    kmsKey: attributes.given("kms_master_key_id"),
    policy: attributes.given("policy"),
    unresolved,
  };
}

export function lambdaFunction(instance: Instance): LambdaFunction {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "function_name"),
    arn: attributes.text("arn") ?? "",
    unresolved,
  };
}

export function eventRule(instance: Instance): EventRule {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    name: nameOf(instance, attributes, "name"),
    arn: attributes.text("arn") ?? "",
    isEnabled: attributes.text("state") !== "DISABLED" && attributes.bool("is_enabled", true),
    pattern: attributes.given("event_pattern"),
    unresolved,
  };
}

export function functionPermission(instance: Instance): FunctionPermission {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    function: attributes.given("function_name"),
    principal: attributes.given("principal"),
    action: attributes.given("action"),
    sourceArn: attributes.given("source_arn"),
    sourceAccount: attributes.given("source_account"),
    unresolved,
  };
}

export function slackChannel(instance: Instance): ChatChannel {
  return chatChannel(instance, "slack");
}

export function teamsChannel(instance: Instance): ChatChannel {
  return chatChannel(instance, "teams");
}

function chatChannel(instance: Instance, kind: "slack" | "teams"): ChatChannel {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    kind,
    name: attributes.given("configuration_name"),
    topicArns: attributes.texts("sns_topic_arns"),
    unresolved,
  };
}
