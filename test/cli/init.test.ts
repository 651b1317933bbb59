import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { UsageError } from "../../lib/cli/command";
import { sightlineSource } from "../../lib/cli/init/sightline-source";
import { withoutCdktfsWarning } from "../node-flags";
import { packedModules } from "../packed";
import { expectText } from "../texts";
import { runWith, type Outcome } from "./fake-io";

const root = join(__dirname, "..", "..");
const fromCheckout = ["--sightline", root];
const written = [
  ".gitignore",
  "README.md",
  "cdktf.json",
  "main.ts",
  "package.json",
  "sightline.config.ts",
  "test/golden.ts",
  "test/scenarios/requests-fail/api.ndjson",
  "test/scenarios/requests-fail/scenario.yaml",
  "test/stacks.ts",
  "test/synth.test.ts",
  "tsconfig.json",
];
let here: string;

beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), "sightline-init-"));
});
afterEach(() => rmSync(here, { recursive: true, force: true }));

test("init prints what to do next, and writes only the project", async () => {
  const { code, stdout, stderr } = await runWith(["init", "watch", ...fromCheckout], { cwd: here });
  expect(code).toBe(0);
  expectText(stderr + stdout);
  expect(commandsIn(stdout)).toEqual([
    "cd watch",
    "npm install",
    "npx sightline check",
    "npx sightline replay --env prod test/scenarios/requests-fail/api.ndjson",
    "npm run golden",
    "npm test",
  ]);
  expect(readdirSync(here)).toEqual(["watch"]);
  expect(filesIn(join(here, "watch"))).toEqual(written);
});

test("a folder whose name a shell would read otherwise is quoted", async () => {
  const { stdout } = await runWith(["init", "--name", "watch", ...fromCheckout, "--", "-it's $HOME"], { cwd: here });
  const [command] = commandsIn(stdout);
  const { stdout: folder } = spawnSync("sh", ["-c", `${command} && pwd -P`], { cwd: here, encoding: "utf8" });
  expect(folder).toBe(`${join(realpathSync(here), "-it's $HOME")}\n`);
});

test("the commands that a new project's README shows are scripts of the project", async () => {
  await runWith(["init", "watch", ...fromCheckout], { cwd: here });
  const { scripts } = manifest(join(here, "watch"));
  const readme = readFileSync(join(here, "watch", "README.md"), "utf8");
  const named = [...readme.matchAll(/\bnpm run (?:-s )?([\w-]+)/g)].map(([, name]) => name!);
  expect(new Set(named)).toEqual(new Set(["golden"]));
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  // What npx runs is the project's own: the packages are installed first.
  expect(readme.indexOf("npm install")).toBeLessThan(readme.indexOf("npx sightline"));
  // In zsh, a comment behind a command is its arguments.
  expect([...readme.matchAll(/```sh\n([^`]*)```/g)].map(([, code]) => code!).join("")).not.toContain("#");
});

test("--yaml writes the configuration in YAML, --name names the project", async () => {
  expect(
    (await runWith(["init", "Watch_2", ...fromCheckout, "--yaml", "--name", "web-shop"], { cwd: here })).code,
  ).toBe(0);
  expect(filesIn(join(here, "Watch_2"))).toEqual(
    written.map((file) => (file === "sightline.config.ts" ? "sightline.config.yaml" : file)).sort(),
  );
  expect(readFileSync(join(here, "Watch_2", "sightline.config.yaml"), "utf8")).toContain("\nproject: web-shop\n");
});

test("packages are pinned to the versions that sightline itself uses", async () => {
  await runWith(["init", "watch", ...fromCheckout], { cwd: here });
  const ours = manifest(root);
  const all: Record<string, string> = {
    ...ours.devDependencies,
    ...ours.dependencies,
    sightline: `file:${relative(join(here, "watch"), root)}`,
  };
  const { dependencies, devDependencies } = manifest(join(here, "watch"));
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([name, version]).toEqual([name, all[name]]);
});

describe("where npm gets sightline from", () => {
  const project = () => join(here, "watch");

  test("is asked for: a copy that npm has not installed names no version of a package that may be anybody's", async () => {
    const { code, stdout, stderr } = await runWith(["init", "watch"], { cwd: here });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
    expect(readdirSync(here)).toEqual([]);
  });

  test("is a tarball or a folder, written relative to the project", async () => {
    writeFileSync(join(here, "sightline-0.1.0.tgz"), "");
    for (const given of ["sightline-0.1.0.tgz", "./sightline-0.1.0.tgz", "file:sightline-0.1.0.tgz"]) {
      expect((await runWith(["init", "a/watch", "--sightline", given], { cwd: here })).code).toBe(0);
      expect(manifest(join(here, "a", "watch")).dependencies.sightline).toBe("file:../../sightline-0.1.0.tgz");
      rmSync(join(here, "a"), { recursive: true });
    }
  });

  test.each([
    "0.1.0",
    "^1.2.3-rc.1",
    ">=1 <3",
    "latest",
    "git+https://git.example.com/team/sightline.git#v0.1.0",
    "git@example.com:team/sightline.git",
    "github:team/sightline",
    "https://example.com/sightline-0.1.0.tgz",
  ])("is what npm reads as it is: %s", async (given) => {
    expect((await runWith(["init", "watch", "--sightline", given], { cwd: here })).code).toBe(0);
    expect(manifest(project()).dependencies.sightline).toBe(given);
  });

  test.each(["nowhere.tgz", "0.1.0.tgz", "../sightline", "", "team/sightline", "notes.txt", "file:", "sightlin"])(
    "is not what npm would look for on npm, or not find: %s",
    async (given) => {
      writeFileSync(join(here, "notes.txt"), "");
      const { code, stderr } = await runWith(["init", "watch", `--sightline=${given}`], { cwd: here });
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`^sightline init: --sightline ${given.replaceAll(".", "\\.")}: .*\n {2}Give `));
      expect(existsSync(project())).toBe(false);
    },
  );

  test.each([
    ["the tarball that it was installed from", "file:../sightline-0.1.0.tgz", "file:../sightline-0.1.0.tgz"],
    ["a repository", "git+ssh://git@example.com/sightline.git#0a1b", "git+ssh://git@example.com/sightline.git#0a1b"],
    ["a registry, whose version it takes", "https://registry.example.com/sightline/-/sightline-0.1.0.tgz", "0.1.0"],
    ["a tarball elsewhere", "https://example.com/sightline-0.1.0.tgz", "https://example.com/sightline-0.1.0.tgz"],
    ["a tarball that has gone", "file:../gone.tgz", undefined],
  ])("is taken from npm's note of the installation: %s", (_, resolved, expected) => {
    const installation = join(here, "tools");
    mkdirSync(join(installation, "node_modules", "sightline"), { recursive: true });
    writeFileSync(join(here, "sightline-0.1.0.tgz"), "");
    const packages = { "node_modules/sightline": { version: "0.1.0", resolved } };
    writeFileSync(join(installation, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
    const places = { cwd: here, project: project(), running: join(installation, "node_modules", "sightline") };
    if (expected === undefined) expect(() => sightlineSource(undefined, places)).toThrow(UsageError);
    else expect(sightlineSource(undefined, places)).toBe(expected);
  });
});

test("init writes into the current folder if it contains only .git", async () => {
  mkdirSync(join(here, ".git"));
  const { code, stdout } = await runWith(["init", ".", "--name", "watch", ...fromCheckout], { cwd: here });
  expect(code).toBe(0);
  expect(stdout).not.toContain("cd ");
  expect(filesIn(here)).toEqual(written);
});

test("init creates missing parent folders", async () => {
  expect((await runWith(["init", "a/b/watch", ...fromCheckout], { cwd: here })).code).toBe(0);
  expect(filesIn(join(here, "a", "b", "watch"))).toEqual(written);
});

describe("init refuses, and writes nothing", () => {
  test("a folder that is not empty, and lists its entries", async () => {
    mkdirSync(join(here, "watch", "src"), { recursive: true });
    for (let i = 10; i < 22; i++) writeFileSync(join(here, "watch", `file-${i}`), "mine");
    const before = filesIn(here);
    const { code, stdout, stderr } = await runWith(["init", "watch", ...fromCheckout], { cwd: here });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("\n  file-10\n");
    expect(stderr).toContain("and 3 more");
    expect(filesIn(here)).toEqual(before);
  });

  test("a file", async () => {
    writeFileSync(join(here, "watch"), "mine");
    const { code, stderr } = await runWith(["init", "watch", ...fromCheckout], { cwd: here });
    expect(code).toBe(2);
    expect(stderr).toContain(join(here, "watch"));
    expectText(stderr.replaceAll(here, "<folder>"));
    expect(readFileSync(join(here, "watch"), "utf8")).toBe("mine");
  });

  test("a folder below a file", async () => {
    writeFileSync(join(here, "file"), "mine");
    const { code, stderr } = await runWith(["init", "file/deep/watch", ...fromCheckout], { cwd: here });
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
    await runWith(["init", "watch", ...fromCheckout, ...options], { cwd: here });
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
  });
});

test("the configurations in YAML and TypeScript resolve to the same settings", async () => {
  for (const [name, options] of [
    ["ts", []],
    ["yaml", ["--yaml"]],
  ] as const) {
    await runWith(["init", name, "--name", "watch", ...fromCheckout, ...options], { cwd: here });
    await install(join(here, name));
  }
  for (const environment of ["dev", "prod"]) {
    const [ts, yaml] = ["ts", "yaml"].map((name) =>
      sightline(join(here, name), ["check", "--print", "--env", environment, "--json"]),
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

function sightline(cwd: string, argv: readonly string[]): Outcome {
  return node(cwd, ["node_modules/sightline/dist/cli/main.js", ...argv]);
}

// What npm install would do, with the packages that are installed here.
async function install(project: string): Promise<void> {
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

function commandsIn(next: string): string[] {
  return [...next.matchAll(/^ {4}(.*)$/gm)].map(([, command]) => command!);
}

interface Manifest {
  readonly scripts: Record<string, string>;
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
