import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { defineConfig, type ConfigInput } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { saySkipped } from "../skipped";
import { applyPlanned, plannedChanges, run } from "./emulated-stack";
import { askEmulator, emulatorAccount, emulatorMissing, startEmulator, type Emulator } from "./emulator";
import { withoutGaps } from "./emulator-gaps";
import { providerConstraint, terraformReady, withoutProtection } from "./terraform";

// Routes by team, service and tier, rates and expressions over metrics of AWS, and periods and statistics that differ, in two environments
// on an emulator.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("routes by team are not applied", missing);

const region = "eu-central-1";
const lambda = (metric: "lambda.errors" | "lambda.invocations" | "lambda.throttles") => ({
  metric,
  dimensions: { FunctionName: "{project}-{environment}-pay" },
});
const frame = { runbooks: "https://runbooks.example.com", contract: { extends: "base" }, notify: "each" } as const;
const severities = { critical: { above: 5 } } as const;
const services: ConfigInput["services"] = {
  payments: {
    ...frame,
    owner: "payments",
    alarms: {
      failing: {
        type: "rate",
        summary: "s",
        errors: lambda("lambda.errors"),
        of: lambda("lambda.invocations"),
        minimum: 20,
        severities,
      },
      throttled: {
        type: "math",
        summary: "s",
        owner: "platform",
        expression: "throttles / (throttles + invocations) * 100",
        metrics: { throttles: lambda("lambda.throttles"), invocations: lambda("lambda.invocations") },
        severities,
      },
      waiting: {
        type: "metric",
        summary: "s",
        metric: "sqs.visible_messages",
        dimensions: { QueueName: "payments" },
        periods: 5,
        datapoints: 4,
        severities,
      },
    },
  },
  orders: {
    ...frame,
    owner: "orders",
    tier: "critical",
    alarms: { errors: { type: "threshold", summary: "s", signal: "errors", severities } },
  },
};
const before: NonNullable<ConfigInput["environments"][string]["routes"]> = {
  critical: [
    { email: "payments@example.com", teams: ["payments"] },
    { email: "platform@example.com", teams: ["platform"] },
    { email: "cto@example.com", tiers: ["critical"] },
  ],
};
const inStaging = { periods: 3, datapoints: 2, statistic: "Average" };
const inProd = { periods: null, datapoints: null, statistic: "p90" };
const windows: Readonly<Record<string, readonly string[]>> = {
  staging: ["EvaluationPeriods 3", "DatapointsToAlarm 2", "Statistic Average"],
  prod: ["EvaluationPeriods 5", "DatapointsToAlarm 4", "ExtendedStatistic p90"],
};
const after = { critical: [...(before.critical ?? []), { email: "orders@example.com", services: ["orders"] }] };

(missing === undefined ? describe : describe.skip).each(["staging", "prod"])("%s", (environment) => {
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), "sightline-routes-"));
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const changes = (): string[] =>
    plannedChanges(folder)
      .map(({ action, type }) => `${action} ${type}`)
      .sort();
  const synthesize = (routes: typeof before): void => {
    const base = { region, account: emulatorAccount, backend: { type: "local" } } as const;
    const config = defineConfig({
      project: "shop",
      services,
      environments: {
        staging: { ...base, routes, thresholds: { payments: { waiting: inStaging } } },
        prod: { extends: "staging", thresholds: { payments: { waiting: inProd } } },
      },
    });
    const app = new App({ outdir: join(folder, "cdktf.out") });
    defineStacks(app, config, {
      environments: [environment],
      adapt: (plan) => ({
        ...plan,
        backend: { type: "local", path: join(folder, "terraform.tfstate") },
        provider: { ...plan.provider, version: providerConstraint, endpoints: emulator.url },
        services: plan.services.map(withoutProtection),
      }),
    });
    app.synth();
    const text = readFileSync(join(folder, "cdktf.out", "stacks", `shop-${environment}`, "cdk.tf.json"), "utf8");
    const { terraform: json } = withoutGaps(JSON.parse(text) as object);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(json));
  };
  const described = (alarm: string): Promise<string> => {
    const body = `Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=${alarm}`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    return askEmulator(emulator, { service: "monitoring", region, headers, body });
  };
  const windowOf = async (alarm: string): Promise<string[]> => {
    const text = await described(alarm);
    return [...text.matchAll(/<(EvaluationPeriods|DatapointsToAlarm|Statistic|ExtendedStatistic)>(.*?)</g)].map(
      ([, name = "", value = ""]) => `${name} ${value}`,
    );
  };
  const actionsOf = async (alarm: string): Promise<string[]> => {
    const [, listed = ""] = /<AlarmActions>(.*?)<\/AlarmActions>/s.exec(await described(alarm)) ?? [];
    return [...listed.matchAll(/alarms-critical-([\w-]+)/g)].map(([, topic = ""]) => topic).sort();
  };

  test("each team's alarms publish to its own topic, an alarm has the environment's window, nothing is planned again, and another route only adds", async () => {
    synthesize(before);
    run(folder, "init", "-input=false");
    run(folder, "apply", "-auto-approve", "-input=false");
    expect(changes()).toEqual([]);
    expect(await actionsOf(`shop-${environment}-payments-failing-critical`)).toEqual(["team-payments"]);
    expect(await actionsOf(`shop-${environment}-payments-throttled-critical`)).toEqual(["team-platform"]);
    expect(await actionsOf(`shop-${environment}-orders-errors-critical`)).toEqual(["tier-critical"]);
    expect((await windowOf(`shop-${environment}-payments-waiting-critical`)).sort()).toEqual(
      [...(windows[environment] ?? [])].sort(),
    );

    synthesize(after);
    expect(changes()).toEqual([
      "create aws_sns_topic",
      "create aws_sns_topic_policy",
      "create aws_sns_topic_subscription",
      "update aws_cloudwatch_metric_alarm",
    ]);
    applyPlanned(folder);
    expect(changes()).toEqual([]);
    expect(await actionsOf(`shop-${environment}-orders-errors-critical`)).toEqual(["service-orders", "tier-critical"]);
  });
});
