import { App, Testing } from "cdktf";
import { defineConfig, type ConfigInput } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { type LogInput, sightlineMatchers } from "../../lib/testing";

// What a configuration says, synthesized, does what it says when logs are replayed against the Terraform.

expect.extend(sightlineMatchers);

const frame = { owner: "team-api", runbooks: "https://runbooks.example.com", contract: { extends: "base" } } as const;
const environment = {
  region: "eu-central-1",
  account: "111122223333",
  backend: { type: "local" },
  routes: { critical: [{ email: "oncall@example.com" }] },
} as const;

function terraformOf(
  services: ConfigInput["services"],
  prod: Partial<ConfigInput["environments"][string]> = {},
): unknown {
  const config = defineConfig({ project: "shop", services, environments: { prod: { ...environment, ...prod } } });
  const [stack] = defineStacks(new App(), config);
  if (stack === undefined) throw new Error("no stack");
  return JSON.parse(Testing.synth(stack));
}

const start = "2026-11-20T19:30:00Z";
const requests = (count: number, status: number, service = "api") => ({
  generate: `${count} over 1m`,
  from: "2m",
  line: {
    service: { name: service },
    event: "request_completed",
    level: status >= 500 ? "error" : "info",
    http: { status_code: status, duration_ms: 5 },
  },
});

describe("a rate and an expression over metrics of AWS", () => {
  const lambda = (metric: "lambda.errors" | "lambda.invocations" | "lambda.throttles") => ({
    metric,
    dimensions: { FunctionName: "{project}-{environment}-pay" },
  });
  const window = { period: "1m", severities: { critical: { above: 20 } } } as const;
  const stack = terraformOf({
    api: {
      ...frame,
      alarms: {
        failing: {
          ...window,
          type: "rate",
          summary: "s",
          minimum: 10,
          errors: lambda("lambda.errors"),
          of: lambda("lambda.invocations"),
        },
        throttled: {
          ...window,
          type: "math",
          summary: "s",
          expression: "refused / (refused + calls) * 100",
          metrics: { refused: lambda("lambda.throttles"), calls: lambda("lambda.invocations") },
        },
        // As many requests as invocations are expected.
        unseen: {
          ...window,
          type: "math",
          summary: "s",
          expression: "(calls - requests) / calls * 100",
          metrics: { requests: "requests", calls: lambda("lambda.invocations") },
        },
      },
    },
  });
  const series = (name: string, values: string) => ({
    namespace: "AWS/Lambda",
    name,
    dimensions: { FunctionName: "shop-prod-pay" },
    values,
  });
  const replaying = requests(10, 200);
  const metrics = (errors: string, throttles: string, invocations = "10x20") => [
    series("Errors", errors),
    series("Throttles", throttles),
    series("Invocations", invocations),
  ];

  test("fires where the quotient crosses the threshold, in that minute", async () => {
    const options = { replaying, start, metrics: metrics("0x4 5x0 0x14", "0x7 5x0 0x11") };
    await expect(stack).toFire("shop-prod-api-failing-critical", { ...options, at: "6m", tolerance: "0s", times: 1 });
    await expect(stack).toFire("shop-prod-api-throttled-critical", { ...options, at: "9m", tolerance: "0s", times: 1 });
  });

  test("does not fire below the minimum of a rate, or at the threshold", async () => {
    const options = { replaying, start, metrics: metrics("1x20", "0x20", "2x20") };
    await expect(stack).toStayQuiet("shop-prod-api-failing-critical", options);
    await expect(stack).toStayQuiet("shop-prod-api-throttled-critical", options);
  });

  test("an expression may read a signal of logs beside a metric", async () => {
    const options = { start, metrics: metrics("0x20", "0x20", "0x1 10x0 0x17") };
    await expect(stack).toFire("shop-prod-api-unseen-critical", {
      ...options,
      replaying: requests(7, 200),
      at: "3m",
      tolerance: "0s",
    });
    await expect(stack).toStayQuiet("shop-prod-api-unseen-critical", { ...options, replaying });
  });
});

describe("three teams with a pager each", () => {
  const pager = (team: string) => ({ pagerduty: { ssm: `/shop/${team}` }, teams: [team] });
  const alarms = {
    errors: { type: "threshold", summary: "s", signal: "errors", period: "1m", severities: { critical: { above: 2 } } },
  } as const;
  const services = {
    payments: { ...frame, owner: "payments", alarms },
    orders: {
      ...frame,
      owner: { team: "orders", contact: "#orders" },
      tier: "critical",
      alarms: {
        ...alarms,
        // The database is another team's.
        slow: {
          type: "latency",
          summary: "s",
          owner: "platform",
          signal: "request_duration",
          period: "1m",
          severities: { critical: { above: 800 } },
        },
      },
    },
    search: { ...frame, owner: "platform", notify: "each", alarms },
  } as const;
  const routes = {
    critical: [
      pager("payments"),
      pager("orders"),
      pager("platform"),
      { email: "cto@example.com", tiers: ["critical"] },
      { email: "sales@example.com", services: ["payments"] },
    ],
  } as const;
  const stack = terraformOf(services, { routes });
  const resources = (stack as { resource: Record<string, Record<string, Record<string, unknown>>> }).resource;
  /** The topics that hear of it, without what all names begin with. */
  const told = async (replaying: LogInput) => {
    const names = Object.values(resources.aws_sns_topic!).map(({ name }) => String(name));
    const heard: string[] = [];
    for (const name of names) {
      const isTold = await expect(stack)
        .toNotify(name, { replaying, start })
        .then(
          () => true,
          () => false,
        );
      if (isTold) heard.push(name.replace("shop-prod-alarms-critical-", ""));
    }
    return heard;
  };

  test("have a topic each, and none that nobody hears of", () => {
    expect(Object.values(resources.aws_sns_topic!).map(({ name }) => name)).toEqual([
      "shop-prod-alarms-critical-service-payments",
      "shop-prod-alarms-critical-team-orders",
      "shop-prod-alarms-critical-team-payments",
      "shop-prod-alarms-critical-team-platform",
      "shop-prod-alarms-critical-tier-critical",
    ]);
  });

  test("have a composite each where a service's alarms are of two teams; others keep their name", () => {
    expect(Object.values(resources.aws_cloudwatch_composite_alarm!).map(({ alarm_name: name }) => name)).toEqual([
      "shop-prod-orders-critical",
      "shop-prod-orders-team-platform-critical",
      "shop-prod-payments-critical",
    ]);
  });

  test("an incident of one tells its pager only, and who else listens to the service or the tier", async () => {
    expect(await told(requests(5, 500, "payments"))).toEqual(["service-payments", "team-payments"]);
    expect(await told(requests(5, 500, "search"))).toEqual(["team-platform"]);
    expect(await told(requests(5, 500, "orders"))).toEqual(["team-orders", "tier-critical"]);
    const slow = { service: { name: "orders" }, event: "request_completed", http: { duration_ms: 5000 } };
    expect(await told({ generate: "5 over 1m", from: "2m", line: { level: "info", ...slow } })).toEqual([
      "team-platform",
      "tier-critical",
    ]);
  });
});
