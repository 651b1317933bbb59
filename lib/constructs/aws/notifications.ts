import { Construct } from "constructs";
import { severityNames, type Severity } from "../../contract";
import { unknownName } from "../errors";
import { AlarmRoute, type AlarmRouteProps, type AlarmTarget } from "./alarm-route";
import { AlarmTopic } from "./alarm-topic";
import type { AwsAccountProps } from "./aws-account";
import { DeadLetterQueue } from "./dead-letter-queue";
import { EncryptionKey } from "./encryption-key";
import { given } from "./given";
import { pascalCase } from "./names";
import type { KeyReference, TopicReference } from "./references";
import { SlackChannel } from "./slack-channel";
import type { Tags } from "./tags";

/** A Slack channel as a target, see {@link SlackChannel}. */
export interface SlackTarget {
  readonly type: "slack";
  readonly workspaceId: string;
  readonly channelId: string;
}

/** Who hears of the alarms of which severities. */
export type Route = (AlarmTarget | SlackTarget) & {
  readonly severities: readonly Severity[];
} & Pick<AlarmRouteProps, "filter" | "filterScope">;

export interface NotificationsProps extends AwsAccountProps {
  /** Name before the severity: `shop-prod-alarms` gives the topic `shop-prod-alarms-critical`. */
  readonly name: string;

  /** Routes by a name that does not change: it is part of the path of their resources. */
  readonly routes: Readonly<Record<string, Route>>;

  /**
   * Severities that have a topic.
   *
   * @default - info, warning and critical
   */
  readonly severities?: readonly Severity[];

  /**
   * Key that encrypts topics and dead letters. Its policy must admit CloudWatch and SNS, as `EncryptionKey` does.
   *
   * @default - a key of its own
   */
  readonly key?: KeyReference;

  /**
   * Whether messages that cannot be delivered are kept in a queue.
   *
   * @default true
   */
  readonly deadLetters?: boolean;

  /**
   * Tags of everything that takes tags.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/** A topic per severity, and who hears of them. */
export class Notifications extends Construct {
  /** Topics by severity: what alarms take as `notify`. */
  readonly topics: Readonly<Partial<Record<Severity, AlarmTopic>>>;
  readonly key: KeyReference;

  /** Undefined if `deadLetters` is false. */
  readonly deadLetterQueue: DeadLetterQueue | undefined;

  /** @throws {ConstructError} for a route to a severity that has no topic, and for what its parts refuse. */
  constructor(scope: Construct, id: string, props: NotificationsProps) {
    super(scope, id);
    const { account, name, partition, region, tags } = props;
    const common = given({ account, region, partition, tags });
    this.key =
      props.key ??
      new EncryptionKey(this, "Key", {
        ...common,
        description: `Notifications of ${name}`,
        alias: name,
        uses: ["alarms", "queues"],
      });

    const severities = severityNames.filter((severity) => props.severities?.includes(severity) ?? true);
    const topics: Partial<Record<Severity, AlarmTopic>> = {};
    for (const severity of severities) {
      topics[severity] = new AlarmTopic(this, pascalCase(severity), {
        ...common,
        name: `${name}-${severity}`,
        key: this.key,
      });
    }
    this.topics = topics;
    this.deadLetterQueue =
      props.deadLetters === false
        ? undefined
        : new DeadLetterQueue(
            this,
            "DeadLetters",
            given({ name: `${name}-dead-letters`, topics: Object.values(topics), key: this.key, tags }),
          );

    for (const [routeName, route] of Object.entries(props.routes)) this.addRoute(routeName, route, props);
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
    if (route.type === "slack") {
      const { account, name, partition, region, tags } = props;
      const { channelId, workspaceId } = route;
      new SlackChannel(
        this,
        id,
        given({
          account,
          region,
          partition,
          tags,
          name: `${name}-${routeName}`,
          workspaceId,
          channelId,
          topics: Object.values(subscribed),
        }),
      );
      return;
    }
    const { filter, filterScope } = route;
    new AlarmRoute(
      this,
      id,
      given({ target: route, topics: subscribed, filter, filterScope, deadLetters: this.deadLetterQueue }),
    );
  }
}
