import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { parse } from "yaml";
import { type ConfigInput, defineConfig } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { saySkipped } from "../skipped";
import { emulated, plannedChanges, prepare, regionOf, run } from "./emulated-stack";
import { askLogs, emulatorMissing, logGroupsIn, startEmulator, type Emulator } from "./emulator";
import { withoutGaps } from "./emulator-gaps";
import { terraformReady } from "./terraform";

// examples/brownfield as its company would start with it: the log groups are there, two environments in two accounts are applied,
// a service is renamed, and nothing that was there before is lost.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("examples/brownfield is not applied", missing);

const written = parse(
  readFileSync(join(__dirname, "../../examples/brownfield/sightline.config.yaml"), "utf8"),
) as ConfigInput;

(missing === undefined ? describe : describe.skip).each(["staging", "prod"])("%s", (environment) => {
  const groups = [
    `/ecs/${environment}/booking`,
    `/aws/lambda/${environment}-refunds`,
    `/aws/lambda/${environment}-tickets`,
  ];
  let emulator: Emulator;
  let folder: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    folder = mkdtempSync(join(tmpdir(), `sightline-brownfield-${environment}-`));
  });

  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is applied beside what is there, survives a rename, and leaves what it found", async () => {
    const stack = join(folder, "stack");
    const json = synthesize(written);
    const region = regionOf(json);
    await prepare(json, emulator);
    for (const logGroupName of groups) await askLogs(emulator, region, "CreateLogGroup", { logGroupName });

    run(stack, "init", "-input=false");
    run(stack, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(stack)).toEqual([]);
    expect(await groupsIn(region)).toEqual([...groups, `/app/${environment}/settlement`].sort());

    // The finance team calls it payouts from now on.
    const { settlement, ...services } = written.services;
    const id = "Settlement";
    const group = "/app/{environment}/settlement";
    const renamed = { ...services, payouts: { ...settlement!, id, logs: { group } } };
    synthesize({ ...written, services: renamed });
    const changes = plannedChanges(stack);
    expect(changes.filter(({ type }) => type === "aws_cloudwatch_log_group")).toEqual([
      // Its tag names the service.
      { type: "aws_cloudwatch_log_group", action: "update" },
    ]);
    await deleteFilters(region, `/app/${environment}/settlement`);
    run(stack, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(stack)).toEqual([]);
    expect(await groupsIn(region)).toEqual([...groups, `/app/${environment}/settlement`].sort());

    // The plan above has just looked at what there is.
    run(stack, "destroy", "-auto-approve", "-input=false", "-refresh=false");
    expect(await groupsIn(region)).toEqual([...groups].sort());
  });

  /** Writes the stack's Terraform for the emulator, and returns it. */
  function synthesize(config: ConfigInput): object {
    const outdir = join(folder, "cdktf.out");
    const app = new App({ outdir });
    defineStacks(app, defineConfig(config), {
      environments: [environment],
      adapt: (plan) => emulated(plan, emulator.url, folder),
    });
    app.synth();
    const file = join(outdir, "stacks", `ferry-${environment}`, "cdk.tf.json");
    const { terraform } = withoutGaps(JSON.parse(readFileSync(file, "utf8")) as object);
    mkdirSync(join(folder, "stack"), { recursive: true });
    writeFileSync(join(folder, "stack", "main.tf.json"), JSON.stringify(terraform));
    return terraform;
  }

  /** AWS overwrites a filter of the same name; the emulator would keep both. */
  async function deleteFilters(region: string, logGroupName: string): Promise<void> {
    const { metricFilters } = (await askLogs(emulator, region, "DescribeMetricFilters", { logGroupName })) as {
      metricFilters: { filterName: string }[];
    };
    for (const { filterName } of metricFilters)
      await askLogs(emulator, region, "DeleteMetricFilter", { logGroupName, filterName });
  }

  async function groupsIn(region: string): Promise<string[]> {
    return (await logGroupsIn(emulator, region)).map(({ logGroupName }) => logGroupName).sort();
  }
});
