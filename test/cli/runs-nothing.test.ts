import { chmodSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { spawnSync } from "node:child_process";
import { stringify } from "yaml";
import { realEnvironment, realNode } from "./fake-io";
import { configuration, incident, scenario, template, type Workplace, workplace } from "./small-stack";

// The promise of README, "What runs code": a folder of strangers in which everything that could be run leaves a trace.

let place: Workplace;
const trace = () => join(place.folder, "trace");
const words = (name: string) =>
  `require("node:fs").appendFileSync(${JSON.stringify(trace())}, ${JSON.stringify(`${name}\n`)});`;

/** Packages of ours, and others that tools look for, as the folder may have them. */
const packages = [
  ...["sightline", "tsx", "esbuild", "yaml", "zod", "re2js", "@duckdb/node-api", "cdktf", "constructs"],
  ...["@cdktf/provider-aws", "typescript", "evil"],
];
const programs = ["node", "npm", "npx", "sh", "git", "terraform", "tofu", "cdktf", "aws", "duckdb", "sightline"];

beforeEach(() => {
  place = workplace();
  place.write("stack.tf.json", template());
  place.write("api.ndjson", incident());
  place.write("stranger.yaml", stringify(configuration));
  place.write("stranger.json", JSON.stringify(configuration));
  place.write("small.scenario.yaml", scenario());

  place.write(
    "cdktf.json",
    JSON.stringify({ language: "typescript", app: `echo app >> ${trace()}`, output: "cdktf.out" }),
  );
  for (const extension of ["ts", "js", "mts", "cjs"])
    place.write(`sightline.config.${extension}`, `${words(extension)}\nmodule.exports = {};\n`);
  place.write("main.ts", words("main.ts"));
  place.write("evil.js", words("evil.js"));
  place.write("evil.cjs", words("evil.cjs"));
  place.write(".npmrc", "node-options=--require ./evil.js\nscript-shell=./bin/sh\n");
  place.write(".env", "NODE_OPTIONS=--require ./evil.js\n");
  place.write("node.config.json", JSON.stringify({ nodeOptions: { require: ["./evil.js"], import: ["./evil.js"] } }));
  place.write("tsconfig.json", JSON.stringify({ extends: "evil", compilerOptions: { plugins: [{ name: "evil" }] } }));
  for (const name of [".swcrc", ".babelrc"]) place.write(name, JSON.stringify({ plugins: ["./evil.js"] }));
  place.write(".pnpmfile.cjs", words(".pnpmfile.cjs"));
  place.write(".duckdbrc", ".shell ./bin/sh\n");
  const scripts = Object.fromEntries(
    ["preinstall", "prepare", "start", "sightline", "check", "synth"].map((name) => [
      name,
      `echo ${name} >> ${trace()}`,
    ]),
  );
  place.write(
    "package.json",
    JSON.stringify({ name: "stranger", main: "evil.js", imports: { "#evil": "./evil.js" }, scripts }),
  );
  for (const name of packages) {
    place.write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: "9.9.9", main: "index.js" }));
    place.write(`node_modules/${name}/index.js`, words(`node_modules/${name}`));
    place.write(`node_modules/${name}/tsconfig.json`, "{}");
  }
  for (const name of programs) {
    place.write(`bin/${name}`, `#!/bin/sh\necho bin/${name} >> ${trace()}\n`);
    chmodSync(join(place.folder, "bin", name), 0o755);
  }
  // Whatever starts a process or loads a file of the folder, in whatever way, says so.
  place.write("watch/watch.cjs", watching);
});
afterEach(() => place.remove());

/** Told by the environment, so that nothing of it is in the call. */
const watching = `
const fs = require("node:fs");
const { Module } = require("node:module");
const say = (what) => fs.appendFileSync(process.env.TRACE, what + "\\n");
const children = require("node:child_process");
const { spawn } = children.ChildProcess.prototype;
// The compiler of the sources, which a packed command does not have.
const isCompiler = (file) => /@esbuild[\\\\/][^\\\\/]+[\\\\/]bin[\\\\/]esbuild/.test(String(file)) && !String(file).startsWith(process.env.FOLDER);
children.ChildProcess.prototype.spawn = function (options) {
  if (!isCompiler(options.file)) say("process " + options.file);
  return spawn.call(this, options);
};
for (const name of ["spawnSync", "execSync", "execFileSync"]) {
  const real = children[name];
  children[name] = (file, ...rest) => {
    if (!isCompiler(file)) say("process " + file);
    return real(file, ...rest);
  };
}
const load = Module._load;
Module._load = function (request, parent, ...rest) {
  let path = "";
  try {
    path = Module._resolveFilename(request, parent);
  } catch {
    // What is not found is not run.
  }
  if (path.startsWith(process.env.FOLDER)) say("module " + path);
  return load.call(this, request, parent, ...rest);
};
`;

interface Done {
  readonly argv: readonly string[];
  readonly code: number;
  readonly stdout: string;
  /** What was run, a line each. */
  readonly traces: readonly string[];
}

/** Runs calls of the command line one after the other, in one process that begins in the folder, with the folder's programs first. */
function run(...calls: readonly (readonly string[])[]): Done[] {
  const [file, ...options] = [...realNode(), "--require", join(place.folder, "watch", "watch.cjs")] as const;
  const driver = `
const { existsSync, readFileSync, rmSync } = require("node:fs");
const { Writable } = require("node:stream");
const { run } = require(${JSON.stringify(join(__dirname, "..", "..", "lib", "cli", "run.ts"))});
(async () => {
  const all = [];
  for (const argv of ${JSON.stringify(calls)}) {
    let stdout = "";
    const taking = (take) => new Writable({ write: (chunk, _, done) => (take(String(chunk)), done()) });
    const code = await run(argv, {
      stdin: process.stdin, stdout: taking((text) => (stdout += text)), stderr: taking(() => {}),
      cwd: process.cwd(), env: process.env, now: () => new Date(), onInterrupt: () => () => {},
    });
    const trace = process.env.TRACE;
    const traces = existsSync(trace) ? readFileSync(trace, "utf8").trim().split("\\n") : [];
    rmSync(trace, { force: true });
    all.push({ argv, code, stdout, traces });
  }
  process.stdout.write(JSON.stringify(all));
})();`;
  const env = {
    ...realEnvironment(),
    PATH: [join(place.folder, "bin"), process.env.PATH].join(delimiter),
    HOME: place.folder,
    SHELL: join(place.folder, "bin", "sh"),
    TRACE: trace(),
    FOLDER: place.folder,
    NODE_OPTIONS: undefined,
  };
  const { stdout, stderr } = spawnSync(file, [...options, "-e", driver], {
    cwd: place.folder,
    env,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Done[];
}

test("what only reads runs nothing", () => {
  const calls: (readonly [code: number, ...argv: string[]])[] = [
    [0, "check", "--template", "stack.tf.json", "--fail-on", "error"],
    [0, "check", "--template", ".", "--json"],
    [0, "check", "--config", "stranger.yaml"],
    [0, "check", "--config", "stranger.json", "--print", "--env", "prod"],
    [0, "replay", "--template", "stack.tf.json", "--html", "report.html", "--junit", "report.xml", "api.ndjson"],
    [0, "replay", "--template", "stack.tf.json", "--engine", "duckdb", "api.ndjson"],
    [0, "replay", "--scenarios", "."],
    [0, "fetch", "--template", "stack.tf.json", "--from", "2026-11-20T10:00Z", "--to", "2026-11-20T11:00Z"],
    [0, "match", '{ $.level = "error" }', "api.ndjson"],
    [0, "init", "new", "--sightline", "1.0.0"],
    [0, "--help"],
    [0, "--version"],
    ...["check", "match", "replay", "fetch", "synth", "init"].map((name) => [0, name, "--help"] as const),
    [2, "chekc"],
  ];
  const done = run(...calls.map(([, ...argv]) => argv));
  expect(done.map(({ argv, code, traces }) => ({ argv, code, traces }))).toEqual(
    calls.map(([code, ...argv]) => ({ argv, code, traces: [] })),
  );

  const data = done.find(({ argv }) => argv.includes("stranger.yaml"))!;
  expect(data.stdout).toMatch(/The Terraform was not looked at, nor whom alarms reach: .*--template/);
  expect(readdirSync(place.folder)).not.toContain("cdktf.out");
});

// The traces are seen where they are due; otherwise their absence would mean nothing.
test("what runs the project's code leaves the traces, and its help says so", () => {
  place.write("sightline.config.ts", `${words("ts")}\nexport default ${JSON.stringify(configuration)};\n`);
  place.write("other.config.ts", `${words("other")}\nexport default ${JSON.stringify(configuration)};\n`);
  const [code, beside, project, synth, replay, ...helps] = run(
    ["check", "--config", "sightline.config.ts"],
    ["check", "--template", "stack.tf.json", "--config", "other.config.ts"],
    ["check"],
    ["synth"],
    ["replay", "--env", "prod", "--config", "stranger.yaml", "api.ndjson"],
    ...["check", "synth", "replay"].map((name) => [name, "--help"]),
  );
  const own = ({ traces }: Done) => traces.filter((each) => !/^(?:module|process) /.test(each));
  expect(own(code!)).toEqual(["ts"]);
  expect(own(beside!)).toEqual(["other"]);
  expect(code!.traces).toContainEqual(expect.stringMatching(/^module /));
  // A module is run once in a process.
  for (const each of [project!, synth!, replay!]) expect(own(each)).toEqual(["app"]);
  expect(project!.traces).toContainEqual(expect.stringMatching(/^process /));
  for (const { stdout } of helps) expect(stdout).toMatch(/runs? (?:the project's )?code\b|\bcode of the project\b/);
});
