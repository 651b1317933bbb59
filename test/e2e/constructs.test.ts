import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing } from "cdktf";
import { everything } from "../constructs/everything";
import { stackWith } from "../constructs/stack";
import { emulatorCredentials, emulatorMissing, startEmulator, type Emulator } from "./emulator";
import { withoutForgotten } from "./emulator-gaps";
import { providerConstraint, terraform, terraformReady } from "./terraform";
import { saySkipped } from "../skipped";

// Whether Terraform and the AWS provider accept what the constructs write.

const ready = terraformReady();
const missing = "missing" in ready ? ready.missing : undefined;
const noEmulator = missing ?? emulatorMissing();
if (missing !== undefined) saySkipped("constructs are not validated by Terraform", missing);
else if (noEmulator !== undefined) saySkipped("constructs are not applied to an emulator", noEmulator);

function written(options: Parameters<typeof everything>[1]): string {
  const folder = mkdtempSync(join(tmpdir(), "sightline-constructs-"));
  const stack = stackWith((scope) => everything(scope, options), providerConstraint);
  const json = JSON.parse(Testing.synth(stack)) as {
    terraform: { required_providers: { aws: { source: string } } };
    resource: Record<string, Record<string, unknown>>;
  };
  json.terraform.required_providers.aws.source = "hashicorp/aws";
  const resource = options?.emulated === true ? withoutForgotten(json.resource) : json.resource;
  // Of a service in its node's network, moto says `networkConfiguration: {}`, where ECS says nothing: provider 5.100 crashes.
  if (options?.emulated === true) delete resource.aws_ecs_service;
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ ...json, resource }));
  return folder;
}

(missing === undefined ? test : test.skip)("every construct passes terraform validate", () => {
  const { env } = ready as { env: NodeJS.ProcessEnv };
  const folder = written({});
  expect(terraform(folder, ["init", "-input=false"], env)).toMatchObject({ status: 0 });
  const { stdout } = terraform(folder, ["validate", "-json"], env);
  expect(JSON.parse(stdout)).toMatchObject({ valid: true, diagnostics: [] });
});

(noEmulator === undefined ? describe : describe.skip)("applied to an emulator", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.stop());

  test("everything that the emulator supports is applied, and a second plan is empty", () => {
    const folder = written({ emulated: true });
    const env = {
      ...(ready as { env: NodeJS.ProcessEnv }).env,
      ...emulatorCredentials,
      AWS_ENDPOINT_URL: emulator.url,
      TF_VAR_hook: "https://hooks.example.com/a-secret",
    };
    expect(terraform(folder, ["init", "-input=false"], env)).toMatchObject({ status: 0 });
    const applied = terraform(folder, ["apply", "-input=false", "-auto-approve"], env);
    expect(applied.text).toContain("Apply complete!");
    const again = terraform(folder, ["plan", "-input=false", "-detailed-exitcode"], env);
    expect(again.text).toContain("No changes.");
  });
});
