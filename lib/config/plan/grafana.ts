import type { Severity } from "../../base";
import type { dashboardSchemas, grafanaKinds } from "../schema/grafana";
import type { SecretReference } from "../schema/route";
import type { BackendPlan } from "./deployment";
import type { TopicScope } from "./notifications";

/** Grafana, and what is in it for an environment, with every default filled in. */
export interface GrafanaPlan {
  /** Name of the stack: `shop-prod-grafana`. */
  readonly stack: string;
  readonly backend: BackendPlan;

  /** Version constraint of Grafana's provider. */
  readonly providerVersion: string;

  /** Without a slash at its end. Undefined: Terraform asks for it, as the workspace is not made yet. */
  readonly url?: string;
  readonly kind: (typeof grafanaKinds)[number];

  /** A workspace of Amazon Managed Grafana that the environment's stack makes. */
  readonly workspace?: WorkspacePlan;

  /** Where the token is kept that Terraform signs in with. */
  readonly auth: SecretReference;
  readonly schema: (typeof dashboardSchemas)[number];

  /** `browser`, `utc`, or an IANA name. */
  readonly timezone: string;

  /** The environment's folder. */
  readonly folder: FolderPlan & { readonly parent?: string };

  /** Folders below it, one for each team that owns a service. */
  readonly teams: readonly (FolderPlan & { readonly team: string })[];

  /** Where the environment's dashboards are, from the project's folder: `dashboards/prod`. */
  readonly dashboards: string;

  /** What Grafana reads, one of each kind. */
  readonly dataSources: readonly DataSourcePlan[];

  /** Workspaces of Amazon Managed Service for Prometheus that it reads. */
  readonly prometheus: readonly { readonly workspace: string; readonly region: string }[];

  /** Whether Grafana has contact points and policies, and rules of the alarms that its back ends can answer. */
  readonly alerting: boolean;

  /** Who is notified of Grafana's alerts; empty without alerting. */
  readonly contactPoints: readonly ContactPointPlan[];

  /** The environment's quiet hours, as far as Grafana has such; empty without alerting. */
  readonly quietHours: readonly QuietHoursPlan[];
}

export interface FolderPlan {
  readonly uid: string;
  readonly title: string;
}

export interface WorkspacePlan {
  readonly name: string;
  readonly version?: string;
  readonly authentication: "sso" | "saml";

  /** Ids of groups of IAM Identity Center. */
  readonly admins: readonly string[];
  readonly editors: readonly string[];
  readonly viewers: readonly string[];
}

export type DataSourceKind = "cloudwatch" | "xray" | "prometheus" | "amp" | "loki" | "tempo" | "elasticsearch";

/** What Grafana reads. */
export type DataSourcePlan = {
  readonly kind: DataSourceKind;

  /** At most 40 letters, digits, - and _. */
  readonly uid: string;

  /** As it is shown: `shop-prod Loki`. */
  readonly name: string;
} & (
  | { readonly isMade: false }
  | {
      readonly isMade: true;

      /** Undefined for what AWS has, and where nobody has written it. */
      readonly url?: string;

      /** Of what AWS has. */
      readonly region?: string;

      /** ARN of the role that Grafana assumes. */
      readonly role?: string;

      /** Sent as X-Scope-OrgID. */
      readonly tenant?: string;

      /** Where the token is kept that Grafana sends. */
      readonly token?: SecretReference;

      /** Data stream of Elasticsearch. */
      readonly index?: string;
    }
);

/** Hours in which some severities tell nobody. */
export interface QuietHoursPlan {
  /** Name of the quiet hours in the configuration. */
  readonly quietHours: string;

  /** Construct id: `Nights`. */
  readonly id: string;

  /** `shop-prod-nights` */
  readonly name: string;
  readonly severities: readonly Severity[];

  /** None crosses midnight. */
  readonly intervals: readonly {
    readonly times: readonly { readonly start: string; readonly end: string }[];
    readonly weekdays?: readonly string[];
    readonly location: string;
  }[];
}

/** Receivers of a severity, or of somebody's alerts of it. */
export interface ContactPointPlan {
  /** `critical`, `critical-team-payments`: part of the path of its resources. */
  readonly key: string;

  /** `shop-prod-critical` */
  readonly name: string;
  readonly severity: Severity;

  /** Undefined: alerts of everybody. */
  readonly scope?: TopicScope;
  readonly receivers: readonly ReceiverPlan[];
}

export type ReceiverPlan =
  | { readonly kind: "email"; readonly addresses: readonly string[] }
  | { readonly kind: "slack"; readonly url: SecretReference }
  | { readonly kind: "slack-app"; readonly token: SecretReference; readonly channel: string }
  | { readonly kind: "pagerduty"; readonly key: SecretReference }
  | { readonly kind: "webhook"; readonly url: SecretReference }
  | { readonly kind: "opsgenie"; readonly key: SecretReference }
  | { readonly kind: "msteams"; readonly url: SecretReference }
  | { readonly kind: "sns"; readonly topic: string };
