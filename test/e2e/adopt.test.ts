import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { parse, stringify } from "yaml";
import { inspect } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { runWith } from "../cli/fake-io";
import { saySkipped } from "../skipped";
import { aliveIn, emulatorCredentials, emulatorMissing, startEmulator } from "./emulator";
import { providerConstraint, terraform, terraformReady } from "./terraform";

// Somebody's Terraform is applied, adopted, and taken over: the plan changes only what the table says, and nothing is lost.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("existing alarms and filters are not taken over", missing);

const region = "eu-central-1";
const source = readFileSync(join(__dirname, "../fixtures/adopt/main.tf"), "utf8");

interface Planned {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly importing?: { readonly id: string };
      readonly before: Readonly<Record<string, unknown>> | null;
      readonly after: Readonly<Record<string, unknown>>;
    };
  }[];
}

interface Adopted {
  readonly resources: readonly {
    readonly address: string;
    readonly kind: string;
    readonly name?: string;
    readonly outcome: { readonly kind: string; readonly changes?: readonly { readonly argument: string }[] };
  }[];
}

/** Arguments that differ; of those that the provider computes, none. */
function changedArguments(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  // An empty list and no list are the same to AWS.
  const shown = (value: unknown) => JSON.stringify(Array.isArray(value) && value.length === 0 ? null : (value ?? null));
  return Object.keys(after)
    .filter((key) => key !== "tags_all" && shown(before[key]) !== shown(after[key]))
    .sort();
}

(missing === undefined ? test : test.skip)("existing alarms and filters are taken over as the table says", async () => {
  const emulator = await startEmulator();
  const folder = mkdtempSync(join(tmpdir(), "sightline-adopt-"));
  const env = {
    ...("env" in ready ? ready.env : {}),
    ...emulatorCredentials,
    TF_VAR_endpoint: emulator.url,
  };
  const [theirs, ours] = [join(folder, "theirs"), join(folder, "ours")];
  const run = (where: string, ...args: string[]) => terraform(where, args, env);
  try {
    // Theirs.
    for (const each of [theirs, ours]) mkdirSync(each);
    writeFileSync(join(theirs, "main.tf"), source);
    expect(run(theirs, "init", "-input=false")).toMatchObject({ status: 0 });
    expect(run(theirs, "apply", "-auto-approve")).toMatchObject({ status: 0 });
    writeFileSync(join(folder, "state.json"), run(theirs, "show", "-json").stdout);
    const before = await aliveIn(emulator, region);

    const out = join(folder, "adopted");
    const { code, stdout } = await runWith(
      ["adopt", "--template", "state.json", "--out", out, "--name", "ferry", "--json"],
      { cwd: folder },
    );
    expect(code).toBe(0);
    const { resources } = JSON.parse(stdout) as Adopted;
    const taken = resources.filter(({ outcome }) => outcome.kind === "taken");
    expect(taken).toHaveLength(12);

    // Ours.
    const written = parse(readFileSync(join(out, "sightline.config.yaml"), "utf8")) as {
      environments: { prod: object };
    };
    Object.assign(written.environments.prod, { endpoints: emulator.url, providers: { aws: providerConstraint } });
    const { config, findings } = inspect(parse(stringify(written)));
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const app = new App({ outdir: join(folder, "cdktf.out") });
    defineStacks(app, config!);
    app.synth();
    const json = JSON.parse(readFileSync(join(folder, "cdktf.out", "stacks", "ferry-prod", "cdk.tf.json"), "utf8")) as {
      terraform: { backend: unknown };
    };
    json.terraform.backend = { local: { path: join(ours, "terraform.tfstate") } };
    writeFileSync(join(ours, "main.tf.json"), JSON.stringify(json));
    expect(run(ours, "init", "-input=false")).toMatchObject({ status: 0 });
    expect(run(ours, "plan", "-out", "plan.bin")).toMatchObject({ status: 0 });
    const plan = JSON.parse(run(ours, "show", "-json", "plan.bin").stdout) as Planned;
    const changes = plan.resource_changes.filter(({ mode }) => mode === "managed");
    expect(changes).toHaveLength(taken.length);
    for (const { change, type } of changes) {
      expect(change.importing).toBeDefined();
      expect(["no-op", "update"]).toContain(change.actions.join());
      const name = String(change.after.alarm_name ?? change.after.name);
      const group = change.after.log_group_name;
      const [row] = taken.filter(
        (each) =>
          each.name === name &&
          (type !== "aws_cloudwatch_log_metric_filter" || isIn(each.address, typeof group === "string" ? group : "")),
      );
      const said = new Set((row?.outcome.changes ?? []).map(({ argument }) => argument));
      const changed = changedArguments(change.before ?? {}, change.after);
      expect({ name, unsaid: changed.filter((argument) => !said.has(argument)) }).toEqual({ name, unsaid: [] });
    }
    expect(run(ours, "apply", "-auto-approve")).toMatchObject({ status: 0 });
    expect(run(ours, "plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
    expect(await aliveIn(emulator, region)).toEqual(before);

    // Theirs let go, and neither of the two plans anything afterwards.
    const kept = source.replaceAll(
      /^resource "aws_cloudwatch_(?:log_metric_filter|metric_alarm)" "(?!scale")[^]*?^\}\n/gm,
      "",
    );
    writeFileSync(join(theirs, "main.tf"), kept);
    writeFileSync(join(theirs, "removed.tf"), readFileSync(join(out, "removed.tf")));
    const letGo = run(theirs, "apply", "-auto-approve");
    expect(letGo).toMatchObject({ status: 0 });
    expect(letGo.text).toContain("0 destroyed");
    expect(await aliveIn(emulator, region)).toEqual(before);
    expect(run(theirs, "plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
    expect(run(ours, "plan", "-detailed-exitcode")).toMatchObject({ status: 0 });
  } finally {
    await emulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Whether a filter's address is that of the log group: `errors["tickets"]` of /aws/lambda/prod-tickets. */
function isIn(address: string, group: string): boolean {
  const key = /\["(\w+)"\]/.exec(address)?.[1];
  return key === undefined || group.endsWith(key);
}
