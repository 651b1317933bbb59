import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import shop from "../../examples/shop/sightline.config";
import { deployedEnvironments, planEnvironment, type AlarmEntryPlan, type EnvironmentPlan } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { applyPlanned, appliesCollectors, emulated, plannedChanges, prepare, regionOf, run } from "./emulated-stack";
import { aliveIn, emulatorMissing, startEmulator, type Emulator } from "./emulator";
import { withoutGaps } from "./emulator-gaps";
import { terraformReady } from "./terraform";
import { saySkipped } from "../skipped";

// Every environment of the bundled configuration, pointed at an AWS emulator: apply, plan again, destroy; in one, change and apply in between.

/** Where a threshold is changed as well: the environment with the most resources. Others differ in data, which each is applied with. */
const changedIn = "prod";

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("the environments are not applied", missing);
else if (!appliesCollectors)
  saySkipped("collectors of environments are not applied", "SIGHTLINE_EMULATED_COLLECTORS=1 applies them");

(missing === undefined ? describe : describe.skip).each(deployedEnvironments(shop))("%s", (environment) => {
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), `sightline-${environment}-`));
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`is applied, has an empty second plan${environment === changedIn ? ", updates only a changed alarm and the dashboard that draws it" : ""}, and is destroyed completely`, async () => {
    const terraformJson = synthesize(folder, environment, emulator.url);
    const stack = join(folder, "stack");
    await prepare(terraformJson, emulator);

    run(stack, "init", "-input=false");
    run(stack, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(stack)).toEqual([]);
    const region = regionOf(terraformJson);
    const alive = await aliveIn(emulator, region);
    expect(Math.min(alive.logGroups, alive.alarms, alive.topics)).toBeGreaterThan(1);

    if (environment === changedIn) {
      synthesize(folder, environment, emulator.url, changeOneThreshold(environment).adapt);
      // A dashboard draws the threshold.
      const drawn = planEnvironment(shop, environment).services.some(({ dashboard }) => dashboard !== undefined);
      const updated = [...(drawn ? ["aws_cloudwatch_dashboard"] : []), "aws_cloudwatch_metric_alarm"];
      expect(plannedChanges(stack, false).toSorted((a, b) => (a.type < b.type ? -1 : 1))).toEqual(
        updated.map((type) => ({ type, action: "update" })),
      );
      applyPlanned(stack);
      expect(plannedChanges(stack)).toEqual([]);
    }

    // The plan above has just looked at what there is.
    run(stack, "destroy", "-auto-approve", "-input=false", "-refresh=false");
    expect(run(stack, "state", "list").trim()).toBe("");
    expect(await aliveIn(emulator, region)).toEqual({ logGroups: 0, alarms: 0, topics: 0 });
  });
});

type Adapt = (plan: EnvironmentPlan) => EnvironmentPlan;

/** Writes `<folder>/stack/main.tf.json` for the emulator, and returns its content. */
function synthesize(folder: string, environment: string, url: string, adapt: Adapt = (plan) => plan): object {
  const outdir = join(folder, "cdktf.out");
  const app = new App({ outdir });
  const [stack] = defineStacks(app, shop, {
    environments: [environment],
    adapt: (plan) => adapt(emulated(plan, url, folder)),
  });
  app.synth();
  const name = stack?.plan.stack ?? "";
  const synthesized = JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")) as object;
  const { terraform: json, left } = withoutGaps(synthesized);
  // `local` is made for the emulator, and has nothing that the emulator lacks.
  expect(left.length > 0).toBe(environment !== "local");
  mkdirSync(join(folder, "stack"), { recursive: true });
  writeFileSync(join(folder, "stack", "main.tf.json"), JSON.stringify(json));
  return json;
}

/** Raises the threshold of one alarm, whose metric comes from metric filters, by one. */
function changeOneThreshold(environment: string): { adapt: Adapt } {
  let changed = false;
  const raised = (entry: AlarmEntryPlan): AlarmEntryPlan => {
    if (entry.type !== "rate" || entry.alarm !== "failure_rate") return entry;
    const { critical } = entry.severities;
    if (critical === undefined) return entry;
    changed = true;
    const condition = { ...critical.condition, threshold: critical.condition.threshold + 1 };
    return { ...entry, severities: { ...entry.severities, critical: { ...critical, condition } } };
  };
  return {
    adapt: (plan) => {
      const services = plan.services.map((service) => ({ ...service, alarms: service.alarms.map(raised) }));
      if (!changed) throw new Error(`${environment} has no alarm to change`);
      return { ...plan, services };
    },
  };
}
