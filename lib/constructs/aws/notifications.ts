import { Construct } from "constructs";
import { severityNames, type Severity } from "../../base";
import { unknownName } from "../errors";
import { AlarmRoute, type AlarmRouteProps, type AlarmTarget, checkTarget, type SlackTarget } from "./alarm-route";
import { AlarmTopic } from "./alarm-topic";
import type { AwsAccountProps } from "./aws-account";
import { DeadLetterQueue } from "./dead-letter-queue";
import { EncryptionKey } from "./encryption-key";
import { given } from "./given";
import { pascalCase } from "./names";
import type { KeyReference, TopicReference } from "./references";
import { SlackChannel } from "./slack-channel";
import type { Tags } from "./tags";
import type { ThresholdAlarm } from "./threshold-alarm";
import { undeliveredAlarm } from "./undelivered-alarm";

/** A receiver, and the severities whose alarms it is notified about. */
export type Route = (AlarmTarget | SlackTarget) & {
  /** Severities whose topics are subscribed to. */
  readonly severities: readonly Severity[];

  /**
   * Whether messages that cannot be delivered are kept. It has no effect for Slack.
   *
   * @default true
   */
  readonly deadLetter?: boolean;
} & Pick<AlarmRouteProps, "filterPolicy" | "filterPolicyScope">;

export interface NotificationsProps extends AwsAccountProps {
  /** Prefix of all names: `shop-prod-alarms` gives the topic `shop-prod-alarms-critical`. */
  readonly name: string;

  /**
   * Full names, in place of those with the prefix.
   *
   * @default - `<name>-<severity>`, `<name>-dead-letters`, and `name` as the key's alias
   */
  readonly names?: NotificationNames;

  /** Routes, each by a name that does not change: it is part of the path of its resources. */
  readonly routes: Readonly<Record<string, Route>>;

  /**
   * Severities that have a topic.
   *
   * @default - all: info, warning and critical
   */
  readonly severities?: readonly Severity[];

  /**
   * KMS key that encrypts the topics and the dead-letter queue. Its policy must admit CloudWatch and SNS, as that of
   * `EncryptionKey` does.
   *
   * @default - a new key
   */
  readonly key?: KeyReference;

  /**
   * Whether a new key is created if `key` is not given.
   *
   * @default true
   */
  readonly encrypt?: boolean;

  /**
   * Whether messages that cannot be delivered are kept in a dead-letter queue, with an alarm on it.
   *
   * @default true
   */
  readonly deadLetters?: boolean;

  /**
   * Tags of all resources.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** Names of the resources of {@link Notifications}. */
export interface NotificationNames {
  /**
   * Names of the topics.
   *
   * @default - `<name>-<severity>`
   */
  readonly topics?: Readonly<Partial<Record<Severity, string>>>;

  /**
   * Name of the dead-letter queue, and of the alarm on it.
   *
   * @default - `<name>-dead-letters`
   */
  readonly deadLetters?: string;

  /**
   * Alias of the key that is created, without `alias/`.
   *
   * @default - the name of the notifications
   */
  readonly key?: string;
}

/**
 * One SNS topic per severity, and the routes that are subscribed to them. Where messages that cannot be delivered are kept, an alarm
 * tells all receivers of them.
 */
export class Notifications extends Construct {
  /** Topics by severity, as alarms take them in `notify`. */
  readonly topics: Readonly<Partial<Record<Severity, AlarmTopic>>>;

  /** Key of the topics and the dead-letter queue; undefined if `encrypt` is false. */
  readonly key: KeyReference | undefined;

  /** The dead-letter queue; undefined if `deadLetters` is false. */
  readonly deadLetterQueue: DeadLetterQueue | undefined;

  /** The alarm on messages in the dead-letter queue, which notifies all receivers; undefined if none of them keeps dead letters. */
  readonly undeliveredAlarm: ThresholdAlarm | undefined;

  /** @throws {ConstructError} for a route to a severity that has no topic, and for what AWS refuses */
  constructor(scope: Construct, id: string, props: NotificationsProps) {
    super(scope, id);
    const { account, name, names, partition, region, tags } = props;
    const common = given({ account, region, partition, tags });
    this.key = props.key ?? (props.encrypt === false ? undefined : this.makeKey(props));

    const severities = severityNames.filter((severity) => props.severities?.includes(severity) ?? true);
    const topics: Partial<Record<Severity, AlarmTopic>> = {};
    for (const severity of severities) {
      const topic = given({ ...common, name: names?.topics?.[severity] ?? `${name}-${severity}`, key: this.key });
      topics[severity] = new AlarmTopic(this, pascalCase(severity), topic);
    }
    this.topics = topics;
    this.deadLetterQueue =
      props.deadLetters === false
        ? undefined
        : new DeadLetterQueue(
            this,
            "DeadLetters",
            given({
              name: names?.deadLetters ?? `${name}-dead-letters`,
              topics: Object.values(topics),
              key: this.key,
              tags,
            }),
          );

    for (const [routeName, route] of Object.entries(props.routes)) this.addRoute(routeName, route, props);
    this.undeliveredAlarm = this.tellOfDeadLetters(props);
  }

  private tellOfDeadLetters({ name, names, routes, tags }: NotificationsProps): ThresholdAlarm | undefined {
    if (this.deadLetterQueue === undefined) return undefined;
    return undeliveredAlarm(this, "Undelivered", {
      name: names?.deadLetters ?? `${name}-dead-letters`,
      queue: this.deadLetterQueue,
      listeners: Object.values(routes).map(({ deadLetter, severities, slack }) => ({
        severities,
        keepsDeadLetters: deadLetter !== false && slack === undefined,
      })),
      topics: this.topics,
      tags,
    });
  }

  private makeKey({ account, name, names, partition, region, tags }: NotificationsProps): EncryptionKey {
    const description = `Notifications of ${name}`;
    return new EncryptionKey(
      this,
      "Key",
      given({
        account,
        region,
        partition,
        tags,
        description,
        alias: names?.key ?? name,
        uses: ["alarms", "queues"] as const,
      }),
    );
  }

  private addRoute(routeName: string, route: Route, props: NotificationsProps): void {
    const subscribed: Partial<Record<Severity, TopicReference>> = {};
    for (const severity of route.severities) {
      const topic = this.topics[severity];
      if (topic === undefined)
        throw unknownName(`${this.node.path}/${routeName}`, "topic of severity", severity, Object.keys(this.topics));
      subscribed[severity] = topic;
    }
    const id = `${pascalCase(routeName)}Route`;
    checkTarget(`${this.node.path}/${id}`, route);
    if (route.slack !== undefined) {
      const { account, name, partition, region, tags } = props;
      const { channel, team } = route.slack;
      new SlackChannel(
        this,
        id,
        given({
          account,
          region,
          partition,
          tags,
          name: route.slack.name ?? `${name}-${routeName}`,
          team,
          channel,
          topics: Object.values(subscribed),
        }),
      );
      return;
    }
    const { filterPolicy, filterPolicyScope } = route;
    new AlarmRoute(
      this,
      id,
      given({
        target: route,
        topics: subscribed,
        filterPolicy,
        filterPolicyScope,
        deadLetterQueue: route.deadLetter === false ? undefined : this.deadLetterQueue,
      }),
    );
  }
}
