import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runWith, spawned, type Outcome } from "./fake-io";

import { withoutCdktfsWarning } from "../node-flags";
import { expectText } from "../texts";

const root = join(__dirname, "..", "..");
const written = [
  ".gitignore",
  "README.md",
  "cdktf.json",
  "main.ts",
  "package.json",
  "sightline.config.ts",
  "test/synth.test.ts",
  "tsconfig.json",
];
let here: string;

beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), "sightline-init-"));
});
afterEach(() => rmSync(here, { recursive: true, force: true }));

test("init prints what to do next, and writes only the project", async () => {
  const { code, stdout, stderr } = await runWith(["init", "watch"], { cwd: here });
  expect(code).toBe(0);
  expectText(stderr);
  expect(stdout.split("\n").map((line) => line.replace(/ +#.*/, ""))).toEqual([
    "cd watch",
    "npm install",
    "npm run check",
    "npm test",
    "npm run synth",
    "",
  ]);
  expect(readdirSync(here)).toEqual(["watch"]);
  expect(filesIn(join(here, "watch"))).toEqual(written);
});

test("--yaml writes the configuration in YAML, --name names the project", async () => {
  expect((await runWith(["init", "Watch_2", "--yaml", "--name", "web-shop"], { cwd: here })).code).toBe(0);
  expect(filesIn(join(here, "Watch_2"))).toEqual(
    written.map((file) => (file === "sightline.config.ts" ? "sightline.config.yaml" : file)).sort(),
  );
  expect(readFileSync(join(here, "Watch_2", "sightline.config.yaml"), "utf8")).toContain("\nproject: web-shop\n");
});

test("packages are pinned to the versions that sightline itself uses", async () => {
  await runWith(["init", "watch"], { cwd: here });
  const ours = manifest(root);
  const all: Record<string, string> = { ...ours.devDependencies, ...ours.dependencies, sightline: ours.version };
  const { dependencies, devDependencies } = manifest(join(here, "watch"));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([name, version]).toEqual([name, all[name]]);
});

test("--sightline says where npm gets sightline from", async () => {
  await runWith(["init", "watch", "--sightline", "file:../sightline-0.1.0.tgz"], { cwd: here });
  expect(manifest(join(here, "watch")).dependencies.sightline).toBe("file:../sightline-0.1.0.tgz");
});

test("init writes into the current folder if it contains only .git", async () => {
  mkdirSync(join(here, ".git"));
  const { code, stdout } = await runWith(["init", ".", "--name", "watch"], { cwd: here });
  expect(code).toBe(0);
  expect(stdout).not.toContain("cd ");
  expect(filesIn(here)).toEqual(written);
});

test("init creates missing parent folders", async () => {
  expect((await runWith(["init", "a/b/watch"], { cwd: here })).code).toBe(0);
  expect(filesIn(join(here, "a", "b", "watch"))).toEqual(written);
});

describe("init refuses, and writes nothing", () => {
  test("a folder that is not empty, and lists its entries", async () => {
    mkdirSync(join(here, "watch", "src"), { recursive: true });
    for (let i = 10; i < 22; i++) writeFileSync(join(here, "watch", `file-${i}`), "mine");
    const before = filesIn(here);
    const { code, stdout, stderr } = await runWith(["init", "watch"], { cwd: here });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("\n  file-10\n");
    expect(stderr).toContain("and 3 more");
    expect(filesIn(here)).toEqual(before);
  });

  test("a file", async () => {
    writeFileSync(join(here, "watch"), "mine");
    const { code, stderr } = await runWith(["init", "watch"], { cwd: here });
    expect(code).toBe(2);
    expect(stderr).toContain(join(here, "watch"));
    expectText(stderr.replaceAll(here, "<folder>"));
    expect(readFileSync(join(here, "watch"), "utf8")).toBe("mine");
  });

  test("a folder below a file", async () => {
    writeFileSync(join(here, "file"), "mine");
    const { code, stderr } = await runWith(["init", "file/deep/watch"], { cwd: here });
    expect(code).toBe(2);
    expect(stderr).toMatch(/cannot be written: .*(ENOTDIR|EEXIST)/);
    expect(filesIn(here)).toEqual(["file"]);
  });

  test.each([
    ["Web Shop", "--name web-shop"],
    ["2nd", "--name nd"],
    ["---", "--name shop"],
    [`a${"b".repeat(40)}`, `--name a${"b".repeat(31)}`],
  ])("an invalid project name, and suggests a valid one: %s", async (name, fix) => {
    for (const argv of [
      ["init", name.replace(/^-+/, "./---")],
      ["init", "watch", `--name=${name}`],
    ]) {
      const { code, stdout, stderr } = await runWith(argv, { cwd: here });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain(fix);
    }
    expect(filesIn(here)).toEqual([]);
  });
});

describe.each([
  ["TypeScript", []],
  ["YAML", ["--yaml"]],
])("a new project in %s", (_, options) => {
  // One project for several commands: installing, type-checking and synthesizing take seconds.
  test("type-checks, passes check, synthesizes through its app and passes its own test", async () => {
    await runWith(["init", "watch", ...options], { cwd: here });
    const project = join(here, "watch");
    install(project);
    // Users have sightline's declarations. Here the compiler also reads its sources, whose errors are not the project's.
    const types = node(project, ["node_modules/typescript/bin/tsc", "--customConditions", "sightline-source"]);
    expect(types.stdout.split("\n").filter((line) => /^[^.\s]/.test(line))).toEqual([]);

    const check = spawned(["check"], project);
    expect(check.code).toBe(0);
    expect([...check.stdout.matchAll(/\[([a-z-]+)\]$/gm)].map(([, rule]) => rule)).toEqual(["severity-only-email"]);
    expect(check.stdout).toMatch(/\n2 environments, 1 service, 4 alarms: 1 warning\n$/);

    const app = node(project, ["--conditions=sightline-source", "--import", "tsx", "main.ts"]);
    expect({ code: app.code, stderr: app.stderr }).toEqual({ code: 0, stderr: "" });
    expect(readdirSync(join(project, "cdktf.out", "stacks")).sort()).toEqual(["watch-dev", "watch-prod"]);

    const own = node(project, ["--conditions=sightline-source", "--import", "tsx", "--test", "test/synth.test.ts"]);
    expect({ code: own.code, stdout: own.code === 0 ? "" : own.stdout }).toEqual({ code: 0, stdout: "" });
  });
});

test("the configurations in YAML and TypeScript resolve to the same settings", async () => {
  for (const [name, options] of [
    ["ts", []],
    ["yaml", ["--yaml"]],
  ] as const) {
    await runWith(["init", name, "--name", "watch", ...options], { cwd: here });
    install(join(here, name));
  }
  for (const environment of ["dev", "prod"]) {
    const [ts, yaml] = ["ts", "yaml"].map((name) =>
      spawned(["check", "--print", "--env", environment, "--json"], join(here, name)),
    );
    expect(ts!.code).toBe(0);
    expect(JSON.parse(yaml!.stdout)).toEqual(JSON.parse(ts!.stdout));
  }
});

function node(cwd: string, argv: readonly string[]): Outcome {
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...withoutCdktfsWarning, ...argv], {
    cwd,
    env,
    encoding: "utf8",
  });
  return { code: status ?? -1, stdout, stderr };
}

// What npm install would do, with the packages that are installed here.
function install(project: string): void {
  const { dependencies, devDependencies } = manifest(project);
  for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(name === "sightline" ? root : join(root, "node_modules", name), link);
  }
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}
