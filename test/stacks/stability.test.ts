import { App, Testing } from "cdktf";
import { checkConfig, defineConfig, type Config, type ConfigInput } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { changesBetween, type Changes, type TerraformJson } from "../../lib/cli/terraform-json";

// Every deployed resource has an address. If the address changes, Terraform replaces the resource.

const threshold = (signal: string, above: number) =>
  ({
    type: "threshold",
    summary: "It is bad.",
    signal,
    severities: { warning: { above }, critical: { above: above * 2 } },
  }) as const;

const shop = {
  project: "shop",
  contracts: {
    web: {
      extends: "base",
      signals: {
        slow_requests: {
          description: "Slow requests.",
          on: "request_completed",
          where: "{ $.http.duration_ms > 1000 }",
          default: 0,
        },
      },
    },
  },
  services: {
    cart: {
      owner: "team-cart",
      runbooks: "https://runbooks.example.com/cart",
      contract: "web",
      alarms: { errors: threshold("errors", 5), slow: threshold("slow_requests", 9) },
    },
    search: {
      owner: "team-search",
      runbooks: "https://runbooks.example.com/search",
      contract: "web",
      alarms: { errors: threshold("errors", 5) },
    },
  },
  environments: {
    prod: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: {
        warning: [{ email: "a@example.com" }],
        critical: [{ email: "a@example.com" }, { email: "b@example.com" }],
      },
    },
  },
} satisfies ConfigInput;

function changes(input: ConfigInput): Changes {
  return changesBetween(synthesized(shop), synthesized(input));
}

function synthesized(input: ConfigInput): TerraformJson {
  const config: Config = defineConfig(input);
  expect(checkConfig(config).filter(({ severity }) => severity === "error")).toEqual([]);
  const [stack] = defineStacks(new App(), config);
  if (stack === undefined) throw new Error("no stack");
  return JSON.parse(Testing.synth(stack)) as TerraformJson;
}

/** The same value with the keys of every object in the opposite order, and lists as they are. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, part]) => [key, reversed(part)]),
  );
}

const none: Changes = { added: [], removed: [], changed: [] };

test("the order of keys changes nothing", () => {
  expect(changes(reversed(shop) as ConfigInput)).toEqual(none);
});

test("the order of routes, and the same receiver at another severity, replace nothing", () => {
  const { prod } = shop.environments;
  const routes = {
    warning: [{ email: "b@example.com" }, { email: "a@example.com" }],
    critical: [{ email: "b@example.com" }, { email: "a@example.com" }],
  };
  const { added, removed, changed } = changes({ ...shop, environments: { prod: { ...prod, routes } } });
  expect({ removed, changed }).toEqual({ removed: [], changed: [] });
  expect(added).toHaveLength(1);
  expect(added[0]).toMatch(/^aws_sns_topic_subscription\.Notifications_EmailBExampleComRoute_Warning_/);
});

test("a new service only adds resources", () => {
  const { removed, changed, added } = changes({
    ...shop,
    services: { ...shop.services, auth: { ...shop.services.search, contract: "base" } },
  });
  expect(removed).toEqual([]);
  // Outputs list every service.
  expect(changed.map(({ address }) => address)).toEqual(["output"]);
  expect(added.every((address) => address.includes(".Auth_"))).toBe(true);
});

test("a new alarm adds an alarm per severity, and changes the service's notices", () => {
  const alarms = { ...shop.services.search.alarms, slow: threshold("slow_requests", 3) };
  const { removed, changed, added } = changes({
    ...shop,
    services: { ...shop.services, search: { ...shop.services.search, alarms } },
  });
  expect(removed).toEqual([]);
  expect(added.map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
    "aws_cloudwatch_metric_alarm.Search_SlowAlarm_Critical",
    "aws_cloudwatch_metric_alarm.Search_SlowAlarm_Warning",
  ]);
  expect(changed.map(({ address }) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
    "aws_cloudwatch_composite_alarm.Search_Notice_Critical",
    "aws_cloudwatch_composite_alarm.Search_Notice_Warning",
    "output",
  ]);
});

test("a renamed service and a renamed alarm keep their addresses if they have an `id`", () => {
  const { cart, search } = shop.services;
  const basket = {
    ...cart,
    id: "Cart",
    alarms: { failures: { ...cart.alarms.errors, id: "Errors" }, slow: cart.alarms.slow },
  };
  const { added, removed, changed } = changes({ ...shop, services: { basket, search } });
  expect({ added, removed }).toEqual({ added: [], removed: [] });
  expect(changed.length).toBeGreaterThan(0);
});

test("a changed threshold changes one attribute of one alarm", () => {
  const errors = {
    ...shop.services.cart.alarms.errors,
    severities: { warning: { above: 6 }, critical: { above: 10 } },
  };
  const cart = { ...shop.services.cart, alarms: { ...shop.services.cart.alarms, errors } };
  const { added, removed, changed } = changes({ ...shop, services: { ...shop.services, cart } });
  expect({ added, removed }).toEqual({ added: [], removed: [] });
  expect(changed).toEqual([
    { address: expect.stringMatching(/Cart_ErrorsAlarm_Warning/) as string, attributes: ["threshold"] },
  ]);
});
