import { z } from "zod";
import { constraintShape, sessionNameShape, textRules, textShape } from "../../aws";
import { expected, severityNames } from "../../base";
import { alarmOverride } from "./alarm-override";
import { duration } from "./duration";
import { accepted, either, flag, formed, list, number, object, oneOf, table, text } from "./form";
import { collectorSchema } from "./collector";
import { savedQueriesSchema } from "./saved-queries";
import { telemetrySchema } from "./telemetry";
import { logDefaults, serviceLogs } from "./logs";
import { accountId, arnForm, bucketName, entityName, regionName } from "./names";
import { ownerSchema } from "./owner";
import { notifyModes } from "./service";
import { routeSchema } from "./route";
import { grafanaSchema } from "./grafana";
import { xraySchema } from "./xray";

const share = number("a share", "Write a number from 0 to 1: 0.1 is one in ten.", { min: 0, max: 1 });
const rate = (what: string) =>
  share.nullable().optional().describe(`Share of ${what} that is kept, 0 to 1. Default: 1.`);

const sampling = object("sampling", {
  logs: object("sampling of logs", {
    debug: rate("debug lines"),
    info: rate("info lines"),
    warn: rate("warn lines"),
    error: rate("error lines"),
    fatal: rate("fatal lines"),
  })
    .nullable()
    .optional()
    .describe("Which log lines are written, by level. A signal over sampled lines counts too few. Default: all."),
  traces: object("sampling of traces", {
    rate: rate("traces"),
    keepErrors: flag().nullable().optional().describe("True to keep every trace with an error. Default: true."),
    keepSlowerThan: duration
      .nullable()
      .optional()
      .describe("Every trace slower than this is kept. Default: traces are not kept for being slow."),
    keepWhere: table(
      "a table of attributes",
      text("an attribute", "Write the name of an attribute of spans: sampling.priority.", /^\S{1,255}$/),
      list("a list of values", text("a value", "Write the value in quotes."), { min: 1, max: 100 }).nullable(),
    )
      .nullable()
      .optional()
      .describe(
        "Every trace with a span that has one of these values is kept, by attribute. Default: sampling.priority high.",
      ),
    services: table("a table of services", entityName, rate("the service's traces"))
      .nullable()
      .optional()
      .describe(
        "Share of traces that is kept, for services that need another: of traces that a span of theirs is in. Default: none.",
      ),
    dropRoutes: list("a list of routes", text("a route", "Write the route's template: /health."))
      .nullable()
      .optional()
      .describe("Routes whose traces are never kept: health checks. Default: none."),
  })
    .nullable()
    .optional()
    .describe("Which traces are kept. Default: all."),
});

export const backendTypes = ["s3", "local"] as const;

export const backendSchema = z
  .discriminatedUnion(
    "type",
    [
      object("a backend in S3", {
        type: z.literal("s3").describe("State in a bucket, shared by the team."),
        bucket: bucketName.describe("Name of the bucket, which must exist."),
        region: regionName.optional().describe("Region of the bucket. Default: the environment's."),
        key: text("a key", "Write the key of the state's object.")
          .optional()
          .describe("Key of the state's object; placeholders are expanded. Default: {project}/{environment}.tfstate."),
        encrypt: flag().optional().describe("True to encrypt the state at rest. Default: true."),
        kmsKey: text("a KMS key", "Write the key's ARN or alias: alias/terraform.")
          .optional()
          .describe("Key that encrypts the state. Default: the bucket's."),
        allowedAccounts: list("a list of accounts", accountId, { min: 1 })
          .optional()
          .describe(
            "Accounts whose credentials may read and write the state; Terraform refuses others. Default: the environment's, unless assumeRole names a role; then any.",
          ),
        lock: flag().optional().describe("True to lock the state in the bucket while it is changed. Default: true."),
      }),
      object("a local backend", {
        type: z.literal("local").describe("State in a local file, for one person."),
        path: text("a path", "Write the path of the state's file.")
          .optional()
          .describe("Path of the file; placeholders are expanded. Default: {project}-{environment}.tfstate."),
      }),
    ],
    { error: expected("a backend", "Write { type: s3, bucket } or { type: local }.", backendTypes) },
  )
  .meta({ id: "backend" });

const quietHours = object("quiet hours", {
  severities: list("a list of severities", oneOf("a severity", severityNames), { min: 1 }).describe(
    "Severities that notify nobody during these hours.",
  ),
  cron: text(
    "a cron expression of five fields",
    'Write minute, hour, day of month, month, day of week: "0 22 * * *", "*/15 22 * * MON-FRI".',
    /^\s*\S+(?:\s+\S+){4}\s*$/,
  ).describe("When they begin: minute, hour, day of month, month, day of week."),
  duration: duration.describe("How long they last, from a minute to 15 days: 8h, 2d12h, PT8H."),
  timezone: text("a time zone", "Write its IANA name: Europe/Berlin.")
    .optional()
    .describe("IANA time zone of `cron`. Default: UTC."),
});

const serviceOverride = object("overrides of a service", {
  enabled: flag().nullable().optional().describe("False to leave the service out of this environment. Default: true."),
  owner: ownerSchema
    .nullable()
    .optional()
    .describe("Who acts on its alarms in this environment. Default: the service's owner."),
  logs: serviceLogs
    .nullable()
    .optional()
    .describe(
      "Settings of its log group in this environment; of a service that logs something. Default: the service's.",
    ),
  notify: oneOf("a way to notify", notifyModes)
    .nullable()
    .optional()
    .describe("How its alarms notify in this environment. Default: the service's."),
});

// The value of a tag may be empty.
const tagError = expected("a tag's value", `Use ${textRules.tagValue.form}, in quotes.`);
const tag = z.string({ error: tagError }).regex(textShape("tagValue"), { error: tagError });

// It may be empty: a suffix that production does not have.
const variable = z.string({
  error: expected("a value of vars", 'Write a text, in quotes: "app/prod/50dc6c495c0c9188".'),
});

/**
 * An environment as it is written in one place: everything may also be inherited. `null` removes what the
 * environment that it extends sets.
 */
export const environmentSchema = object("an environment", {
  extends: entityName
    .optional()
    .describe(
      "The environment whose settings this one starts from. Objects are merged, lists and single values replaced, null removes. Default: none.",
    ),
  abstract: flag()
    .optional()
    .describe("True if it exists only to be extended, and is never deployed. Not inherited. Default: false."),
  region: regionName.nullable().optional().describe("AWS region. Required, here or inherited."),
  account: accountId.nullable().optional().describe("AWS account, 12 digits in quotes. Required, here or inherited."),
  production: flag()
    .nullable()
    .optional()
    .describe(
      "True if losing logs is serious here: log groups that are made are kept on delete unless retainOnDelete says otherwise. False: none is, not even those of critical services. Default: those of services whose tier is critical are kept.",
    ),
  vars: table("a table of vars", entityName, variable.nullable())
    .nullable()
    .optional()
    .describe(
      "The environment's own placeholders, by name: { alb: ... } is written {vars.alb} wherever placeholders are expanded. A value may have the other placeholders itself. Default: none.",
    ),
  logs: logDefaults.nullable().optional().describe("Log settings of all services; a service can override them."),
  encrypt: flag()
    .nullable()
    .optional()
    .describe(
      "True to encrypt log groups and topics with a customer-managed key; false to use AWS's keys. Default: true.",
    ),
  services: table("a table of services", entityName, serviceOverride.nullable())
    .nullable()
    .optional()
    .describe("Overrides for individual services. Default: none."),
  thresholds: table(
    "a table of services",
    entityName,
    table("a table of alarms", entityName, alarmOverride.nullable()).nullable(),
  )
    .nullable()
    .optional()
    .describe(
      "What differs in this environment, by service and alarm: conditions, by severity, of which off leaves the alarm out; the periods, and the statistic. Default: what the service says.",
    ),
  sampling: sampling.nullable().optional().describe("How much of logs and traces is kept. Default: all."),
  telemetry: telemetrySchema
    .nullable()
    .optional()
    .describe("Where the collector sends logs, metrics and traces. Default: CloudWatch and X-Ray."),
  collector: collectorSchema
    .nullable()
    .optional()
    .describe(
      "An OpenTelemetry Collector that applications send to; {} for one with all defaults. `sightline collector` prints its configuration; the stack runs it where `ecs` says so. Default: none.",
    ),
  xray: xraySchema
    .nullable()
    .optional()
    .describe(
      "What X-Ray does with traces: groups, sampling rules, and the account's switches for Transaction Search and indexing. Default: nothing is changed.",
    ),
  grafana: grafanaSchema
    .nullable()
    .optional()
    .describe(
      "Grafana, with the environment's dashboards and data sources, as a stack of its own: <project>-<environment>-grafana. Default: none.",
    ),
  cloudwatchDashboards: flag()
    .nullable()
    .optional()
    .describe(
      "True to make a CloudWatch dashboard of each service, <project>-<environment>-<service>. Beyond three of an account with up to 50 metrics each, one costs 3 USD a month. Default: false.",
    ),
  savedQueries: savedQueriesSchema
    .nullable()
    .optional()
    .describe(
      "Questions and the queries of alarms, saved in CloudWatch Logs Insights: of each service in the folder <project>-<environment>/<service>, and of the environment in <project>-<environment>. True for a usual selection. Default: false.",
    ),
  imports: object("a list of imports", {
    alarms: list(
      "a list of alarms",
      text(
        "a reference to an alarm",
        'Write service/alarm.severity: "orders/errors.critical".',
        /^[a-z][a-z0-9_-]*\/[a-z][a-z0-9_-]*\.(?:info|warning|critical)$/,
      ),
    )
      .optional()
      .describe("Alarms, as service/alarm.severity. Default: none."),
    filters: list(
      "a list of metric filters",
      text("a reference to a signal", 'Write service/signal: "orders/errors".', /^[a-z][a-z0-9_-]*\/\S+$/),
    )
      .optional()
      .describe("Metric filters, as service/signal. Default: none."),
  })
    .nullable()
    .optional()
    .describe(
      "Alarms and metric filters that exist in AWS and are taken into the state by import, under the names that they have. Terraform ignores what it has already. Default: none.",
    ),
  routes: object("a table of routes", {
    info: list("a list of routes", routeSchema)
      .nullable()
      .optional()
      .describe("Who is notified of info. An empty list: nobody."),
    warning: list("a list of routes", routeSchema)
      .nullable()
      .optional()
      .describe("Who is notified of warning. An empty list: nobody."),
    critical: list("a list of routes", routeSchema)
      .nullable()
      .optional()
      .describe("Who is notified of critical. An empty list: nobody."),
  })
    .nullable()
    .optional()
    .describe(
      "Who is notified of alarms, by severity. Every severity that an alarm uses needs an entry; an empty list notifies nobody.",
    ),
  quietHours: table("a table of quiet hours", entityName, quietHours.nullable())
    .nullable()
    .optional()
    .describe("Hours, by name, in which alarms change state but notify nobody. Default: none."),
  backend: backendSchema
    .nullable()
    .optional()
    .describe("Where Terraform keeps the state. Required, here or inherited; replaced as a whole."),
  providers: object("provider versions", {
    aws: text("a version constraint", 'Write a constraint of Terraform: "~> 6.25", ">= 6.40, < 7".', constraintShape)
      .nullable()
      .optional()
      .describe('Version constraint of the AWS provider. Default: "~> 6.25".'),
    grafana: text(
      "a version constraint",
      'Write a constraint of Terraform: "~> 4.45", ">= 4.27, < 5".',
      constraintShape,
    )
      .nullable()
      .optional()
      .describe('Version constraint of the provider grafana/grafana. Default: "~> 4.27".'),
  })
    .nullable()
    .optional()
    .describe("Version constraints of Terraform providers."),
  assumeRole: object("a role", {
    arn: formed(arnForm("iam", "arn:aws:iam::111122223333:role/deploy")).describe("ARN of the role."),
    externalId: text("an external id", "Write the id that the role's owner gave you.")
      .optional()
      .describe("External id that the role requires. Default: none."),
    sessionName: text("a session name", "Use letters, digits and =,.@_-, 2 to 64 characters.", sessionNameShape)
      .optional()
      .describe("Name of the session in CloudTrail. Default: AWS's."),
  })
    .nullable()
    .optional()
    .describe("Role that Terraform assumes. Default: the caller's own permissions."),
  endpoints: either(
    "an address, or a table of addresses",
    "Write an address for all services, or { service: address }.",
    [
      text("an address", "Write it in full: http://localhost:4566.", /^https?:\/\/\S+$/),
      table(
        "a table of addresses",
        text("a service", "Write the provider's name of a service: logs.", /^[a-z0-9]+$/),
        text("an address", "Write it in full: http://localhost:4566.", /^https?:\/\/\S+$/),
      ),
    ],
  )
    .nullable()
    .optional()
    .describe(
      "Endpoints of AWS services, for an emulator: one for all, or by the provider's name of a service. Default: AWS's own.",
    ),
  tags: table("a table of tags", accepted("tagKey", "a tag's key"), tag.nullable())
    .nullable()
    .optional()
    .describe("Tags of every resource, in addition to project, environment and service. Default: none."),
}).meta({ id: "environment" });

export type EnvironmentEntry = z.output<typeof environmentSchema>;
