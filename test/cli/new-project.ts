import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withoutCdktfsWarning } from "../node-flags";
import { packedModules } from "../packed";
import { type Outcome, runWith } from "./fake-io";

const root = join(__dirname, "..", "..");

/**
 * What somebody does with a new project: installs, type-checks, checks, synthesizes, makes its golden, replays, adds a service. One project
 * for all of it: each step takes seconds.
 */
export async function expectItWorks(here: string, options: readonly string[]): Promise<void> {
  await runWith(["init", "watch", "--sightline", root, ...options], { cwd: here });
  const project = join(here, "watch");
  await install(project);
  const types = node(project, ["node_modules/typescript/bin/tsc"]);
  expect({ code: types.code, stdout: types.stdout }).toEqual({ code: 0, stdout: "" });

  const check = sightline(project, ["check"]);
  expect(check.code).toBe(0);
  expect([...check.stdout.matchAll(/\[([a-z-]+)\]$/gm)].map(([, rule]) => rule)).toEqual(["severity-only-email"]);
  expect(check.stdout).toMatch(/\n2 environments, 1 service, 4 alarms: 1 warning\n$/);

  const app = node(project, ["--import", "tsx", "main.ts"]);
  expect({ code: app.code, stderr: app.stderr }).toEqual({ code: 0, stderr: "" });
  expect(readdirSync(join(project, "cdktf.out", "stacks")).sort()).toEqual(["watch-dev", "watch-prod"]);

  const test = () => node(project, ["--import", "tsx", "--test", "test/synth.test.ts"]);
  expect(test().code).toBe(1);
  expect(node(project, ["--import", "tsx", "test/golden.ts"]).code).toBe(0);
  expect(test().code).toBe(0);
  const scenarios = sightline(project, ["replay", "--env", "prod", "--scenarios", "test/scenarios", "--json"]);
  expect(scenarios.code).toBe(0);

  // What the golden is for: a second service changes it, and nothing else has to change.
  addService(project);
  expect(test().code).toBe(1);
  expect(node(project, ["--import", "tsx", "test/golden.ts"]).code).toBe(0);
  expect(test().code).toBe(0);
  expect(sightline(project, ["replay", "--env", "prod", "--scenarios", "test/scenarios"]).code).toBe(0);
}

function node(cwd: string, argv: readonly string[]): Outcome {
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...withoutCdktfsWarning, ...argv], {
    cwd,
    env,
    encoding: "utf8",
  });
  return { code: status ?? -1, stdout, stderr };
}

export function sightline(cwd: string, argv: readonly string[]): Outcome {
  return node(cwd, ["node_modules/sightline/dist/cli/main.js", ...argv]);
}

/** What npm install would do, with the packages that are installed here. */
export async function install(project: string): Promise<void> {
  const packed = await packedModules();
  const { dependencies, devDependencies } = manifest(project);
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(name === "sightline" ? join(packed, name) : join(root, "node_modules", name), link);
  }
}

/** A second service, as somebody adds it. */
function addService(project: string): void {
  for (const file of ["sightline.config.ts", "sightline.config.yaml"].map((name) => join(project, name))) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    const more = file.endsWith(".ts")
      ? text.replace("services: { api }", 'services: { api, worker: { ...api, id: "Worker" } }')
      : text.replace("\nenvironments:", "\n  worker: { owner: team-orders, contract: base }\n\nenvironments:");
    expect(more).not.toBe(text);
    writeFileSync(file, more);
  }
}

export interface Manifest {
  readonly scripts: Record<string, string>;
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

export function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}
