import { arnOf, lastNameIn, readArn } from "../../aws";
import {
  type ChatChannel,
  type FunctionPermission,
  type Key,
  type LambdaFunction,
  mayBeSame,
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
  /** False: the template is a part of a configuration, and what seems to be missing may be in the rest. */
  readonly isWhole: boolean;
  readonly topic: (arn: string) => Topic | undefined;
  readonly topicPolicies: (topic: Topic) => readonly ResourcePolicy[];
  readonly subscriptions: (topicArn: string) => readonly Subscription[];
  readonly chatChannels: (topicArn: string) => readonly ChatChannel[];
  /**
   * Addresses of what refers to a topic, queue, function or alarm and makes things that the template does not show: a subscription, a
   * policy, a composite alarm.
   */
  readonly mayTouch: (arn: string) => readonly string[];
  /** By ARN, id, alias or the alias's ARN; an alias is one of the account and Region of what is encrypted. */
  readonly key: (name: string, encrypted: string) => Key | undefined;
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
  const topicAt = finderByArn(template.topics);
  const queueAt = finderByArn(template.queues);
  const functionAt = finderByArn(template.functions);
  const topicKey = (arn: string) => topicAt(arn)?.arn ?? arn;
  const queueKey = (arn: string) => queueAt(arn)?.arn ?? arn;
  const topicKeys = (arns: readonly (string | undefined)[]) =>
    arns.flatMap((arn) => (arn === undefined ? [] : topicKey(arn)));
  const keys = grouped(template.keys, ({ aliases, arn, keyId }) => [arn, keyId, ...aliases]);
  const topicPolicies = grouped(template.topicPolicies, ({ of }) => topicKeys([of]));
  const queuePolicies = grouped(template.queuePolicies, ({ of }) => [of === undefined ? of : queueKey(of)]);
  const subscriptions = grouped(template.subscriptions, ({ topicArn }) => topicKeys([topicArn]));
  const chatChannels = grouped(template.chatChannels, ({ topicArns }) => topicKeys(topicArns));
  const opaque = grouped(template.opaque, ({ mentions }) => mentions);

  return {
    template,
    isWhole: !template.unread.some(({ reason }) => reason.kind === "partial-plan"),
    topic: topicAt,
    topicPolicies: ({ arn }) => topicPolicies.get(arn) ?? [],
    subscriptions: (arn) => subscriptions.get(topicKey(arn)) ?? [],
    chatChannels: (arn) => chatChannels.get(topicKey(arn)) ?? [],
    mayTouch: (arn) => opaque.get(topicKey(arn))?.map(({ address }) => address) ?? [],
    key: (name, encrypted) => {
      const [only, ...others] = keys.get(name) ?? keys.get(aliasIn(name) ?? name) ?? [];
      if (only === undefined || others.length === 0) return only;
      const near = readArn(name) ?? readArn(encrypted);
      return [only, ...others].find(({ arn }) => {
        const place = readArn(arn);
        return place?.account === near?.account && place?.region === near?.region;
      });
    },
    queue: queueAt,
    queuePolicies: ({ arn, url }) => queuePolicies.get(url) ?? queuePolicies.get(arn) ?? [],
    lambdaFunction: (arn) => functionAt(withoutQualifier(arn)),
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

/**
 * Finds by ARN. An account or Region that is not known is made up in the ARNs of a template, while an ARN that is written out has real
 * ones: both mean the same thing, if there is only one that it can be.
 */
function finderByArn<T extends { readonly arn: string }>(items: readonly T[]): (arn: string) => T | undefined {
  const nameIn = (text: string) => readArn(text)?.resource ?? text;
  const exact = new Map(items.map((item) => [item.arn, item]));
  const named = grouped(items, ({ arn }) => [nameIn(arn)]);
  return (arn) => {
    const found = exact.get(arn);
    if (found !== undefined) return found;
    const [only, ...others] = (named.get(nameIn(arn)) ?? []).filter((item) => mayBeSame(item.arn, arn));
    return others.length === 0 ? only : undefined;
  };
}

const subscriptionTypes = [
  "module",
  "aws_sns_topic_subscription",
  "aws_chatbot_slack_channel_configuration",
  "aws_chatbot_teams_channel_configuration",
];

function isLooseChannel({ unresolved }: ChatChannel): boolean {
  return unresolved.some(({ attribute }) => attribute.startsWith("sns_topic_arns"));
}

/**
 * Resources whose owner is not known, and blocks of the given types whose instances are not known. A `module` is among the types only
 * where nothing but such a module could hold what seems to be missing: that some module might hold a policy makes no topic doubtful.
 */
function looseIn<T extends Resource>(
  { unread }: Template,
  types: readonly string[],
  resources: readonly T[],
  ownerOf: (resource: T) => string | undefined,
): readonly string[] {
  const blocks = unread.filter(
    ({ attribute, type }) => (attribute === "count" || attribute === "for_each") && types.includes(type),
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
