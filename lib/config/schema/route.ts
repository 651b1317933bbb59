import { z } from "zod";
import { emailShape } from "../../aws";
import { expected } from "../../base";
import { either, flag, hiddenText, object, text } from "./form";
import { arn } from "./names";

const literalMend =
  'Keep it out of the configuration: { ssm: "/shop/prod/pagerduty" }, { secret: "shop/pagerduty" } or { variable: "pagerduty_key" }.';

/** Where a secret is kept. The secret itself never stands in the configuration. */
export const secretReference = either(
  "a reference to a secret",
  literalMend,
  [
    object("a reference to a secret", {
      ssm: hiddenText(
        "a parameter's name",
        "Write the full name of a parameter: /shop/prod/pagerduty.",
        /^\/?[A-Za-z0-9_.\-/]{1,1011}$/,
      ).describe("Name of a parameter of Systems Manager, a SecureString."),
    }),
    object("a reference to a secret", {
      secret: hiddenText(
        "a secret's name",
        "Write the name or the ARN of a secret: shop/pagerduty.",
        /^[A-Za-z0-9/_+=.@:-]{1,2048}$/,
      ).describe("Name or ARN of a secret of Secrets Manager."),
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

const delivery = {
  filterPolicy: z
    .record(z.string(), z.unknown(), {
      error: expected("a filter policy", 'Write an object: { AlarmName: [{ prefix: "shop-" }] }.'),
    })
    .optional()
    .describe("SNS filter policy over the notification's body: only those that match are delivered. Default: all."),
  deadLetter: flag().optional().describe("True to keep what could not be delivered in a queue. Default: false."),
};

/** Where notifications of a severity go. */
export const routeSchema = either(
  "a route",
  "Write one of { email }, { webhook }, { pagerduty }, { slack }, { lambda }, { sqs }.",
  [
    object("a route", {
      email: text("an e-mail address", "Write one address: oncall@example.com.", emailShape).describe(
        "Address that is written to. Its owner confirms once.",
      ),
      ...delivery,
    }),
    object("a route", { webhook: secretReference.describe("https address that is posted to."), ...delivery }),
    object("a route", {
      pagerduty: secretReference.describe(
        "Integration key of a PagerDuty service with the integration Amazon CloudWatch.",
      ),
      ...delivery,
    }),
    object("a route", {
      slack: object("a Slack channel", {
        team: secretReference.describe(
          "Id of the workspace, T..., authorized once in Amazon Q Developer in chat applications.",
        ),
        channel: secretReference.describe("Id of the channel, C...."),
      }).describe("A Slack channel, through Amazon Q Developer in chat applications."),
      ...delivery,
    }),
    object("a route", {
      lambda: arn("lambda", "arn:aws:lambda:eu-central-1:111122223333:function:notify").describe(
        "ARN of a function that is invoked.",
      ),
      ...delivery,
    }),
    object("a route", {
      sqs: arn("sqs", "arn:aws:sqs:eu-central-1:111122223333:notifications").describe(
        "ARN of a queue that is sent to.",
      ),
      queuePolicy: flag()
        .optional()
        .describe(
          "True to write the queue's policy, which takes the place of any other that it has. False if its owner admits the topics. Default: false.",
        ),
      ...delivery,
    }),
  ],
  { hidden: true },
).meta({ id: "route" });

export type RouteEntry = z.output<typeof routeSchema>;
