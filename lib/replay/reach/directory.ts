import { arnOf, lastNameIn, readArn } from "../../aws";
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

/** Finds the template's resources by the names that other resources use for them. */
export interface Directory {
  readonly template: Template;
  /** Whether the template has an account and a Region. Without them its ARNs hold made-up ones. */
  readonly placeIsKnown: boolean;
  /** False: the template is a part of a configuration, and what seems to be missing may be in the rest. */
  readonly isWhole: boolean;
  readonly topic: (arn: string) => Topic | undefined;
  readonly topicPolicies: (topic: Topic) => readonly ResourcePolicy[];
  readonly subscriptions: (topicArn: string) => readonly Subscription[];
  readonly chatChannels: (topicArn: string) => readonly ChatChannel[];
  /** By ARN, id, alias or the alias's ARN. */
  readonly key: (name: string) => Key | undefined;
  readonly queue: (arn: string) => Queue | undefined;
  readonly queuePolicies: (queue: Queue) => readonly ResourcePolicy[];
  /** By its ARN, or that of one of its versions or aliases. */
  readonly lambdaFunction: (arn: string) => LambdaFunction | undefined;
  readonly permissions: (lambda: LambdaFunction) => readonly FunctionPermission[];

  /**
   * Addresses of resources that may belong to any topic, queue or function: the template does not say to which, or how many of them
   * there are.
   */
  readonly loose: Readonly<Record<Loose, readonly string[]>>;
}

type Loose = "topicPolicies" | "subscriptions" | "queuePolicies" | "permissions";

export function directoryOf(template: Template): Directory {
  const keyOf = (arn: string) => (template.account === undefined ? withoutAccount(arn) : arn);
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
        return given !== undefined && (given === arn || given === name || lastNameIn(given) === name);
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

/** `alias/shop` of a key alias's name or ARN; undefined for the name of a key. */
export function aliasIn(name: string): string | undefined {
  const resource = readArn(name)?.resource ?? name;
  return resource.startsWith("alias/") ? resource : undefined;
}

/**
 * The ARN or name of a function without its version or alias.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html for the three forms of a function's name
 */
export function withoutQualifier(name: string): string {
  const arn = readArn(name);
  if (arn?.resource.startsWith("function:") === true)
    return arnOf({ ...arn, resource: arn.resource.split(":", 2).join(":") });
  return arn !== undefined || name.includes(":function:") ? name : (name.split(":")[0] ?? name);
}

// A template without an account has a made-up one in its ARNs, while an ARN that is written out has a real one: both mean the same topic.
function withoutAccount(text: string): string {
  const arn = readArn(text);
  return arn === undefined ? text : arnOf({ ...arn, account: "" });
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
 * Resources whose owner is not known, and blocks of the given types whose instances are not known. A `module` is among the types only
 * where nothing but such a module could hold what seems to be missing: that some module might hold a policy makes no topic doubtful.
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
      types.some((type) => (type === "module" ? /(?:^|\.|: )module\.[^.]+$/.test(address) : address.includes(type))),
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
