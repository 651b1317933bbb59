import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expectText } from "../texts";
import { realCommand, realEnvironment, runWith } from "./fake-io";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-collector-test-"));
  write("gateway.yaml", gateway);
  write("a.collector-scenario.yaml", "send: [{ span: a }]\nexpect: [{ span: a, kept: true }]\n");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const gateway = `
receivers: { otlp: { protocols: { http: {} } } }
exporters: { debug: {} }
service: { pipelines: { traces: { receivers: [otlp], exporters: [debug] }, logs: { receivers: [otlp], exporters: [debug] } } }
`;

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

/** A program that says it is a collector, and then does as the script says. */
function program(script: string): string {
  write(
    "collector.sh",
    `#!/bin/sh\nif [ "$1" = --version ]; then echo "otelcol version 0.0.1"; exit 0; fi\n${script}\n`,
  );
  chmodSync(join(folder, "collector.sh"), 0o755);
  return join(folder, "collector.sh");
}

const run = (argv: readonly string[], env: Readonly<Record<string, string>> = { PATH: process.env.PATH ?? "" }) =>
  runWith(["collector", "test", ...argv], { cwd: folder, env });
const call = ["--config", "gateway.yaml", "a.collector-scenario.yaml"];

test("without a scenario it shows one for what the configuration carries", async () => {
  const { code, stdout, stderr } = await run(["--config", "gateway.yaml"]);
  expect(code).toBe(2);
  expectText(stdout);
  expectText(stderr);
});

test("the two words of its name are one command", async () => {
  const help = (argv: readonly string[]) => runWith(argv, { cwd: folder });
  expect(await help(["help", "collector", "test"])).toEqual(await help(["collector", "test", "--help"]));
});

test("without a collector it says how to get one", async () => {
  const { code, stderr } = await run(call, { PATH: folder });
  expect(code).toBe(2);
  expectText(stderr);
  expect((await run([...call, "--collector", "missing"])).code).toBe(2);
});

test("a program that says no version is not a collector", async () => {
  write("other.sh", "#!/bin/sh\nexit 3\n");
  chmodSync(join(folder, "other.sh"), 0o755);
  const { code, stderr } = await run([...call, "--collector", "other.sh"]);
  expect(code).toBe(2);
  expectText(stderr.replaceAll(folder, "FOLDER"));
});

test("a collector that ends at once is shown with its log", async () => {
  const { code, stderr } = await run([...call, "--collector", program("echo 'cannot do \u001b[31mthis' >&2; exit 7")]);
  expect(code).toBe(2);
  expectText(stderr.replaceAll(folder, "FOLDER"));
});

test("one that says nothing and ends is shown, too", async () => {
  const { code, stderr } = await run([...call, "--collector", program("exit 0")]);
  expect(code).toBe(2);
  expectText(stderr.replaceAll(folder, "FOLDER"));
});

test("a collector that hangs is ended with all that it started when the command is interrupted, and nothing is left", async () => {
  const pids = join(folder, "pids");
  const hanging = program(
    `trap '' TERM; sleep 1000 & echo $$ $! > ${pids}.new; mv ${pids}.new ${pids}; echo "$@" > ${folder}/arguments; wait`,
  );
  const [file, ...args] = realCommand(["collector", "test", ...call, "--collector", hanging]);
  const child = spawn(file, args, { cwd: folder, env: realEnvironment(), stdio: "ignore" });
  const ended = new Promise((done) => child.on("close", (_, signal) => done(signal)));
  while (!readdirSync(folder).includes("arguments")) await pause(50);
  child.kill("SIGINT");
  expect(await ended).toBe("SIGINT");
  for (const pid of readFileSync(pids, "utf8").trim().split(" ")) await gone(Number(pid));
  const [, configuration = ""] = readFileSync(join(folder, "arguments"), "utf8").trim().split(" ");
  expect(() => readFileSync(configuration)).toThrow(/ENOENT/);
});

async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    // Ended, and nobody has asked how.
    if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"))) return;
    await pause(20);
  }
}

test("everything that is wrong with the input is said before a collector is started", async () => {
  write(
    "b.yaml",
    "send: [{ span: a, to: other }]\nexpect: [{ span: a, kept: true, exporter: debgu, pipeline: trace }, { metric: m, kept: true }]",
  );
  write("c.yaml", "send: [{ metric: a }]\nexpect: [{ metric: a, kept: true }]");
  write("d.yaml", "send: [{ lines: missing.log }]\nexpect: [{ nowhere: x }]");
  write("e.yaml", "sned: []");
  write("f.yaml", "send: [{ event: payment_failed }]\nexpect: [{ nowhere: x }]");
  const never = program("exit 9");
  const { code, stderr, stdout } = await run([
    "--config",
    "gateway.yaml",
    "b.yaml",
    "c.yaml",
    "d.yaml",
    "e.yaml",
    "f.yaml",
    "--collector",
    never,
  ]);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expectText(stderr.replaceAll(folder, "FOLDER"));
});

test.each([
  ["a text that is not YAML", "a: ["],
  ["a file without pipelines", "a: 1"],
  ["pipelines that are none", "service: { pipelines: 3 }"],
])("%s is no configuration", async (_, text) => {
  write("gateway.yaml", text);
  const { code, stderr } = await run(call);
  expect(code).toBe(2);
  expectText(stderr);
});

test("wrong options are said all at once", async () => {
  const { code, stderr } = await run(["--format", "xml", "--min-coverage", "many", "--config", ""]);
  expect(code).toBe(2);
  expectText(stderr);
});

test.each([
  [["--tier", "sampler", "a.collector-scenario.yaml"], /--tier .*give --env/],
  [["--env", "prod", "--config", "a.yaml", "--config", "b.yaml"], /--env, --config is the project/],
  [["--env", "prod", "--config", "sightline.config.yaml"], /sightline.config.yaml/],
])("%j is refused before a collector is started", async (argv, why) => {
  const { code, stderr } = await run(argv);
  expect(code).toBe(2);
  expect(stderr).toMatch(why);
});

test("an environment without the tier, or without a collector, is said", async () => {
  write("sightline.config.yaml", configuration);
  const stderrOf = async (...argv: string[]) => (await run([...argv, "--config", "sightline.config.yaml"])).stderr;
  expect(await stderrOf("--env", "dev", "--tier", "sampler")).toMatch(/has no sampler, only "gateway"/);
  expect(await stderrOf("--env", "bare")).toMatch(/has no collector/);
  expect(await stderrOf("--env", "prof")).toMatch(/there is no environment "prof"/);
});

const configuration = `
project: demo
services: {}
environments:
  dev: { region: eu-central-1, account: "111111111111", production: false, backend: { type: local }, collector: { gateway: { tasks: 1 } } }
  bare: { region: eu-central-1, account: "111111111111", production: false, backend: { type: local } }
`;
