import { Construct } from "constructs";
import { deadLetterAlarms } from "../../aws";
import { own, severityNames, type Severity } from "../../base";
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
import { undeliveredAlarms } from "./undelivered-alarm";

/** A receiver, and the severities whose alarms it is notified about. */
export type Route = (AlarmTarget | SlackTarget) & {
  /** Severities whose topics are subscribed to. */
  readonly severities: readonly Severity[];

  /**
   * Names of further topics that are subscribed to: see `scopedTopics` of `Notifications`.
   *
   * @default - none
   */
  readonly scopedTopics?: readonly string[];

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
   * Further topics, for alarms of a team, a service or a tier, each with its severity, by a name that does not change:
   * `{ "critical-payments": "critical" }`. The name is part of paths.
   *
   * @default - none
   */
  readonly scopedTopics?: Readonly<Record<string, Severity>>;

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
   * Names of the further topics, by their keys.
   *
   * @default - `<name>-<key>`
   */
  readonly scopedTopics?: Readonly<Record<string, string>>;

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
  /** The further topics, by the names that `scopedTopics` gives them. */
  readonly scopedTopics: Readonly<Record<string, AlarmTopic>>;

  /** Topics by severity, as alarms take them in `notify`. */
  readonly topics: Readonly<Partial<Record<Severity, AlarmTopic>>>;

  /** Key of the topics and the dead-letter queue; undefined if `encrypt` is false. */
  readonly key: KeyReference | undefined;

  /** The dead-letter queue; undefined if `deadLetters` is false. */
  readonly deadLetterQueue: DeadLetterQueue | undefined;

  /**
   * The alarm on messages in the dead-letter queue, which notifies all receivers: more than one, if that takes more topics than an
   * alarm has actions. Empty if no receiver keeps dead letters.
   */
  readonly undeliveredAlarms: readonly ThresholdAlarm[];

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
    this.scopedTopics = Object.fromEntries(
      Object.keys(props.scopedTopics ?? {}).map((scoped) => [
        scoped,
        new AlarmTopic(
          this,
          pascalCase(scoped),
          given({ ...common, name: own(names?.scopedTopics ?? {}, scoped) ?? `${name}-${scoped}`, key: this.key }),
        ),
      ]),
    );
    this.deadLetterQueue =
      props.deadLetters === false
        ? undefined
        : new DeadLetterQueue(
            this,
            "DeadLetters",
            given({
              name: names?.deadLetters ?? `${name}-dead-letters`,
              topics: [...Object.values(topics), ...Object.values(this.scopedTopics)],
              key: this.key,
              tags,
            }),
          );

    for (const [routeName, route] of Object.entries(props.routes)) this.addRoute(routeName, route, props);
    this.undeliveredAlarms = this.tellOfDeadLetters(props);
  }

  private tellOfDeadLetters(props: NotificationsProps): readonly ThresholdAlarm[] {
    const { name, names, routes, tags } = props;
    if (this.deadLetterQueue === undefined) return [];
    const severityOf = props.scopedTopics ?? {};
    const alarms = deadLetterAlarms(
      names?.deadLetters ?? `${name}-dead-letters`,
      [
        ...severityNames.flatMap((severity) =>
          this.topics[severity] === undefined ? [] : [{ key: severity, severity }],
        ),
        ...Object.keys(this.scopedTopics).map((key) => ({ key, severity: own(severityOf, key) ?? "info" })),
      ],
      Object.values(routes).map(({ deadLetter, scopedTopics = [], severities, slack }) => ({
        topics: [...severities, ...scopedTopics],
        keepsDeadLetters: deadLetter !== false && slack === undefined,
      })),
    );
    const topics = { ...this.scopedTopics, ...this.topics };
    return undeliveredAlarms(this, "Undelivered", { alarms, queue: this.deadLetterQueue, topics, tags });
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
    const common = route.severities.map((severity): [string, TopicReference] => {
      const topic = this.topics[severity];
      if (topic === undefined)
        throw unknownName(`${this.node.path}/${routeName}`, "topic of severity", severity, Object.keys(this.topics));
      return [severity, topic];
    });
    const scoped = (route.scopedTopics ?? []).map((key): [string, TopicReference] => {
      const topic = own(this.scopedTopics, key);
      if (topic === undefined)
        throw unknownName(`${this.node.path}/${routeName}`, "topic", key, Object.keys(this.scopedTopics));
      return [key, topic];
    });
    const subscribed = Object.fromEntries([...common, ...scoped]);
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
