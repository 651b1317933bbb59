import { spawnSync } from "node:child_process";
import { createReadStream, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createGunzip } from "node:zlib";
import shop from "../../examples/shop/sightline.config";
import { type AlertRule, alertRules, rulesFile } from "../../lib/alerting";
import { deployedEnvironments, planEnvironment } from "../../lib/config";
import { labelName as prometheusLabel, prometheusName } from "../../lib/queries/print/prometheus-names";
import {
  decodeLogs,
  readScenario,
  readTerraform,
  replay,
  type ReplayResult,
  scenarioBatches,
  scenarioSeries,
} from "sightline/replay";
import { parse } from "yaml";
import { saySkipped } from "../skipped";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { program } from "./real-backends";

const promtool = program("SIGHTLINE_PROMTOOL", ["promtool"]);
if (promtool === undefined)
  saySkipped("rules in a real Prometheus", "neither $SIGHTLINE_PROMTOOL nor promtool on the PATH");
const withPromtool = promtool === undefined ? test.skip : test;

const plan = planEnvironment(shop, "prod");
const rules = alertRules(plan, "promql");
const all = rules.groups.flatMap((group) => group.rules);
const scenarios = join(__dirname, "../scenarios");

function run(...args: readonly string[]): string {
  const { status, stderr, stdout } = spawnSync(promtool ?? "", args, { encoding: "utf8" });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

withPromtool("Prometheus takes every rule of every environment of the shop", () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-alert-rules-"));
  for (const environment of deployedEnvironments(shop)) {
    const file = join(folder, `${environment}.yaml`);
    writeFileSync(file, rulesFile(alertRules(planEnvironment(shop, environment), "promql"), "promql"));
    expect(run("check", "rules", file)).toBe("");
  }
});

withPromtool("the same incidents fire the same alarms in the replay and in Prometheus", async () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-alert-rules-"));
  const file = join(folder, "rules.yaml");
  writeFileSync(file, rulesFile(rules, "promql"));
  const template = readTerraform([
    { file: "stack.tf.json", text: readFileSync(join(__dirname, "../golden/shop-prod/stack.tf.json"), "utf8") },
  ]);
  let fired = 0;
  let quiet = 0;
  for (const { name } of readdirSync(scenarios, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const path = join(scenarios, name, "scenario.yaml");
    const scenario = readScenario(parse(readFileSync(path, "utf8")), path);
    const open = (log: string) =>
      decodeLogs(log, createReadStream(join(dirname(path), log)).pipe(createGunzip()) as AsyncIterable<Uint8Array>);
    const result = await replay(template, scenarioBatches(scenario, open), {
      from: scenario.from,
      given: scenarioSeries(scenario),
      ...(scenario.to === undefined ? {} : { to: scenario.to }),
    });
    const test = unitTest(result);
    fired += test.fired;
    quiet += test.quiet;
    const tests = join(folder, `${name}.yaml`);
    writeFileSync(tests, JSON.stringify({ rule_files: [file], evaluation_interval: "1m", tests: [test.group] }));
    expect(run("test", "rules", tests)).toBe("");
  }
  expect(fired).toBeGreaterThan(5);
  expect(quiet).toBeGreaterThan(50);
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Prometheus' unit test of a replay: its datapoints as counters, and whether alerts fired as its alarms did. */
function unitTest({ alarms, from, metrics, to }: ReplayResult): {
  readonly group: object;
  readonly fired: number;
  readonly quiet: number;
} {
  const start = Math.floor(from / HOUR) * HOUR - HOUR;
  const minutes = Math.ceil((to - start) / MINUTE);
  const input = metrics.flatMap(({ dimensions, name, namespace, points }) => {
    const service = plan.services.find((one) => one.namespace === namespace);
    const signal = service?.signals.find((one) => one.metric === name);
    // A series without dimensions is the sum of those with, which Prometheus adds up itself.
    const isTotal = signal !== undefined && signal.dimensions.length > 0 && Object.keys(dimensions).length === 0;
    if (service === undefined || signal === undefined || isTotal) return [];
    const labels = [
      `service_name="${service.name}"`,
      'deployment_environment_name="prod"',
      ...Object.entries(dimensions).map(([key, value]) => `${prometheusLabel(key)}="${value}"`),
    ].join(",");
    const isCounter = signal.value === undefined;
    const metric = prometheusName(signal.metric, signal.unit, isCounter ? "counter" : "histogram");
    const counts = new Map(points.map((point) => [Math.floor((point.at - start) / MINUTE), point.sum]));
    let total = 0;
    const values = ["0"];
    for (let minute = 0; minute < minutes; minute++) {
      const count = counts.get(minute) ?? 0;
      // Four samples a minute, in even steps.
      for (let part = 1; part <= 4; part++) values.push(String(total + (count * part) / 4));
      total += count;
    }
    return [{ series: `${metric}${isCounter ? "" : "_sum"}{${labels}}`, values: values.join(" ") }];
  });
  const tests: object[] = [];
  let fired = 0;
  let quiet = 0;
  for (const rule of all.filter(isCounted)) {
    const alarm = alarms.find(({ evaluated, name }) => evaluated && name === rule.alert);
    if (alarm === undefined) continue;
    // Before the first line there is silence, which the replay does not see: it begins with the first.
    const isSilence = rule.expr.includes("or vector(0)) <") || rule.expr.includes("or vector(0)) ==");
    const isFired = alarm.transitions.some((transition) => transition.to === "ALARM");
    if (isSilence && !isFired) continue;
    const alerts = `ALERTS{alertname="${rule.alert}", alertstate="firing"}`;
    tests.push({
      expr: `max by (alertname) (count_over_time(${alerts}[${minutes}m])) > bool 0`,
      eval_time: `${minutes}m`,
      exp_samples: isFired ? [{ labels: `{alertname="${rule.alert}"}`, value: 1 }] : [],
    });
    if (isFired) fired++;
    else quiet++;
  }
  return { group: { interval: "15s", input_series: input, promql_expr_test: tests }, fired, quiet };
}

/** The datapoints of a replay have no buckets, so percentiles are not asked for. */
function isCounted({ differences, expr }: AlertRule): boolean {
  return !differences.includes("buckets") && !expr.includes("ALERTS");
}
