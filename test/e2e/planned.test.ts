import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkTemplate, reachOf } from "../../lib/replay";
import { readTerraform } from "../../lib/terraform";
import { runWith } from "../cli/fake-io";
import { saySkipped } from "../skipped";
import {
  askEmulator,
  emulatorAccount,
  emulatorCredentials,
  emulatorMissing,
  startEmulator,
  type Emulator,
} from "./emulator";
import { outcome, providerConstraint, terraform, terraformReady } from "./terraform";

// The documented flow: init, synthesize, terraform plan, terraform show -json, check, replay. What a plan says about alarms and whom
// they tell equals what the synthesized Terraform says.

const root = join(__dirname, "..", "..");
const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : emulatorMissing();
if (missing !== undefined) saySkipped("synthesized stacks are not planned", missing);
const terraformEnv = { ...("env" in ready ? ready.env : process.env), ...emulatorCredentials };

let emulator: Emulator;
let here: string;

beforeAll(async () => {
  if (missing !== undefined) return;
  emulator = await startEmulator();
  here = mkdtempSync(join(tmpdir(), "sightline-planned-"));
});

afterAll(async () => {
  if (missing !== undefined) return;
  await emulator.stop();
  rmSync(here, { recursive: true, force: true });
});

const whereReady = missing === undefined ? test : test.skip;

whereReady(
  "a project of `sightline init` is planned: every alarm reaches its e-mail address, in check and in replay",
  async () => {
    const project = join(here, "watch");
    expect((await runWith(["init", "watch", "--sightline", root], { cwd: here })).code).toBe(0);
    linkPackages(project);
    const config = join(project, "sightline.config.ts");
    writeFileSync(config, readFileSync(config, "utf8").replaceAll("111122223333", emulatorAccount));
    run(project, "node", ["--conditions=sightline-source", "--import", "tsx", "main.ts"]);
    for (const stack of readdirSync(join(project, "cdktf.out", "stacks"))) {
      const synthesized = join(project, "cdktf.out", "stacks", stack, "cdk.tf.json");
      const plan = planOf(synthesized, join(here, `plan-${stack}`));
      const told = reachOf(read(plan)).alarms.filter(({ role }) => role === "tells");
      expect(told.length).toBeGreaterThan(1);
      // In dev, what is critical is told nobody: the environment has no route for it.
      for (const { alarm, channels } of stack === "watch-prod" ? told : [])
        expect([alarm.name, channels.map(({ kind }) => kind)]).toEqual([alarm.name, expect.arrayContaining(["email"])]);
      expect(channelsByAlarm(plan)).toEqual(channelsByAlarm(synthesized));

      if (stack !== "watch-prod") continue;
      expect(checkTemplate(read(plan)).findings.filter(({ severity }) => severity === "error")).toEqual([]);
      const checked = await runWith(["check", "--template", plan], { cwd: here });
      expect(checked.code).toBe(0);
      expect(checked.stdout).not.toContain("nobody");

      const log = join(here, `${stack}.ndjson`);
      writeFileSync(log, silence());
      const replayed = await runWith(["replay", "--template", plan, "--json", log], { cwd: here });
      expect(replayed.stdout).toContain("@example.com");
      expect(replayed.stdout).toContain("ALARM");
    }
  },
);

whereReady(
  "the shop's prod is planned: each alarm has the channels that the synthesized Terraform gives it",
  async () => {
    const synthesized = join(root, "test", "golden", "shop-prod", "stack.tf.json");
    await createSecrets(JSON.parse(readFileSync(synthesized, "utf8")) as Stack);
    const plan = planOf(synthesized, join(here, "shop"));
    const channels = channelsByAlarm(plan);
    const told = reachOf(read(synthesized)).alarms.filter(({ channels: reached }) => reached.length > 0);
    expect(told.length).toBeGreaterThan(20);
    expect(channels).toEqual(channelsByAlarm(synthesized));
  },
);

function read(file: string) {
  return readTerraform([{ file, text: readFileSync(file, "utf8") }]);
}

/** Kinds and addresses of the channels of each alarm, by its name. */
function channelsByAlarm(file: string): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    reachOf(read(file)).alarms.map(({ alarm, channels }) => [
      alarm.name ?? alarm.address,
      channels.map(({ address, kind }) => `${kind} ${address}`).sort(),
    ]),
  );
}

/** Plans a stack against the emulator, and shows the plan as JSON. */
function planOf(synthesized: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), withoutNewArguments(readFileSync(synthesized, "utf8")));
  writeFileSync(
    join(folder, "emulated_override.tf.json"),
    JSON.stringify({
      terraform: {
        backend: { local: {} },
        required_providers: { aws: { source: "hashicorp/aws", version: providerConstraint } },
      },
      provider: {
        aws: {
          skip_metadata_api_check: true,
          skip_credentials_validation: true,
        },
      },
    }),
  );
  const env = { ...terraformEnv, AWS_ENDPOINT_URL: emulator.url };
  const runs = [
    ["init", "-input=false"],
    ["plan", "-input=false", "-out=plan.bin"],
    ["show", "-json", "plan.bin"],
  ].map((args) => {
    const done = terraform(folder, args, env);
    if (done.status !== 0) throw new Error(`terraform ${args.join(" ")}:\n${done.text.slice(-1500)}`);
    return done.stdout;
  });
  const plan = join(folder, "plan.json");
  writeFileSync(plan, runs[2] ?? "");
  return plan;
}

/** Without arguments and resources that the oldest supported provider, which may be the one at hand, does not have. */
function withoutNewArguments(text: string): string {
  const newer = ["deletion_protection_enabled", "aws_xray_trace_segment_destination", "aws_xray_indexing_rule"];
  const json = JSON.parse(text, (key, value: unknown) => (newer.includes(key) ? undefined : value)) as object;
  return JSON.stringify(json, undefined, 2);
}

/** A service that logs nothing for an hour, which its absence alarm tells. */
function silence(): string {
  return ["12:00", "13:00"]
    .map((time) => JSON.stringify({ timestamp: `2026-11-03T${time}:00.000Z`, level: "info", message: "alive" }))
    .join("\n");
}

interface Stack {
  readonly provider: {
    readonly aws: readonly { readonly region: string; readonly allowed_account_ids: readonly string[] }[];
  };
  readonly data?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
}

/** Creates in the emulator what the stack reads when it is planned; in AWS, an administrator does this. */
async function createSecrets({ data = {}, provider }: Stack): Promise<void> {
  const { allowed_account_ids: [account = ""] = [], region = "" } = provider.aws[0] ?? {};
  const create = (service: string, target: string, body: object) =>
    askEmulator(emulator, {
      service,
      region,
      headers: { "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target, "X-Moto-Account-Id": account },
      body: JSON.stringify(body),
    });
  for (const { name } of Object.values(data.aws_ssm_parameter ?? {}))
    await create("ssm", "AmazonSSM.PutParameter", { Name: name, Value: "T0EXAMPLE", Type: "SecureString" });
  for (const { secret_id } of Object.values(data.aws_secretsmanager_secret_version ?? {}))
    await create("secretsmanager", "secretsmanager.CreateSecret", {
      Name: secret_id,
      SecretString: '{"url":"https://hooks.shop.example/alarms"}',
      ClientRequestToken: "planned".repeat(6),
    });
}

function linkPackages(project: string): void {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(project, "package.json"), "utf8")) as Record<
    "dependencies" | "devDependencies",
    Record<string, string>
  >;
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(name === "sightline" ? root : join(root, "node_modules", name), link);
  }
}

function run(cwd: string, command: string, args: readonly string[]): void {
  const done = outcome(spawnSync(command, [...args], { cwd, encoding: "utf8", maxBuffer: 1 << 28 }));
  if (done.status !== 0) throw new Error(`${command} ${args.join(" ")}:\n${done.text.slice(-4000)}`);
}
