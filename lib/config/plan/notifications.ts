import type { RouteKind } from "../../aws";
import type { Path, Severity } from "../../base";
import type { SecretReference } from "../schema/route";
import type { AlarmReferencePlan, BySeverity } from "./alarms";

/** Whose alarms a topic is for: a team's, a service's, or those of services of a tier. */
export interface TopicScope {
  readonly kind: "team" | "service" | "tier";
  readonly name: string;
}

/** The topic of a severity, or of somebody's alarms of the severity. */
export interface TopicPlan {
  /** `critical`, `critical-team-payments`: part of the path of its resources. */
  readonly key: string;
  readonly severity: Severity;

  /** Undefined: alarms of everybody. */
  readonly scope?: TopicScope;

  /** `shop-prod-alarms-critical`, `shop-prod-alarms-critical-team-payments` */
  readonly name: string;
}

/** A receiver of notifications, and how they are delivered. */
export type RouteTargetPlan = { [Kind in RouteKind]: { readonly kind: Kind } & RouteTargets[Kind] }[RouteKind] & {
  readonly filterPolicy?: Readonly<Record<string, unknown>>;
  readonly deadLetter: boolean;
};

/** What a route to each kind of channel needs. */
interface RouteTargets {
  readonly email: { readonly address: string };
  readonly https: { readonly url: SecretReference };
  readonly pagerduty: { readonly key: SecretReference };
  readonly slack: { readonly team: SecretReference; readonly channel: SecretReference };
  readonly lambda: { readonly arn: string };
  /** `queuePolicy`: true to write the queue's policy, in place of any other that it has. */
  readonly sqs: { readonly arn: string; readonly queuePolicy: boolean };
}

/** A receiver, and the severities that it is notified of. */
export type RoutePlan = RouteTargetPlan & {
  /** Stable, made of where it leads: `email-oncall-example-com`. Part of the paths of its resources. */
  readonly name: string;

  /** Severities of which it hears everybody's alarms. */
  readonly severities: readonly Severity[];

  /** Keys of the topics of which it hears somebody's alarms. */
  readonly scopedTopics: readonly string[];

  /** Of a Slack channel: name of its configuration and role. */
  readonly channelName?: string;
};

/** Who hears of alarms of a service that another team owns than the service's other alarms. */
export interface AudiencePlan {
  /** Stable, made of the team's name. Part of the path of its resources. */
  readonly name: string;
  readonly team: string;

  /** The topics that its alarms publish to: keys of those of the environment, ARNs of those of others. */
  readonly topics: BySeverity<readonly string[]>;
}

/** The composite that notifies for a service: in ALARM while any of `alarms` is. */
export interface NoticePlan {
  readonly service: string;

  /** Name of the audience of its alarms; undefined for that of the service. */
  readonly audience?: string;
  readonly severity: Severity;

  /** `shop-prod-checkout-critical` */
  readonly name: string;
  readonly alarms: readonly AlarmReferencePlan[];

  /** True if it also notifies on return to OK: unless all of its alarms turn that off. */
  readonly okActions: boolean;

  /** How long a warning waits for a critical alarm that would suppress it, and how long it stays suppressed after that one. */
  readonly holdBackSeconds: number;
}

/** Quiet hours: alarms of these names notify nobody during them. */
export interface MuteRulePlan {
  /** Name of the quiet hours in the configuration. */
  readonly quietHours: string;

  /** Construct id: `Nights`. */
  readonly id: string;

  /** `shop-prod-nights` */
  readonly name: string;

  /** When they begin, as the configuration has it: `0 22 * * *`. */
  readonly cron: string;

  /** How long they last, as the configuration has it: `8h`, `PT8H`. */
  readonly duration: string;
  readonly timezone: string;

  /** Names of the alarms, composite ones included, that have actions and one of the severities. */
  readonly alarms: readonly string[];
  readonly source: Path;
}
