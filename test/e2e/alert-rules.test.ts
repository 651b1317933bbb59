import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { App, Testing } from "cdktf";
import { parse } from "yaml";
import shop from "../../examples/shop/sightline.config";
import { alertRules, recordingGroups, rulesFile } from "../../lib/alerting";
import { type MadeTest, scenarioTests } from "../../lib/cli/alerts/scenario-tests";
import { ioOf } from "../../lib/cli/io-of";
import { deployedEnvironments, planEnvironment } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { saySkipped } from "../skipped";
import { program } from "./real-backends";

const promtool = program("SIGHTLINE_PROMTOOL", ["promtool"]);
if (promtool === undefined)
  saySkipped("rules in a real Prometheus", "neither $SIGHTLINE_PROMTOOL nor promtool on the PATH");
const withPromtool = promtool === undefined ? test.skip : test;

const stacks = defineStacks(new App(), shop);
const root = join(__dirname, "../..");
const scenarios = join(root, "test/scenarios");
const all = readdirSync(scenarios, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** Other environments have the thresholds of theirs: two incidents are enough to see that names and labels fit. */
const incidents = ["payment-provider-outage", "server-errors"];

function run(...args: readonly string[]): string {
  const { status, stderr, stdout } = spawnSync(promtool ?? "", args, { encoding: "utf8" });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

/** Rules and tests of an environment, from scenarios of the shop's production, told of that environment. */
async function made(
  environment: string,
  names: readonly string[],
): Promise<{ folder: string; tests: readonly MadeTest[] }> {
  const folder = mkdtempSync(join(tmpdir(), "alert-rules-"));
  for (const name of names) {
    const own = join(folder, "scenarios", name);
    mkdirSync(own, { recursive: true });
    for (const file of readdirSync(join(scenarios, name)))
      if (file !== "scenario.yaml") symlinkSync(join(scenarios, name, file), join(own, file));
    const text = readFileSync(join(scenarios, name, "scenario.yaml"), "utf8");
    writeFileSync(join(own, "scenario.yaml"), text.replaceAll(/\b(app|shop)\/prod\//g, `$1/${environment}/`));
  }
  const plan = planEnvironment(shop, environment);
  const rules = alertRules(plan, "promql");
  writeFileSync(join(folder, "rules.yaml"), rulesFile(rules, "promql", recordingGroups(plan, "promql")));
  const stack = join(folder, "stack.tf.json");
  writeFileSync(stack, Testing.synth(stacks.find(({ node }) => node.id === plan.stack)!));
  const world = { cwd: root, env: {}, stdin: Readable.from([]), stdout: new PassThrough(), stderr: new PassThrough() };
  const tests = await scenarioTests(
    {
      plan,
      rules,
      rulesFile: "rules.yaml",
      scenarios: [join(folder, "scenarios")],
      config: join(root, "examples/shop/sightline.config.ts"),
      templates: [stack],
    },
    ioOf({ ...world, now: () => new Date(), onInterrupt: () => () => undefined }),
  );
  for (const { file, text } of tests) writeFileSync(join(folder, file), text);
  return { folder, tests };
}

/** How often tests expect an alert, and how often none. */
function expectedIn(tests: readonly MadeTest[]): { readonly firing: Set<string>; readonly quiet: number } {
  const firing = new Set<string>();
  let quiet = 0;
  for (const { text } of tests) {
    const document = parse(text) as { tests: { alert_rule_test: { alertname: string; exp_alerts: object[] }[] }[] };
    for (const { alertname, exp_alerts } of document.tests.flatMap((one) => one.alert_rule_test))
      if (exp_alerts.length > 0) firing.add(alertname);
      else quiet++;
  }
  return { firing, quiet };
}

withPromtool.each(deployedEnvironments(shop))(
  "%s: the same incidents fire the same alarms in the same minute in the replay and in Prometheus",
  async (environment) => {
    const { folder, tests } = await made(environment, environment === "prod" ? all : incidents);
    expect(run("check", "rules", join(folder, "rules.yaml"))).toBe("");
    for (const { file } of tests) expect([file, run("test", "rules", join(folder, file))]).toEqual([file, ""]);
    const { firing, quiet } = expectedIn(tests);
    expect(firing.size).toBeGreaterThan(environment === "prod" ? 25 : 3);
    expect(quiet).toBeGreaterThan(40);
  },
);

test("CloudWatch does otherwise only where a rule names the difference, and no longer than it says", async () => {
  const { tests } = await made("prod", ["orders-fail", "payment-provider-outage", "nothing-comes"]);
  const rules = alertRules(planEnvironment(shop, "prod"), "promql").groups.flatMap((group) => group.rules);
  const apart = tests.flatMap((one) => one.apart);
  expect(apart.length).toBeGreaterThan(0);
  for (const { alert, minutes } of apart) {
    const named = rules.find((rule) => rule.alert === alert)?.differences ?? [];
    const [seconds = 0] = named.flatMap((one) => (one.difference === "looks-back" ? [one.seconds] : []));
    expect([alert, minutes * 60 <= seconds]).toEqual([alert, true]);
  }
});
