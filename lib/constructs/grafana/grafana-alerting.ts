import { Construct } from "constructs";
import type { Severity } from "../../base";
import { pascalCase } from "../aws/names";
import { secretValue, type SecretReference } from "../aws/secret-reference";
import { GrafanaContactPoint, type GrafanaContactPointProps } from "./contact-point";
import { type GrafanaMuteInterval, GrafanaMuteTiming } from "./mute-timing";
import { GrafanaNotificationPolicy, type GrafanaPolicy } from "./notification-policy";

/** Who is told, and in which way. */
export type GrafanaReceiver =
  | { readonly kind: "email"; readonly addresses: readonly string[] }
  | { readonly kind: "slack"; readonly url: SecretReference }
  | { readonly kind: "slack-app"; readonly token: SecretReference; readonly channel: string }
  | { readonly kind: "pagerduty"; readonly key: SecretReference }
  | { readonly kind: "webhook"; readonly url: SecretReference }
  | { readonly kind: "opsgenie"; readonly key: SecretReference }
  | { readonly kind: "msteams"; readonly url: SecretReference }
  | { readonly kind: "sns"; readonly topic: string };

/** Receivers of a severity, or of somebody's alerts of it. */
export interface GrafanaAudience {
  /** `critical`, `critical-team-payments`: part of the path of its resources. */
  readonly key: string;

  /** What Grafana calls it. */
  readonly name: string;

  /** Label `severity` of its alerts. */
  readonly severity: Severity;

  /** Label of its alerts that names whose they are; none: everybody's. */
  readonly scope?: { readonly kind: "team" | "service" | "tier"; readonly name: string };

  /** Who is told, in one message each. */
  readonly receivers: readonly GrafanaReceiver[];
}

/** Hours in which some severities tell nobody. */
export interface GrafanaQuietHours {
  /** Id of a construct. */
  readonly id: string;

  /** What Grafana calls it. */
  readonly name: string;

  /** Severities that are muted. */
  readonly severities: readonly Severity[];

  /** When. */
  readonly intervals: readonly GrafanaMuteInterval[];
}

/** Props of {@link GrafanaAlerting}. */
export interface GrafanaAlertingProps {
  /** Label `environment` of the alerts. */
  readonly environment: string;

  /** At least one. */
  readonly audiences: readonly GrafanaAudience[];

  /** @default - none */
  readonly quietHours?: readonly GrafanaQuietHours[];
}

/**
 * Who is told of Grafana's alerts: contact points, mute timings, and the tree of policies of the organization, which it replaces. An alert
 * reaches every audience whose severity and scope its labels have; what has none of them reaches the most urgent one.
 *
 * Paths: `<Audience>`, `<QuietHours>Quiet`, `Policy`.
 */
export class GrafanaAlerting extends Construct {
  readonly policy: GrafanaNotificationPolicy;

  /** @throws {ConstructError} for receivers that Grafana refuses */
  constructor(scope: Construct, id: string, { audiences, environment, quietHours = [] }: GrafanaAlertingProps) {
    super(scope, id);
    const points = new Map(audiences.map((audience) => [audience, this.contactPoint(audience)] as const));
    const timings = quietHours.map((quiet) => ({
      ...quiet,
      timing: new GrafanaMuteTiming(this, `${quiet.id}Quiet`, { name: quiet.name, intervals: quiet.intervals }),
    }));
    const policy = ([{ scope: whose, severity }, point]: [GrafanaAudience, GrafanaContactPoint]): GrafanaPolicy => {
      const muted = timings.filter(({ severities }) => severities.includes(severity)).map(({ timing }) => timing.name);
      return {
        contactPoint: point.name,
        matcher: [
          { label: "environment", match: "=", value: environment },
          { label: "severity", match: "=", value: severity },
          ...(whose === undefined ? [] : [{ label: whose.kind, match: "=" as const, value: whose.name }]),
        ],
        continue: true,
        ...(muted.length === 0 ? {} : { muteTimings: muted }),
      };
    };
    const fallback = [...points].findLast(([{ scope: whose }]) => whose === undefined) ?? [...points].at(-1);
    this.policy = new GrafanaNotificationPolicy(this, "Policy", {
      contactPoint: fallback?.[1].name ?? "",
      groupBy: ["grafana_folder", "alertname"],
      policy: [...points].map(policy),
    });
  }

  private contactPoint({ key, name, receivers }: GrafanaAudience): GrafanaContactPoint {
    const id = pascalCase(key);
    const ways: { [Way in keyof Ways]: Ways[Way][number][] } = {
      email: [],
      slack: [],
      pagerduty: [],
      webhook: [],
      opsgenie: [],
      teams: [],
      sns: [],
    };
    receivers.forEach((receiver, index) => {
      const secret = (reference: SecretReference): string =>
        secretValue(this, `${id}Secret${index + 1}`, `${receiver.kind} of ${name}`, reference);
      switch (receiver.kind) {
        case "email":
          return ways.email.push({ addresses: receiver.addresses, singleEmail: true });
        case "slack":
          return ways.slack.push({ url: secret(receiver.url) });
        case "slack-app":
          return ways.slack.push({ token: secret(receiver.token), recipient: receiver.channel });
        case "pagerduty":
          return ways.pagerduty.push({ integrationKey: secret(receiver.key) });
        case "webhook":
          return ways.webhook.push({ url: secret(receiver.url) });
        case "opsgenie":
          return ways.opsgenie.push({ apiKey: secret(receiver.key) });
        case "msteams":
          return ways.teams.push({ url: secret(receiver.url) });
        case "sns":
          return ways.sns.push({ topic: receiver.topic, authProvider: "default" });
      }
    });
    const used = Object.fromEntries(Object.entries(ways).filter(([, all]) => all.length > 0));
    return new GrafanaContactPoint(this, id, { name, ...used });
  }
}

type Ways = Required<
  Pick<GrafanaContactPointProps, "email" | "slack" | "pagerduty" | "webhook" | "opsgenie" | "teams" | "sns">
>;
