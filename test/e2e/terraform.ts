import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ServicePlan } from "../../lib/config";

/** Environment in which `terraform init` finds the AWS provider, or the reason why there is none. */
export type TerraformReady =
  { readonly env: NodeJS.ProcessEnv; readonly version: string } | { readonly missing: string };

let ready: TerraformReady | undefined;

/**
 * Looks for terraform, and for the AWS provider: through TF_CLI_CONFIG_FILE if it is set, else in a folder
 * `registry.terraform.io` on this machine (a filesystem mirror), else in the public registry.
 */
export function terraformReady(): TerraformReady {
  return (ready ??= findTerraform());
}

/** The outcome of a command; `text` is everything it printed. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly text: string;
}

/** Runs terraform in a folder, without colours. */
export function terraform(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Outcome {
  return outcome(
    spawnSync("terraform", [...args], {
      cwd: folder,
      env: { ...env, TF_IN_AUTOMATION: "1", TF_CLI_ARGS: "-no-color" },
      encoding: "utf8",
      maxBuffer: 1 << 28,
    }),
  );
}

export function outcome(result: SpawnSyncReturns<string>): Outcome {
  return {
    status: result.status,
    stdout: result.stdout,
    text: `${result.stdout}${result.stderr}${result.error === undefined ? "" : String(result.error)}`,
  };
}

function findTerraform(): TerraformReady {
  const version = spawnSync("terraform", ["version", "-json"], { encoding: "utf8" });
  if (version.status !== 0) return { missing: "terraform is not on PATH" };
  const folder = mkdtempSync(join(tmpdir(), "sightline-terraform-"));
  const env: NodeJS.ProcessEnv = { ...process.env, CHECKPOINT_DISABLE: "1", TF_PLUGIN_CACHE_DIR: "" };
  // A variable that names a missing file is ignored.
  const configured = env.TF_CLI_CONFIG_FILE !== undefined && existsSync(env.TF_CLI_CONFIG_FILE);
  const mirror = configured ? undefined : findMirror();
  if (mirror !== undefined) {
    const config = join(folder, "terraform.rc");
    writeFileSync(
      config,
      `provider_installation {\n  filesystem_mirror {\n    path    = ${JSON.stringify(mirror)}\n    include = ["registry.terraform.io/*/*"]\n  }\n}\n`,
    );
    env.TF_CLI_CONFIG_FILE = config;
  }
  writeFileSync(
    join(folder, "main.tf.json"),
    JSON.stringify({
      terraform: { required_providers: { aws: { source: "hashicorp/aws", version: providerConstraint } } },
    }),
  );
  const init = terraform(folder, ["init", "-input=false"], env);
  if (init.status !== 0)
    return { missing: "terraform finds neither a provider mirror on this machine nor the public registry" };
  const found = JSON.parse(version.stdout) as { terraform_version: string };
  return { env, version: found.terraform_version };
}

/** The AWS provider that the end-to-end tests apply with: any that the constructs support. */
export const providerConstraint = ">= 5.100.0, < 7.0.0";

/** A service whose log group is without an argument that the provider of the mirror may not have. */
export function withoutProtection(service: ServicePlan): ServicePlan {
  const { logGroup } = service;
  if (logGroup?.kind !== "made") return service;
  const { deletionProtection: _left, ...rest } = logGroup;
  return { ...service, logGroup: rest };
}

function findMirror(): string | undefined {
  const set = process.env.SIGHTLINE_PROVIDER_MIRROR;
  if (set !== undefined && set !== "") return set;
  const found = spawnSync(
    "find",
    [
      "/",
      "-maxdepth",
      "4",
      "-type",
      "d",
      "-name",
      "registry.terraform.io",
      "-not",
      "-path",
      "/proc/*",
      "-not",
      "-path",
      "*/.terraform/*",
      "-not",
      "-path",
      "*/plugin-cache/*",
    ],
    { encoding: "utf8" },
  );
  const [first] = found.stdout.split("\n").filter((line) => line !== "");
  return first === undefined ? undefined : dirname(first);
}
