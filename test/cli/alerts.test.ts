import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectText } from "../texts";
import { runWith } from "./fake-io";

const folder = mkdtempSync(join(tmpdir(), "alerts-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const severities = { critical: { above: 5 } } as const;
const environment = {
  account: "111122223333",
  region: "eu-central-1",
  backend: { type: "local" },
  routes: { critical: [{ email: "a@example.com" }] },
  grafana: { url: "https://grafana.example.com" },
};
writeFileSync(
  join(folder, "sightline.config.json"),
  JSON.stringify({
    project: "shop",
    services: {
      pay: {
        owner: "team-pay",
        runbooks: "https://runbooks.example.com",
        contract: { name: "pay", extends: "base" },
        alarms: {
          failing: {
            type: "rate",
            errors: "errors",
            of: "requests",
            periods: 3,
            datapoints: 2,
            summary: "Errors.",
            severities,
          },
          slow: {
            type: "latency",
            signal: "request_duration",
            percentile: "p95",
            summary: "Slow.",
            severities: { critical: { above: 800 } },
          },
          slowest: {
            type: "threshold",
            signal: "request_duration",
            statistic: "Maximum",
            summary: "Slow.",
            severities,
          },
          endless: {
            type: "latency",
            signal: "request_duration",
            summary: "Slow.",
            severities: { critical: { above: 90_000 } },
          },
          silent: { type: "absence", summary: "Silent.", severities: { critical: { for: "15m" } } },
          model: { type: "anomaly", signal: "requests", summary: "Odd.", severities: { critical: { band: 3 } } },
          both: {
            type: "composite",
            summary: "Both.",
            rule: { all: ["failing.critical", "slow.critical"] },
            severities: { critical: {} },
          },
          either: {
            type: "composite",
            summary: "Either.",
            rule: { any: ["model.critical"] },
            severities: { critical: {} },
          },
        },
      },
    },
    environments: { prod: environment, dev: environment },
  }),
);

const alerts = (...argv: readonly string[]) => runWith(["alerts", ...argv], { cwd: folder });

test.each(["prometheus", "loki"])("prints rules of %s, and says why other alarms are none", async (target) => {
  const { code, stderr, stdout } = await alerts("--env", "prod", "--for", target);
  expect(code).toBe(0);
  expectText(`${stdout}\n${stderr}`);
});

test("recording rules are printed where they are asked for", async () => {
  const { stdout } = await alerts("--env", "prod", "--for", "prometheus", "--recording");
  expectText(stdout.slice(stdout.indexOf("  - name: shop-prod-pay-recording")));
});

test.each([
  [["--env", "prod"]],
  [["--env", "prod", "--for", "nagios"]],
  [["--for", "loki"]],
  [["--env", "pord", "--for", "loki"]],
  [["--env", "prod", "--for", "loki", "--out", "x", "--json"]],
  [["--env", "prod", "--for", "loki", "--tests", "scenarios"]],
  [["--env", "prod", "--for", "prometheus", "--template", "x.tf.json", "more"]],
  [["--env", "prod", "--for", "prometheus", "--out", "x", "--tests", "nowhere"]],
])("%j is refused", async (argv) => {
  const { code, stderr, stdout } = await alerts(...argv);
  expect([code, stdout]).toEqual([2, ""]);
  expectText(stderr);
});

test("environments and targets share a folder", async () => {
  for (const env of ["prod", "dev"])
    for (const target of ["prometheus", "loki"])
      expect((await alerts("--env", env, "--for", target, "--out", "rules")).code).toBe(0);
  const files = readdirSync(join(folder, "rules")).filter((name) => !name.startsWith("."));
  expect(files).toEqual([
    "shop-dev.loki.yaml",
    "shop-dev.prometheus.yaml",
    "shop-prod.loki.yaml",
    "shop-prod.prometheus.yaml",
  ]);
  const file = join(folder, "rules", "shop-dev.loki.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}# mine\n`);
  expect((await alerts("--env", "dev", "--for", "loki", "--out", "rules")).code).toBe(2);
});

test("tests are written beside the rules, from scenarios", async () => {
  const alarm = {
    alarm_name: "shop-prod-pay-failing-critical",
    comparison_operator: "GreaterThanThreshold",
    threshold: 5,
    evaluation_periods: 1,
    metric_name: "Errors",
    namespace: "shop/prod/pay",
    period: 300,
    statistic: "Sum",
    treat_missing_data: "notBreaching",
  };
  const transformation = { name: "Errors", namespace: "shop/prod/pay", value: "1" };
  const resource = {
    aws_cloudwatch_log_group: { pay: { name: "/shop/prod/pay" } },
    aws_cloudwatch_log_metric_filter: {
      errors: {
        name: "errors",
        log_group_name: "/shop/prod/pay",
        pattern: '{ $.level = "error" }',
        metric_transformation: transformation,
      },
    },
    aws_cloudwatch_metric_alarm: { failing: alarm },
  };
  writeFileSync(join(folder, "stack.tf.json"), JSON.stringify({ resource }));
  const scenario = {
    name: "It fails",
    start: "2026-11-04T10:00:00Z",
    to: "20m",
    logs: [{ generate: "every 10s for 5m", log_group: "/shop/prod/pay", line: { level: "error" } }],
    expect: [{ alarm: "shop-prod-pay-failing-critical", fires: true }],
  };
  writeFileSync(join(folder, "fails.scenario.yaml"), JSON.stringify(scenario));
  const argv = ["--env", "prod", "--for", "prometheus", "--out", "tested", "--template", "stack.tf.json"];
  const { code, stderr } = await alerts(...argv, "--tests", "fails.scenario.yaml");
  expect(code).toBe(0);
  expectText(stderr);
  const text = readFileSync(join(folder, "tested", "shop-prod.prometheus.it-fails.test.yaml"), "utf8");
  expect(text).toContain("rule_files: [shop-prod.prometheus.yaml]");
  expect(text).toContain("Errors_total{");

  const refused = async (...more: readonly string[]) => {
    const argv = ["alerts", "--env", "prod", "--for", "prometheus", "--out", "refused", ...more];
    const result = await runWith(argv, { cwd: folder });
    expect([result.code, existsSync(join(folder, "refused"))]).toEqual([2, false]);
    return result.stderr;
  };
  const other = { ...resource, aws_cloudwatch_metric_alarm: { failing: { ...alarm, alarm_name: "shop-dev-x" } } };
  writeFileSync(join(folder, "other.tf.json"), JSON.stringify({ resource: other }));
  expect(await refused("--template", "other.tf.json", "--tests", "fails.scenario.yaml")).toContain("other.tf.json");
  const elsewhere = { ...scenario, logs: [{ ...scenario.logs[0], log_group: "/shop/dev/pay" }] };
  writeFileSync(join(folder, "elsewhere.scenario.yaml"), JSON.stringify(elsewhere));
  expect(await refused("--template", "stack.tf.json", "--tests", "elsewhere.scenario.yaml")).toContain(
    "elsewhere.scenario.yaml: logs: ",
  );
});
