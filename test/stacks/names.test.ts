import { App, Testing } from "cdktf";
import fc from "fast-check";
import { defineConfig, flatAlarms, inspect, planEnvironment, type EnvironmentPlan } from "../../lib/config";
import { nameClash } from "../../lib/config/rules/name-clash";
import { alarmName } from "../../lib/config/rules/name-limits";
import type { RuleSubject } from "../../lib/config/rules/rule";
import { EnvironmentStack } from "../../lib/stacks";
import { configArbitrary } from "../config/arbitrary";

// Exactly the names of the plan are deployed.

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

test("names of the plan are those of the synthesized Terraform", () => {
  fc.assert(
    fc.property(fc.record({ input: configArbitrary(), names: renaming() }), ({ input, names }) => {
      const config = inspect(renamed(input, names)).config;
      expect(config).toBeDefined();
      for (const environment of Object.keys(config!.environments)) {
        if (config!.environments[environment]?.abstract === true) continue;
        const plan = planEnvironment(config!, environment);
        expect(deployedNames(plan)).toEqual(plannedNames(plan));
      }
    }),
    // Shrinking synthesizes thousands of stacks; the first counterexample says enough.
    { numRuns: 25, endOnFailure: true },
  );
});

test("names in AWS have dashes where a service or an environment has underscores, except log groups", () => {
  const plan = planEnvironment(
    defineConfig({
      project: "shop",
      services: {
        order_worker: {
          owner: "team-orders",
          runbooks: "https://runbooks.example.com",
          contract: { extends: "base" },
          alarms: {
            slow_orders: {
              type: "threshold",
              summary: "Slow.",
              signal: "errors",
              severities: { critical: { above: 5 } },
            },
          },
        },
      },
      environments: {
        prod_eu: {
          region: "eu-central-1",
          account: "111122223333",
          backend: { type: "local" },
          routes: {
            critical: [
              { email: "a@example.com", deadLetter: true },
              { slack: { team: { ssm: "/slack/team" }, channel: { ssm: "/slack/channel" } } },
            ],
          },
        },
      },
    }),
    "prod_eu",
  );
  expect(deployedNames(plan)).toEqual({
    alarms: [
      "shop-prod-eu-alarms-dead-letters",
      "shop-prod-eu-order-worker-critical",
      "shop-prod-eu-order-worker-slow-orders-critical",
    ],
    topics: ["shop-prod-eu-alarms-critical"],
    queues: ["shop-prod-eu-alarms-dead-letters"],
    channels: ["shop-prod-eu-alarms-slack-slack-channel"],
    aliases: ["alias/shop-prod-eu"],
    logGroups: ["/app/prod_eu/order_worker"],
    muteRules: [],
    stack: "shop-prod-eu",
  });
});

test("as many alarms on dead letters as it takes to tell all receivers are planned and deployed, and compared with other names", () => {
  const teams = ["a", "b", "c", "d", "e", "f", "g"];
  const config = defineConfig({
    project: "shop",
    services: Object.fromEntries(
      teams.map((team) => [
        team,
        {
          owner: team,
          runbooks: "https://runbooks.example.com",
          contract: { extends: "base" as const },
          alarms: {
            slow: {
              type: "threshold" as const,
              summary: "Slow.",
              signal: "errors",
              severities: { critical: { above: 5 } },
            },
          },
        },
      ]),
    ),
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        routes: {
          critical: teams.map((team) => ({ email: `${team}@example.com`, teams: [team], deadLetter: true })),
        },
      },
    },
  });
  const plan = planEnvironment(config, "prod");
  const names = plan.deadLetterAlarms.map(({ name }) => name);
  expect(names).toEqual(["shop-prod-alarms-dead-letters", "shop-prod-alarms-dead-letters-2"]);
  expect(deployedNames(plan)).toEqual(plannedNames(plan));
  const another = { ...plan, stack: "another", environment: "other", services: [] };
  expect(nameClash.check(subjectOf(plan, another))).toHaveLength(2);
  const twice = { ...plan, services: [], deadLetterAlarms: [...plan.deadLetterAlarms, ...plan.deadLetterAlarms] };
  expect(alarmName.check(subjectOf(twice))).toHaveLength(2);
});

function subjectOf(...plans: EnvironmentPlan[]): RuleSubject {
  return { config: { services: {} }, plans } as unknown as RuleSubject;
}

function plannedNames(plan: EnvironmentPlan): object {
  const { collector, deadLetterAlarms, deadLetters, keyAlias, muteRules, routes, services, stack, topics } = plan;
  return {
    alarms: [
      ...services.flatMap((service) => [...flatAlarms(service), ...service.notices].map(({ name }) => name)),
      ...deadLetterAlarms.map(({ name }) => name),
      ...(collector?.ecs?.alarms ?? []).map(({ name }) => name),
    ].sort(),
    topics: topics.map(({ name }) => name).sort(),
    queues: deadLetters === undefined ? [] : [deadLetters],
    channels: routes.flatMap(({ channelName }) => channelName ?? []).sort(),
    aliases: keyAlias === undefined ? [] : [`alias/${keyAlias}`],
    logGroups: services.flatMap(({ logGroup }) => logGroup?.name ?? []).sort(),
    muteRules: muteRules
      .filter(({ alarms }) => alarms.length > 0)
      .map(({ name }) => name)
      .sort(),
    stack,
  };
}

function deployedNames(plan: EnvironmentPlan): object {
  const stack = new EnvironmentStack(new App(), plan);
  const { resource } = JSON.parse(Testing.synth(stack)) as { resource: Resources };
  // What else constructs of collectors are called follows from the name that the plan gives them.
  const named = (key: string, ...types: string[]) =>
    types
      .flatMap((type) => Object.entries(resource[type] ?? {}))
      .filter(([id]) => key === "alarm_name" || !id.startsWith("Collectors_"))
      .map(([, one]) => String(one[key]))
      .sort();
  return {
    alarms: named("alarm_name", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"),
    topics: named("name", "aws_sns_topic"),
    queues: named("name", "aws_sqs_queue"),
    channels: named("configuration_name", "aws_chatbot_slack_channel_configuration"),
    aliases: named("name", "aws_kms_alias"),
    logGroups: named("name", "aws_cloudwatch_log_group"),
    muteRules: named("name", "aws_cloudwatch_alarm_mute_rule"),
    stack: stack.node.id,
  };
}

/** Words with digits, dashes and underscores, short and long. */
function renaming(): fc.Arbitrary<readonly string[]> {
  const part = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
  const word = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom("_", "-"))
    .map(([parts, by]) => parts.join(by));
  return fc.uniqueArray(word, { minLength: 12, maxLength: 12, selector: (text) => text.replaceAll("_", "-") });
}

/** The same configuration with other names of services and environments. */
function renamed(input: ReturnType<typeof defineConfig> | object, names: readonly string[]): unknown {
  const { services, environments } = input as { services: object; environments: object };
  const keys = [...Object.keys(services), ...Object.keys(environments)];
  const others = new Map(keys.map((key, index) => [key, names[index] ?? key]));
  return rename(input, others);
}

function rename(value: unknown, others: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") {
    const [first = "", ...rest] = value.split("/");
    // `service/alarm.severity`, or the name of an environment.
    return rest.length > 0 && others.has(first) ? [others.get(first), ...rest].join("/") : (others.get(value) ?? value);
  }
  if (Array.isArray(value)) return value.map((each) => rename(each, others));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [others.get(key) ?? key, rename(each, others)]));
}
