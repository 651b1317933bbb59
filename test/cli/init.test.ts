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
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { UsageError } from "../../lib/cli/command";
import { sightlineSource } from "../../lib/cli/init/sightline-source";
import { expectText } from "../texts";
import { runWith } from "./fake-io";
import { expectItWorks, manifest } from "./new-project";

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

test("a new project type-checks, passes check, synthesizes through its app and passes its own test", async () => {
  await expectItWorks(here, []);
});

function commandsIn(next: string): string[] {
  return [...next.matchAll(/^ {4}(.*)$/gm)].map(([, command]) => command!);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}
