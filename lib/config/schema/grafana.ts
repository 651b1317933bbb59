import { z } from "zod";
import { emailShape } from "../../aws";
import { grafanaUidShape, longestGrafanaUid } from "../../base";
import { either, expandable, flag, list, object, oneOf, text, type TextForm } from "./form";
import { arnForm, topicForm } from "./names";
import { routeForms, routeScopes, secretReference } from "./route";

const folderForm: TextForm = {
  noun: "the title of a folder",
  fix: "Write 1 to 100 characters, without blanks at its ends: Shop.",
  shape: /^(?=.{1,100}$)\S(?:.*\S)?$/,
};

const uidForm: TextForm = {
  noun: "a uid",
  fix: `Write 1 to ${longestGrafanaUid} letters, digits, - and _: it is the last part of the address in Grafana.`,
  shape: grafanaUidShape,
};

/** Texts of `grafana` that placeholders may be part of, by key. */
export const grafanaForms = {
  url: {
    noun: "an address",
    fix: "Write it with scheme and host, and without user, password and query: https://grafana.example.com.",
    shape: /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/,
    // What is refused may hold a password.
    hidden: true,
  },
  folder: folderForm,
  parentFolder: uidForm,
  existing: uidForm,
  role: arnForm("iam", "arn:aws:iam::111122223333:role/grafana-reads"),
  sns: topicForm("alarms"),
  email: routeForms.email,
} as const satisfies Readonly<Record<string, TextForm>>;

export const grafanaKinds = ["grafana", "cloud", "amg"] as const;

export const dashboardSchemas = ["v1", "v2"] as const;

const dataSourceFix = 'Write off, { existing: "uid" }, or how it is reached.';

const existing = object("a data source that exists", {
  existing: expandable(grafanaForms.existing).describe("Uid of a data source in Grafana; placeholders are expanded."),
});
const off = z.literal("off");
const ofAws = either("a data source", dataSourceFix, [
  off,
  existing,
  object("a data source", {
    role: expandable(grafanaForms.role)
      .optional()
      .describe("ARN of a role that Grafana assumes to read; placeholders are expanded. Default: its own permissions."),
  }),
]);
const byAddress = either("a data source", dataSourceFix, [
  off,
  existing,
  object("a data source", {
    url: expandable(grafanaForms.url)
      .optional()
      .describe("Address at which Grafana asks it; placeholders are expanded. Default: that of the back end."),
    role: expandable(grafanaForms.role)
      .optional()
      .describe(
        "ARN of a role that Grafana assumes to read a workspace of Amazon Managed Service for Prometheus; placeholders are expanded. Default: its own permissions.",
      ),
    token: secretReference
      .optional()
      .describe(
        "Where the token is kept that Grafana sends as Authorization: Bearer, to Elasticsearch as ApiKey. Default: that of the back end.",
      ),
  }),
]);

const people = (role: string) =>
  list(
    "a list of groups",
    text("the id of a group", "Write the id of a group of IAM Identity Center.", /^[A-Za-z0-9-]{1,47}$/),
    { min: 1 },
  )
    .nullable()
    .optional()
    .describe(`Ids of groups of IAM Identity Center whose members are ${role}. Default: none.`);

const workspace = object("a workspace of Amazon Managed Grafana", {
  version: text("a version", 'Write it as AWS offers it, in quotes: "12.4".', /^\d{1,2}\.\d{1,2}$/)
    .nullable()
    .optional()
    .describe("Version of Grafana. Default: AWS's."),
  authentication: oneOf("a way to sign in", ["sso", "saml"])
    .nullable()
    .optional()
    .describe("How people sign in: sso is IAM Identity Center. Default: sso."),
  admins: people("administrators"),
  editors: people("editors"),
  viewers: people("viewers"),
});

const email = text("an e-mail address", "Write one address: oncall@example.com.", emailShape);

/** How a receiver of Grafana's is written, by its kind. */
const receivers = [
  object("a receiver", {
    email: list("a list of addresses", email, { min: 1 }).describe("Addresses that Grafana writes to, in one message."),
    ...routeScopes,
  }),
  object("a receiver", {
    slack: either("a Slack channel", "Write { url }, or { token, channel }.", [
      object("a Slack channel", { url: secretReference.describe("Address of an incoming webhook of Slack.") }),
      object("a Slack channel", {
        token: secretReference.describe("Token of a Slack app that may write there."),
        channel: text("a channel", "Write its id or name: C0123456789.", /^\S{1,100}$/).describe("The channel."),
      }),
    ]).describe("A Slack channel, directly, not through Amazon Q Developer."),
    ...routeScopes,
  }),
  object("a receiver", {
    pagerduty: secretReference.describe("Integration key of a PagerDuty service with the integration Events API V2."),
    ...routeScopes,
  }),
  object("a receiver", { webhook: secretReference.describe("Address to post Grafana's JSON to."), ...routeScopes }),
  object("a receiver", { opsgenie: secretReference.describe("API key of Opsgenie."), ...routeScopes }),
  object("a receiver", {
    msteams: secretReference.describe("Address of an incoming webhook of Microsoft Teams."),
    ...routeScopes,
  }),
  object("a receiver", {
    sns: expandable(grafanaForms.sns).describe(
      "ARN of an SNS topic, in Amazon Managed Grafana only; placeholders are expanded.",
    ),
    ...routeScopes,
  }),
] as const;

const receiver = either(
  "a receiver",
  `Write one of ${receivers.map(({ shape }) => `{ ${Object.keys(shape)[0] ?? ""} }`).join(", ")}.`,
  receivers,
  { hidden: true },
).meta({ id: "grafanaRoute" });

const routesOf = (severity: string) =>
  list("a list of receivers", receiver)
    .nullable()
    .optional()
    .describe(`Who is notified of ${severity}. An empty list: nobody.`);

/** Grafana, and what is in it for an environment. */
export const grafanaSchema = object("settings of Grafana", {
  url: expandable(grafanaForms.url)
    .nullable()
    .optional()
    .describe(
      "Address of Grafana; placeholders are expanded. Required, here or inherited, but for a workspace that is made: until it is written, Terraform asks for it as grafana_url.",
    ),
  kind: oneOf("a kind of Grafana", grafanaKinds)
    .nullable()
    .optional()
    .describe(
      "grafana, which somebody runs; cloud, Grafana Cloud; amg, Amazon Managed Grafana. Default: by the address; amg for a workspace that is made.",
    ),
  workspace: workspace
    .nullable()
    .optional()
    .describe(
      "A workspace of Amazon Managed Grafana that the environment's stack makes; {} for one with all defaults. Default: Grafana is there.",
    ),
  auth: secretReference
    .nullable()
    .optional()
    .describe(
      "Where the token of a service account with the role Admin is kept, which Terraform signs in with. Default: { variable: grafana_auth }, given at apply: TF_VAR_grafana_auth.",
    ),
  schema: oneOf("a schema of dashboards", dashboardSchemas)
    .nullable()
    .optional()
    .describe("Schema of the dashboards' JSON: v1 is read by every Grafana, v2 by Grafana 13 and later. Default: v1."),
  timezone: text("a time zone", "Write browser, utc, or its IANA name: Europe/Berlin.")
    .nullable()
    .optional()
    .describe("Time zone of the dashboards: browser, utc, or an IANA name. Default: browser."),
  folder: expandable(grafanaForms.folder)
    .nullable()
    .optional()
    .describe(
      "Title of the environment's folder, which has one for each team below it; placeholders are expanded. Default: {project}-{environment}.",
    ),
  parentFolder: expandable(grafanaForms.parentFolder)
    .nullable()
    .optional()
    .describe("Uid of an existing folder that it is in; placeholders are expanded. Default: none."),
  dataSources: object("data sources", {
    cloudwatch: ofAws.nullable().optional().describe("CloudWatch: metrics, logs and alarms. Default: one is made."),
    xray: ofAws
      .nullable()
      .optional()
      .describe("X-Ray. Default: one is made where `telemetry` has it, or nothing says where traces go."),
    prometheus: byAddress
      .nullable()
      .optional()
      .describe(
        "Prometheus, or a workspace of Amazon Managed Service for Prometheus. Default: one is made where `telemetry` has it.",
      ),
    loki: byAddress.nullable().optional().describe("Loki. Default: one is made where `telemetry` has it."),
    tempo: byAddress
      .nullable()
      .optional()
      .describe(
        "Tempo. Its `url` is needed, as it is asked at another port than it takes spans at. Default: one is made where `telemetry` has it.",
      ),
    elasticsearch: byAddress
      .nullable()
      .optional()
      .describe("Elasticsearch. Default: one is made where `telemetry` has it."),
  })
    .nullable()
    .optional()
    .describe("Where Grafana reads: off, a data source that exists, or how one that is made reaches its back end."),
  alerting: flag()
    .nullable()
    .optional()
    .describe(
      "True to make contact points and the notification policies of the organization, which has one tree of them, so only one environment of a Grafana can have it; and, where `telemetry` sends metrics to Prometheus or lines to Loki, alert rules of the alarms that can be asked there. CloudWatch's alarms notify as well. Default: false; they need none of it.",
    ),
  routes: object("a table of receivers", {
    info: routesOf("info"),
    warning: routesOf("warning"),
    critical: routesOf("critical"),
  })
    .nullable()
    .optional()
    .describe(
      "Who is notified of Grafana's alerts, by severity. Default: receivers of `routes` that Grafana has, by e-mail and webhook; in Amazon Managed Grafana the environment's topics, and so all receivers.",
    ),
}).meta({ id: "grafana" });

export type GrafanaEntry = z.output<typeof grafanaSchema>;
export type GrafanaRouteEntry = z.output<typeof receiver>;
