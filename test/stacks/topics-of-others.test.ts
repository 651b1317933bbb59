import { Testing } from "cdktf";
import { type ConfigInput, defineConfig } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";

// What is synthesized for routes that are topics of others.

const pager = "arn:aws:sns:eu-central-1:111122223333:pager";
const chat = "arn:aws:sns:eu-central-1:444455556666:chat";

const service = {
  owner: "team",
  runbooks: "https://runbooks.example.com",
  contract: "base",
  notify: "each",
  alarms: {
    errors: {
      type: "threshold",
      summary: "Errors.",
      signal: "errors",
      severities: { warning: { above: 1 }, critical: { above: 5 } },
    },
  },
} as const;

type Routes = NonNullable<ConfigInput["environments"][string]["routes"]>;

interface Synthesized {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output: { readonly topic_arns: { readonly value: object } };
}

function synthesized(routes: Routes): Synthesized {
  const [stack] = defineStacks(
    Testing.app(),
    defineConfig({
      project: "shop",
      services: { orders: service, refunds: service },
      environments: {
        prod: {
          region: "eu-central-1",
          account: "111122223333",
          backend: { type: "local" },
          encrypt: false,
          routes,
        },
      },
    }),
  );
  return JSON.parse(Testing.synth(stack!)) as Synthesized;
}

/** The actions of each alarm, by its name. */
const actions = ({ resource }: Synthesized) =>
  Object.fromEntries(
    Object.values(resource.aws_cloudwatch_metric_alarm ?? {}).map(({ alarm_actions, alarm_name, ok_actions }) => {
      expect(ok_actions).toEqual(alarm_actions);
      return [String(alarm_name).replace("shop-prod-", ""), alarm_actions];
    }),
  );

test("alarms publish to it, and no topic is made where there is no other route", () => {
  const stack = synthesized({
    critical: [{ topic: "arn:aws:sns:{region}:{account}:pager" }],
    warning: [{ topic: pager }, { topic: chat, services: ["refunds"] }],
  });
  expect(stack.resource).not.toHaveProperty("aws_sns_topic");
  expect(stack.output.topic_arns.value).toEqual({});
  expect(actions(stack)).toEqual({
    "orders-errors-critical": [pager],
    "orders-errors-warning": [pager],
    "refunds-errors-critical": [pager],
    "refunds-errors-warning": [pager, chat],
  });
});

test("beside receivers that are subscribed, it is one more action", () => {
  const stack = synthesized({
    critical: [{ email: "a@example.com" }, { topic: pager }],
    warning: [
      { email: "a@example.com", services: ["orders"] },
      { topic: chat, services: ["refunds"] },
    ],
  });
  expect(Object.keys(stack.output.topic_arns.value)).toEqual(["critical", "warning-service-orders"]);
  const own = (key: string) =>
    expect.stringMatching(new RegExp(`^\\$\\{aws_sns_topic\\.Notifications_${key}_.*\\.arn\\}$`)) as string;
  expect(actions(stack)).toEqual({
    "orders-errors-critical": [own("Critical"), pager],
    "orders-errors-warning": [own("WarningServiceOrders")],
    "refunds-errors-critical": [own("Critical"), pager],
    "refunds-errors-warning": [chat],
  });
});

test("alarms that notify nobody need no topic", () => {
  const alarms = { errors: { ...service.alarms.errors, notify: false } };
  const [stack] = defineStacks(
    Testing.app(),
    defineConfig({
      project: "shop",
      services: { orders: { ...service, alarms } },
      environments: { prod: { region: "eu-central-1", account: "111122223333", backend: { type: "local" } } },
    }),
  );
  const { resource } = JSON.parse(Testing.synth(stack!)) as Synthesized;
  expect(resource).not.toHaveProperty("aws_sns_topic");
});
