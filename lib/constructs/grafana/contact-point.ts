import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { emailShape } from "../../aws";
import { resourceArguments, resourceConfig } from "./arguments";
import { addressFault, formFault, type GrafanaFault, nameForm, refuse, secretFault } from "./faults";

/** What every way to tell has. */
interface Integration {
  /** Whether nobody is told that an alert is over. */
  readonly disableResolveMessage?: boolean;
}

/** An e-mail. */
export interface GrafanaEmail extends Integration {
  readonly addresses: readonly string[];

  /** Whether all addresses are in one message. */
  readonly singleEmail?: boolean;
  readonly subject?: string;
  readonly message?: string;
}

/** A message in Slack: `url` of an incoming webhook, or `token` of an app and the channel as `recipient`. */
export interface GrafanaSlack extends Integration {
  readonly url?: string;
  readonly token?: string;
  readonly recipient?: string;
  readonly title?: string;
  readonly text?: string;
  readonly color?: string;
  readonly username?: string;
  readonly iconEmoji?: string;
  readonly iconUrl?: string;
  readonly mentionChannel?: "here" | "channel";
  readonly mentionGroups?: string;
  readonly mentionUsers?: string;
}

/** An incident of PagerDuty. */
export interface GrafanaPagerduty extends Integration {
  /** Key of an integration of the kind Events API V2. */
  readonly integrationKey: string;
  readonly severity?: string;
  readonly summary?: string;
  readonly source?: string;
  readonly component?: string;
  readonly group?: string;
  readonly class?: string;
  readonly client?: string;
  readonly clientUrl?: string;
  readonly details?: Readonly<Record<string, string>>;
}

/** A request with Grafana's JSON. */
export interface GrafanaWebhook extends Integration {
  readonly url: string;
  readonly httpMethod?: "POST" | "PUT";
  readonly authorizationScheme?: string;
  readonly authorizationCredentials?: string;
  readonly basicAuthUser?: string;
  readonly basicAuthPassword?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxAlerts?: number;
  readonly title?: string;
  readonly message?: string;

  /** How requests are signed. */
  readonly hmacConfig?: { readonly secret: string; readonly header?: string; readonly timestampHeader?: string };
}

/** An alert of Opsgenie. */
export interface GrafanaOpsgenie extends Integration {
  readonly apiKey: string;
  readonly url?: string;
  readonly message?: string;
  readonly description?: string;
  readonly autoClose?: boolean;
  readonly overridePriority?: boolean;
  readonly sendTagsAs?: "tags" | "details" | "both";
  readonly responders?: readonly {
    readonly type: string;
    readonly id?: string;
    readonly name?: string;
    readonly username?: string;
  }[];
}

/** A message in Microsoft Teams. */
export interface GrafanaTeams extends Integration {
  readonly url: string;
  readonly title?: string;
  readonly sectionTitle?: string;
  readonly message?: string;
}

/** A message to an SNS topic, which Amazon Managed Grafana alone can send. */
export interface GrafanaSns extends Integration {
  /** ARN of the topic. */
  readonly topic: string;
  readonly authProvider?: "default" | "arn" | "keys";
  readonly assumeRoleArn?: string;
  readonly externalId?: string;
  readonly messageFormat?: "text" | "json";
  readonly subject?: string;
  readonly body?: string;
}

/** Props of {@link GrafanaContactPoint}. Secrets are tokens of Terraform's, never texts. */
export interface GrafanaContactPointProps extends TerraformMetaArguments {
  /** What policies call it. */
  readonly name: string;

  /** @default - none */
  readonly email?: readonly GrafanaEmail[];

  /** @default - none */
  readonly slack?: readonly GrafanaSlack[];

  /** @default - none */
  readonly pagerduty?: readonly GrafanaPagerduty[];

  /** @default - none */
  readonly webhook?: readonly GrafanaWebhook[];

  /** @default - none */
  readonly opsgenie?: readonly GrafanaOpsgenie[];

  /** @default - none */
  readonly teams?: readonly GrafanaTeams[];

  /** @default - none */
  readonly sns?: readonly GrafanaSns[];

  /**
   * Whether it can be changed in Grafana.
   *
   * @default false
   */
  readonly disableProvenance?: boolean;
}

/**
 * The resource grafana_contact_point: who is told, in one way or several.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/contact_point
 */
export class GrafanaContactPoint extends TerraformResource {
  static readonly tfResourceType = "grafana_contact_point";

  /** @throws {ConstructError} for one that tells nobody, or all that Grafana would refuse when it is applied */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaContactPointProps,
  ) {
    super(scope, id, resourceConfig(GrafanaContactPoint.tfResourceType, props));
    refuse(this.node.path, faultsOf(props));
  }

  /** Its name, as a reference to the resource. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props, ["details", "headers"]);
  }
}

function faultsOf(props: GrafanaContactPointProps): GrafanaFault[] {
  const { email = [], name, opsgenie = [], pagerduty = [], slack = [], sns = [], teams = [], webhook = [] } = props;
  const ways = [email, slack, pagerduty, webhook, opsgenie, teams, sns].flat();
  return [
    ...formFault("name", name, nameForm),
    ...(ways.length === 0
      ? [
          {
            property: "props",
            message: "tell nobody",
            fix: "Give email, slack, pagerduty, webhook, opsgenie, teams or sns.",
          },
        ]
      : []),
    ...email.flatMap(({ addresses }, index) => [
      ...(addresses.length === 0
        ? [{ property: `email[${index}].addresses`, message: "is empty", fix: "Give at least one address." }]
        : []),
      ...addresses.flatMap((address, each) =>
        formFault(`email[${index}].addresses[${each}]`, address, {
          form: emailShape,
          noun: "an e-mail address",
          fix: "Write name@example.com.",
        }),
      ),
    ]),
    ...slack.flatMap(({ recipient, token, url }, index) => [
      ...((url === undefined) === (token === undefined) || (token !== undefined && recipient === undefined)
        ? [
            {
              property: `slack[${index}]`,
              message: "does not say where it writes",
              fix: "Give url, or token and recipient.",
            },
          ]
        : []),
      ...secretFault(`slack[${index}].url`, url),
      ...secretFault(`slack[${index}].token`, token),
    ]),
    ...pagerduty.flatMap(({ integrationKey }, index) =>
      secretFault(`pagerduty[${index}].integrationKey`, integrationKey),
    ),
    ...webhook.flatMap(({ authorizationCredentials, basicAuthPassword, hmacConfig, url }, index) => [
      ...addressFault(`webhook[${index}].url`, url),
      ...secretFault(`webhook[${index}].authorizationCredentials`, authorizationCredentials),
      ...secretFault(`webhook[${index}].basicAuthPassword`, basicAuthPassword),
      ...secretFault(`webhook[${index}].hmacConfig.secret`, hmacConfig?.secret),
    ]),
    ...opsgenie.flatMap(({ apiKey, url }, index) => [
      ...addressFault(`opsgenie[${index}].url`, url),
      ...secretFault(`opsgenie[${index}].apiKey`, apiKey),
    ]),
    ...teams.flatMap(({ url }, index) => secretFault(`teams[${index}].url`, url)),
    ...sns.flatMap(({ topic }, index) =>
      formFault(`sns[${index}].topic`, topic, {
        form: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/,
        noun: "the ARN of a topic",
        fix: "Write it in full: arn:aws:sns:eu-central-1:111122223333:alarms.",
      }),
    ),
  ];
}
