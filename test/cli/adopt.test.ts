import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadConfig } from "../../lib/config";
import { runWith } from "./fake-io";

const state = join(__dirname, "../fixtures/adopt/state.json");

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "sightline-adopt-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const adopt = (...argv: readonly string[]) => runWith(["adopt", ...argv], { cwd });

interface Json {
  readonly out: string | null;
  readonly unapplied: readonly string[];
  readonly resources: readonly {
    readonly address: string;
    readonly outcome: { readonly kind: string; readonly reason?: { readonly kind: string } };
  }[];
}

/** A state of alarms, or a plan that would make them. */
function template(file: string, values: readonly Readonly<Record<string, unknown>>[], isPlan = false): string {
  const alarm = {
    alarm_name: "a",
    namespace: "AWS/Lambda",
    metric_name: "Errors",
    dimensions: { FunctionName: "orders" },
    statistic: "Sum",
    period: 300,
    evaluation_periods: 1,
    threshold: 1,
    comparison_operator: "GreaterThanThreshold",
    treat_missing_data: "missing",
  };
  const resources = values.map((own, index) => ({
    address: `aws_cloudwatch_metric_alarm.a[${index}]`,
    mode: "managed",
    type: "aws_cloudwatch_metric_alarm",
    name: "a",
    index,
    provider_name: "registry.terraform.io/hashicorp/aws",
    schema_version: 1,
    values: {
      ...alarm,
      arn: `arn:aws:cloudwatch:eu-central-1:111122223333:alarm:a${index}`,
      alarm_name: `a${index}`,
      ...own,
    },
    sensitive_values: {},
  }));
  const versions = { format_version: "1.2", terraform_version: "1.9.0" };
  const root = { root_module: { resources } };
  const changes = resources.map(({ values: after, ...resource }) => ({
    ...resource,
    change: {
      actions: ["create"],
      before: null,
      after,
      after_unknown: {},
      before_sensitive: false,
      after_sensitive: {},
    },
  }));
  const plan = { planned_values: root, resource_changes: changes, configuration: { root_module: {} } };
  writeFileSync(join(cwd, file), JSON.stringify({ ...versions, ...(isPlan ? plan : { values: root }) }));
  return file;
}

test("a project is written that check accepts, with a table and blocks that let go", async () => {
  const { code, stdout } = await adopt("--template", state, "--out", "ferry", "--sightline", "1.0.0");
  expect(code).toBe(0);
  expect(stdout).toMatch(/^20 resources: \d+ taken over, \d+ read, \d+ left\.$/m);
  const folder = join(cwd, "ferry");
  expect(readdirSync(folder).toSorted()).toEqual(
    [
      ".gitignore",
      "ADOPTED.md",
      "cdktf.json",
      "main.ts",
      "package.json",
      "removed.tf",
      "sightline.config.yaml",
      "test",
      "tsconfig.json",
    ].toSorted(),
  );
  const { warnings } = await loadConfig(join(folder, "sightline.config.yaml"));
  expect(new Set(warnings.map(({ rule }) => rule))).toEqual(new Set(["alarm-runbook", "alarm-unheard"]));
  // What told nobody before is accepted, in the configuration and in its Terraform.
  const { config } = await loadConfig(join(folder, "sightline.config.yaml"));
  expect(config.accept?.map(({ path, rule }) => [rule, path])).toEqual([
    ["alarm-unheard", "services.booking.alarms.traffic_unusual.severities.warning"],
    ["alarm-without-actions", "aws_cloudwatch_*.Booking_TrafficUnusualAlarm_Warning_*"],
  ]);
  const removed = readFileSync(join(folder, "removed.tf"), "utf8");
  expect(removed.match(/^ {2}from = .*$/gm)).toEqual([
    "  from = aws_cloudwatch_composite_alarm.outage",
    "  from = aws_cloudwatch_log_metric_filter.errors",
    "  from = aws_cloudwatch_log_metric_filter.latency",
    "  from = aws_cloudwatch_log_metric_filter.status",
    "  from = aws_cloudwatch_metric_alarm.alb",
    "  from = aws_cloudwatch_metric_alarm.band",
    "  from = aws_cloudwatch_metric_alarm.cpu",
    "  from = aws_cloudwatch_metric_alarm.errors",
    "  from = aws_cloudwatch_metric_alarm.p99",
    "  from = aws_cloudwatch_metric_alarm.route",
    "  from = aws_cloudwatch_metric_alarm.throttles",
  ]);
  expect(readFileSync(join(folder, "ADOPTED.md"), "utf8").match(/^\| `/gm)).toHaveLength(20);
  expect(
    (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { scripts: { test: string } }).scripts.test,
  ).not.toContain("scenarios");
});

test("without runbooks there is a warning for each alarm, with an address none", async () => {
  await adopt("--template", state, "--out", "ferry", "--runbooks", "https://wiki.example.com/runbooks/");
  const { warnings } = await loadConfig(join(cwd, "ferry", "sightline.config.yaml"));
  expect(warnings.map(({ rule }) => rule)).toEqual(["alarm-unheard"]);
});

test("resources of which only some instances are taken over leave the state by a command", async () => {
  template("state.json", [{}, { period: 10 }]);
  const { code } = await adopt("--template", "state.json", "--out", "out");
  expect(code).toBe(0);
  const removed = readFileSync(join(cwd, "out", "removed.tf"), "utf8");
  expect(removed).not.toContain("removed {");
  expect(removed).toContain("terraform state rm 'aws_cloudwatch_metric_alarm.a[0]'");
});

test("what a plan would still make is said", async () => {
  template("plan.json", [{}], true);
  const { stdout } = await adopt("--template", "plan.json", "--out", "out", "--json");
  expect((JSON.parse(stdout) as Json).unapplied).toEqual(["aws_cloudwatch_metric_alarm.a[0]"]);
});

test("what check refuses, and what a configuration would fill in, is left, and what names it", async () => {
  template("state.json", [
    { alarm_name: "{environment}-errors" },
    { alarm_description: "In {nowhere}." },
    { dimensions: { FunctionName: "{service}" } },
    {},
  ]);
  const { stdout } = await adopt("--template", "state.json", "--out", "out", "--json");
  const { resources } = JSON.parse(stdout) as Json;
  expect(resources.map(({ outcome }) => outcome.reason?.kind ?? outcome.kind)).toEqual([
    "placeholder",
    "refused",
    "placeholder",
    "taken",
  ]);
});

test("nothing is written where nothing can be taken over", async () => {
  template("state.json", [{ period: 10 }]);
  const { code, stderr } = await adopt("--template", "state.json", "--out", "out");
  expect(code).toBe(1);
  expect(stderr).toContain("aws_cloudwatch_metric_alarm.a[0]");
  expect(existsSync(join(cwd, "out"))).toBe(false);
});

test.each<[string, readonly string[], RegExp]>([
  ["no template", ["--out", "x"], /--template is missing/],
  ["no folder", ["--template", state], /--out is missing/],
  ["a template that is not there", ["--template", "nothing.json", "--out", "x"], /nothing\.json/],
  ["an environment's name that is none", ["--template", state, "--out", "x", "--env", "Prod!"], /--env Prod!/],
  ["an address of runbooks that is none", ["--template", state, "--out", "x", "--runbooks", "wiki"], /--runbooks wiki/],
  ["an unexpected argument", ["--template", state, "--out", "x", "y"], /unexpected argument/],
])("%s is wrong use", async (_, argv, message) => {
  const { code, stderr } = await adopt(...argv);
  expect([code, existsSync(join(cwd, "x"))]).toEqual([2, false]);
  expect(stderr).toMatch(message);
});

test("a folder that is not empty is left as it is", async () => {
  writeFileSync(join(cwd, "file"), "mine");
  const { code } = await adopt("--template", state, "--out", ".", "--name", "ferry");
  expect(code).toBe(2);
  expect(readdirSync(cwd)).toEqual(["file"]);
});
