import {
  type ChatChannel,
  type FunctionPermission,
  type Key,
  type LambdaFunction,
  type Queue,
  type Resource,
  type ResourcePolicy,
  type Subscription,
  type Template,
  type Topic,
} from "../../terraform";

import { arnParts } from "./policy/wildcard";

/** The template's resources, to be found as other resources name them. */
export interface Directory {
  readonly template: Template;
  /** Whether the template says account and Region: else ARNs hold made-up ones. */
  readonly placeIsKnown: boolean;
  /** False: the template is of a part of a configuration, and what seems to be missing may be in the rest. */
  readonly isWhole: boolean;
  readonly topic: (arn: string) => Topic | undefined;
  readonly topicPolicies: (topic: Topic) => readonly ResourcePolicy[];
  readonly subscriptions: (topicArn: string) => readonly Subscription[];
  readonly chatChannels: (topicArn: string) => readonly ChatChannel[];
  /** By ARN, id, alias or the alias's ARN. */
  readonly key: (name: string) => Key | undefined;
  readonly queue: (arn: string) => Queue | undefined;
  readonly queuePolicies: (queue: Queue) => readonly ResourcePolicy[];
  /** By ARN, also of a version or an alias of it. */
  readonly lambdaFunction: (arn: string) => LambdaFunction | undefined;
  readonly permissions: (lambda: LambdaFunction) => readonly FunctionPermission[];

  /**
   * Resources that may belong to any topic, queue or function, as the template does not say to which, or how many there are of them;
   * by their addresses.
   */
  readonly loose: Readonly<Record<Loose, readonly string[]>>;
}

type Loose = "topicPolicies" | "subscriptions" | "queuePolicies" | "permissions";

export function directoryOf(template: Template): Directory {
  // Where the template says no account, its ARNs hold a made-up one, and an ARN that is written out another: it means the same.
  const keyOf = (arn: string) => (template.account === undefined ? arnParts(arn).toSpliced(4, 1).join(":") : arn);
  const keysOf = (arns: readonly (string | undefined)[]) => arns.map((arn) => (arn === undefined ? arn : keyOf(arn)));
  const topics = new Map(template.topics.map((topic) => [keyOf(topic.arn), topic]));
  const queues = new Map(template.queues.map((queue) => [keyOf(queue.arn), queue]));
  const functions = new Map(template.functions.map((lambda) => [keyOf(lambda.arn), lambda]));
  const keys = new Map<string, Key>();
  for (const key of template.keys) for (const name of [key.arn, key.keyId, ...key.aliases]) keys.set(name, key);
  const topicPolicies = grouped(template.topicPolicies, ({ of }) => keysOf([of]));
  const queuePolicies = grouped(template.queuePolicies, ({ of }) => keysOf([of]));
  const subscriptions = grouped(template.subscriptions, ({ topicArn }) => keysOf([topicArn]));
  const chatChannels = grouped(template.chatChannels, ({ topicArns }) => keysOf(topicArns));

  return {
    template,
    placeIsKnown: template.account !== undefined && template.region !== undefined,
    isWhole: !template.unresolved.some(({ reason }) => reason.kind === "partial-plan"),
    topic: (arn) => topics.get(keyOf(arn)),
    topicPolicies: ({ arn }) => topicPolicies.get(keyOf(arn)) ?? [],
    subscriptions: (arn) => subscriptions.get(keyOf(arn)) ?? [],
    chatChannels: (arn) => chatChannels.get(keyOf(arn)) ?? [],
    key: (name) => keys.get(name) ?? keys.get(aliasIn(name) ?? name),
    queue: (arn) => queues.get(keyOf(arn)),
    queuePolicies: ({ arn, url }) => queuePolicies.get(keyOf(url)) ?? queuePolicies.get(keyOf(arn)) ?? [],
    lambdaFunction: (arn) => functions.get(keyOf(withoutQualifier(arn))),
    permissions: ({ arn, name }) =>
      template.functionPermissions.filter(({ function: of }) => {
        const given = of === undefined ? undefined : withoutQualifier(of);
        return given !== undefined && (given === arn || given === name || given.split(":").at(-1) === name);
      }),
    loose: {
      topicPolicies: looseIn(template, ["aws_sns_topic_policy"], template.topicPolicies, ({ of }) => of),
      subscriptions: [
        ...looseIn(template, subscriptionTypes, template.subscriptions, ({ topicArn }) => topicArn),
        ...template.chatChannels.filter(isLooseChannel).map(({ address }) => address),
      ],
      queuePolicies: looseIn(template, ["module", "aws_sqs_queue_policy"], template.queuePolicies, ({ of }) => of),
      permissions: looseIn(
        template,
        ["module", "aws_lambda_permission"],
        template.functionPermissions,
        (one) => one.function,
      ),
    },
  };
}

/** `alias/shop` of an alias's name or ARN. */
export function aliasIn(name: string): string | undefined {
  return /(?:^|:)(alias\/.+)$/.exec(name)?.[1];
}

/** The ARN or name of a function without its version or alias. */
export function withoutQualifier(name: string): string {
  const arn = /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+)(?::.*)?$/.exec(name)?.[1];
  if (arn !== undefined) return arn;
  return name.startsWith("arn:") || name.includes(":function:") ? name : (name.split(":")[0] ?? name);
}

const subscriptionTypes = [
  "module",
  "aws_sns_topic_subscription",
  "aws_chatbot_slack_channel",
  "aws_chatbot_teams_channel",
];

function isLooseChannel({ unresolved }: ChatChannel): boolean {
  return unresolved.some(({ attribute }) => attribute.startsWith("sns_topic_arns"));
}

/**
 * Resources whose owner is not known, and blocks of the types whose instances are not known. A whole `module` counts where it could
 * only bring what seems to be missing; that any module could bring a policy is no reason to doubt every topic.
 */
function looseIn<T extends Resource>(
  { unresolved }: Template,
  types: readonly string[],
  resources: readonly T[],
  ownerOf: (resource: T) => string | undefined,
): readonly string[] {
  const blocks = unresolved.filter(
    ({ address, attribute }) =>
      (attribute === "count" || attribute === "for_each") &&
      types.some((type) => (type === "module" ? /(?:^|\.)module\.[^.]+$/.test(address) : address.includes(type))),
  );
  return [...resources.filter((one) => ownerOf(one) === undefined), ...blocks].map(({ address }) => address);
}

function grouped<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly (string | undefined)[],
): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keysOf(item)) {
      if (key === undefined) continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [item]);
      else group.push(item);
    }
  }
  return groups;
}
