import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import shop from "../../examples/shop/sightline.config";
import { deployedEnvironments, type AlarmEntryPlan, type EnvironmentPlan } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import {
  aliveIn,
  emulatorAccount,
  emulatorCredentials,
  emulatorMissing,
  startEmulator,
  type Emulator,
} from "./emulator";
import { withoutGaps } from "./emulator-gaps";
import { providerConstraint, terraform, terraformReady, withoutProtection } from "./terraform";
import { saySkipped } from "../skipped";

// Every environment of the bundled configuration, pointed at an AWS emulator: apply, plan again, change, apply, destroy.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("the environments are not applied", missing);
const env = { ...("env" in ready ? ready.env : process.env), ...emulatorCredentials };

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

  test("is applied, has an empty second plan, updates only a changed alarm, and is destroyed completely", async () => {
    const terraformJson = synthesize(folder, environment, emulator.url);
    const stack = join(folder, "stack");
    prepare(folder, terraformJson, emulator.url);

    run(stack, "init", "-input=false");
    run(stack, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(stack)).toEqual([]);
    const region = regionOf(terraformJson);
    const alive = await aliveIn(emulator, region);
    expect(Math.min(alive.logGroups, alive.alarms, alive.topics)).toBeGreaterThan(1);

    const changed = changeOneThreshold(environment);
    synthesize(folder, environment, emulator.url, changed.adapt);
    expect(plannedChanges(stack)).toEqual([{ type: "aws_cloudwatch_metric_alarm", actions: ["update"] }]);
    run(stack, "apply", "-auto-approve", "-input=false");
    expect(plannedChanges(stack)).toEqual([]);

    run(stack, "destroy", "-auto-approve", "-input=false");
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

function emulated(plan: EnvironmentPlan, url: string, folder: string): EnvironmentPlan {
  const { assumeRole, ...provider } = plan.provider;
  return {
    ...plan,
    // So that terraform destroy deletes everything.
    services: plan.services.map((service) => ({
      ...service,
      logGroup: withoutProtection(
        service.logGroup.kind === "made" ? { ...service.logGroup, retainOnDelete: false } : service.logGroup,
      ),
    })),
    account: emulatorAccount,
    // Beside the stack, not in the project: the cdktf command refuses to run where it finds a terraform.tfstate.
    backend: { type: "local", path: join(folder, "terraform.tfstate") },
    provider: { ...provider, version: providerConstraint, endpoints: url },
  };
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

/** Creates the secrets that the stack reads in the emulator; in AWS, an administrator does this. */
function prepare(folder: string, terraformJson: object, url: string): void {
  const { data = {} } = terraformJson as { data?: Record<string, Record<string, Record<string, string>>> };
  const parameters = Object.values(data.aws_ssm_parameter ?? {}).map(({ name }) => name);
  const secrets = Object.values(data.aws_secretsmanager_secret_version ?? {}).map(({ secret_id }) => secret_id);
  const here = join(folder, "prepared");
  mkdirSync(here);
  const resource = {
    aws_ssm_parameter: Object.fromEntries(
      [...new Set(parameters)].map((name, index) => [`p${index}`, { name, type: "SecureString", value: "T0EXAMPLE" }]),
    ),
    aws_secretsmanager_secret: Object.fromEntries([...new Set(secrets)].map((name, index) => [`s${index}`, { name }])),
    aws_secretsmanager_secret_version: Object.fromEntries(
      [...new Set(secrets)].map((_, index) => [
        `v${index}`,
        {
          secret_id: `\${aws_secretsmanager_secret.s${index}.id}`,
          secret_string: '{"url":"https://hooks.shop.example/alarms"}',
        },
      ]),
    ),
  };
  const provider = {
    endpoints: [{ ssm: url, secretsmanager: url, sts: url, kms: url }],
    skip_metadata_api_check: true,
    skip_credentials_validation: true,
    skip_requesting_account_id: true,
  };
  const region = regionOf(terraformJson);
  writeFileSync(
    join(here, "main.tf.json"),
    JSON.stringify({
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: providerConstraint } } },
      provider: { aws: { ...provider, region } },
      ...(parameters.length + secrets.length === 0
        ? {}
        : {
            resource: Object.fromEntries(Object.entries(resource).filter(([, some]) => Object.keys(some).length > 0)),
          }),
    }),
  );
  run(here, "init", "-input=false");
  run(here, "apply", "-auto-approve", "-input=false");
}

function regionOf(terraformJson: object): string {
  const region = (terraformJson as { provider?: { aws?: { region?: string }[] } }).provider?.aws?.[0]?.region;
  if (region === undefined) throw new Error("the stack has no region");
  return region;
}

function plannedChanges(stack: string): { type: string; actions: string[] }[] {
  run(stack, "plan", "-input=false", "-out=plan.bin");
  const plan = JSON.parse(run(stack, "show", "-json", "plan.bin")) as {
    resource_changes?: { type: string; mode: string; change: { actions: string[] } }[];
  };
  return (plan.resource_changes ?? [])
    .filter(({ change, mode }) => mode === "managed" && change.actions.join() !== "no-op")
    .map(({ change, type }) => ({ type, actions: change.actions }));
}

function run(folder: string, ...args: string[]): string {
  const outcome = terraform(folder, args, env);
  if (outcome.status !== 0) throw new Error(`terraform ${args.join(" ")} in ${folder}:\n${outcome.text.slice(-6000)}`);
  return outcome.stdout;
}
