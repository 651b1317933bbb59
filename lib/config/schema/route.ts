import { z } from "zod";
import { emailShape, isInRange, ranges, type RouteKind } from "../../aws";
import { expected } from "../../base";
import { acceptedForm, either, expandable, flag, hiddenText, list, object, oneOf, text, type TextForm } from "./form";
import { arnForm, entityName, tiers, topicForm } from "./names";
import { team } from "./owner";

const literalFix =
  'Keep it out of the configuration: { ssm: "/shop/prod/pagerduty" }, { secret: "shop/pagerduty" } or { variable: "pagerduty_key" }.';

/** Texts of routes that placeholders may be part of. */
export const routeForms = {
  email: { noun: "an e-mail address", fix: "Write one address: oncall@example.com.", shape: emailShape },
  ssm: { ...acceptedForm("parameterName", "a parameter's name", "/shop/prod/pagerduty"), hidden: true },
  secret: { ...acceptedForm("secretId", "a secret's name or ARN", "shop/pagerduty"), hidden: true },
  lambda: arnForm("lambda", "arn:aws:lambda:eu-central-1:111122223333:function:notify"),
  sqs: arnForm("sqs", "arn:aws:sqs:eu-central-1:111122223333:notifications"),
  topic: topicForm("pager"),
} as const satisfies Readonly<Record<string, TextForm>>;

/** Where a secret is kept. The secret itself is never in the configuration. */
export const secretReference = either(
  "a reference to a secret",
  literalFix,
  [
    object("a reference to a secret", {
      ssm: expandable(routeForms.ssm).describe(
        "Name of a parameter of Systems Manager, a SecureString. Placeholders are expanded.",
      ),
    }),
    object("a reference to a secret", {
      secret: expandable(routeForms.secret).describe(
        "Name or ARN of a secret of Secrets Manager. Placeholders are expanded.",
      ),
      key: text("a key", "Write the name of a key in the secret's JSON.")
        .optional()
        .describe("Key in the secret's JSON. Default: the whole secret."),
    }),
    object("a reference to a secret", {
      variable: hiddenText(
        "a variable's name",
        "Use lower-case letters, digits and _: pagerduty_key.",
        /^[a-z][a-z0-9_]*$/,
      ).describe("Name of a sensitive Terraform variable, given at apply: TF_VAR_<name>."),
    }),
  ],
  { hidden: true },
).meta({ id: "secret" });

export type SecretReference = z.output<typeof secretReference>;

const { least, most } = ranges.filterPolicyKeys;
const policyError = expected(
  `a filter policy of ${least} to ${most} keys`,
  `Write an object with ${least} to ${most} keys: { AlarmName: [{ prefix: "shop-" }] }.`,
);

/** Whose alarms a route is limited to. */
export const routeScopes = {
  teams: list("a list of teams", team, { min: 1 })
    .optional()
    .describe("Only alarms that one of these teams owns. Default: alarms of all teams."),
  services: list("a list of services", entityName, { min: 1 })
    .optional()
    .describe("Only alarms of these services; beside `teams`, those as well. Default: alarms of all services."),
  tiers: list("a list of tiers", oneOf("a tier", tiers), { min: 1 })
    .optional()
    .describe(
      "Only alarms of services of these tiers; beside `teams` and `services`, those as well. Default: all tiers.",
    ),
};

const delivery = {
  ...routeScopes,
  filterPolicy: z
    .record(z.string(), z.unknown(), { error: policyError })
    .refine((policy) => isInRange("filterPolicyKeys", Object.keys(policy).length), { error: policyError })
    .meta({ minProperties: least, maxProperties: most })
    .optional()
    .describe(
      "SNS filter policy on the notification's body: only notifications that match are delivered. Default: all.",
    ),
  deadLetter: flag()
    .optional()
    .describe(
      "True to keep undeliverable notifications in a queue, with an alarm on it that tells all receivers of the environment. Default: false.",
    ),
};

/** How a route to each kind of channel is written: exactly the kinds that the table of channels marks as routes. */
const routes = {
  email: object("a route", {
    email: expandable(routeForms.email).describe(
      "Address to notify; placeholders are expanded. Its owner must confirm the subscription once.",
    ),
    ...delivery,
  }),
  https: object("a route", { webhook: secretReference.describe("https address to post to."), ...delivery }),
  pagerduty: object("a route", {
    pagerduty: secretReference.describe(
      "Integration key of a PagerDuty service with the integration Amazon CloudWatch.",
    ),
    ...delivery,
  }),
  slack: object("a route", {
    slack: object("a Slack channel", {
      team: secretReference.describe(
        "Id of the workspace, T..., authorized once in Amazon Q Developer in chat applications.",
      ),
      channel: secretReference.describe("Id of the channel, C...."),
    }).describe("A Slack channel, through Amazon Q Developer in chat applications."),
    ...delivery,
  }),
  lambda: object("a route", {
    lambda: expandable(routeForms.lambda).describe("ARN of the function to invoke; placeholders are expanded."),
    ...delivery,
  }),
  sqs: object("a route", {
    sqs: expandable(routeForms.sqs).describe("ARN of the queue to send to; placeholders are expanded."),
    queuePolicy: flag()
      .optional()
      .describe(
        "True to write the queue's policy, which replaces any other policy of the queue. False if the queue's policy already admits the topics. Default: false.",
      ),
    ...delivery,
  }),
} satisfies Readonly<Record<RouteKind, z.ZodObject>>;

/** A topic of others, which alarms publish to: nothing of it is decided here but whose alarms it gets. */
const topicRoute = object("a route", {
  topic: expandable(routeForms.topic).describe(
    "ARN of a topic that somebody else makes, in the Region of the environment: alarms publish to it. Its policy must admit CloudWatch, and its owner decides who is subscribed. Placeholders are expanded.",
  ),
  ...routeScopes,
});

const all = [...Object.values(routes), topicRoute];

/** Where notifications of a severity go. */
export const routeSchema = either(
  "a route",
  `Write one of ${all.map(({ shape }) => `{ ${Object.keys(shape)[0] ?? ""} }`).join(", ")}.`,
  all,
  { hidden: true },
).meta({ id: "route" });

export type RouteEntry = z.output<typeof routeSchema>;

/** A route whose receiver is subscribed to topics of the environment. */
export type SubscribedRoute = Exclude<RouteEntry, { readonly topic: string }>;

/** Whether a route's receiver is subscribed to topics of the environment, rather than being a topic of others. */
export function isSubscribed(route: RouteEntry): route is SubscribedRoute {
  return !("topic" in route);
}
