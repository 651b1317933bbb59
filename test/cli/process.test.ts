import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { packedCommand } from "../packed";
import { expectText } from "../texts";
import { incident, template, type Workplace, workplace } from "./small-stack";

// What only the real command can show: pipes, devices and signals.

let command: string;
beforeAll(async () => {
  command = await packedCommand();
});

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write("stack.tf.json", template());
  place.write("api.ndjson", incident());
  // An alarm that tells nobody: an error.
  place.write(
    "silent.tf.json",
    template(({ aws_sns_topic_subscription: all }) => delete all!.pagerduty),
  );
});
afterEach(() => place.remove());

/** Runs a line of bash in which `sightline` is the command. */
function bash(line: string): { code: number; stdout: string; stderr: string } {
  const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
  const script = `set -o pipefail\nsightline() { ${quoted(process.execPath)} ${quoted(command)} "$@"; }\n${line}`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
    cwd: place.folder,
    encoding: "utf8",
  });
  return { code: status ?? -1, stdout, stderr };
}

describe("a reader that has gone", () => {
  test.each([
    ["sightline check --template silent.tf.json | head -n 1", 1],
    ["sightline check --template stack.tf.json | head -n 1", 0],
    ["sightline check --template silent.tf.json | true", 1],
    ["sightline check --template nowhere.tf.json 2>&1 | head -n 1", 2],
    ["sightline replay --template silent.tf.json --fail-on error api.ndjson | head -c 1", 1],
    ["sightline match error api.ndjson | head -n 1", 0],
    ["yes error | sightline match error | head -n 1", 0],
  ])("leaves the exit code that is due: %s", (line, code) => {
    const { stderr, ...done } = bash(`${line}\nexit \${PIPESTATUS[${line.startsWith("yes") ? 1 : 0}]}`);
    expect({ code: done.code, stderr }).toEqual({ code, stderr: "" });
  });
});

const isLinux = process.platform === "linux";

(isLinux ? describe : describe.skip)("a full device", () => {
  test.each([
    "check --template silent.tf.json",
    "replay --template stack.tf.json api.ndjson",
    "match error api.ndjson",
    "--help",
  ])("on standard output is one sentence and exit code 2: %s", (call) => {
    const { code, stderr } = bash(`sightline ${call} > /dev/full`);
    expect(code).toBe(2);
    expectText(stderr);
  });

  test("on standard error is exit code 2, and what goes to standard output is whole", () => {
    const { code, stdout } = bash("sightline match error api.ndjson nowhere 2> /dev/full");
    expect(code).toBe(2);
    expect(stdout.split("\n").filter((line) => line.includes('"error"'))).toHaveLength(8);
  });

  test("on standard error does not matter where there is nothing to say", () => {
    expect(bash("sightline check --template silent.tf.json 2> /dev/full").code).toBe(1);
  });

  // The first sign of a full disk is a write that takes only a part.
  test("is noticed when it takes a part of the output", () => {
    const { code, stderr } = bash("ulimit -f 8; trap '' XFSZ; yes error | head -n 10000 | sightline match error > out");
    expect(statSync(join(place.folder, "out")).size).toBeLessThan(10_000 * 6);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sightline: standard output cannot be written: .+\n$/);
  });
});

describe("a signal", () => {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

  /** Starts the real command with its own temporary folder. */
  function started(argv: readonly string[]): ChildProcess {
    mkdirSync(join(place.folder, "tmp"));
    const env = { ...process.env, TMPDIR: join(place.folder, "tmp") };
    return spawn(process.execPath, [command, ...argv], {
      cwd: place.folder,
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
  }

  /** Waits until a folder has what is looked for, or the command has ended, which it should not. */
  async function until<T>(folder: string, ended: Promise<unknown>, look: () => T | undefined): Promise<T> {
    const watcher = watch(folder);
    // Its rejection is only of interest while somebody waits.
    const early = ended.then((end) => Promise.reject(new Error(`the command has ended: ${String(end)}`)));
    early.catch(() => undefined);
    try {
      for (let found = look(); ; found = look()) {
        if (found !== undefined) return found;
        await Promise.race([once(watcher, "change"), early]);
      }
    } finally {
      watcher.close();
    }
  }

  async function endOf(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return signal ?? code;
  }

  function isRunning(pid: number): boolean {
    try {
      // A process that has ended and that nobody has waited for is not running.
      if (isLinux) return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
      process.kill(pid, 0);
      return true;
    } catch {
      // There is no such process.
      return false;
    }
  }

  /** An app that starts another process, and both would run for ever; the second one ignores every signal that it can ignore. */
  const app = `
const { spawn } = require("node:child_process");
const { renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const stubborn = 'for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {}); process.send("ready"); setInterval(() => {}, 1000);';
const child = spawn(process.execPath, ["-e", stubborn], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
child.on("message", () => {
  writeFileSync(join(__dirname, "pids.tmp"), JSON.stringify([process.pid, child.pid]));
  renameSync(join(__dirname, "pids.tmp"), join(__dirname, "pids"));
});
setInterval(() => {}, 1000);
`;

  test.each(signals.flatMap((signal) => [["synth", signal] as const, ["check", signal] as const]))(
    "while %s runs the app, %s ends all processes and leaves no temporary file",
    async (command, signal) => {
      place.write("app.js", app);
      place.write("cdktf.json", JSON.stringify({ app: `"${process.execPath}" app.js` }));
      place.write("sightline.config.json", JSON.stringify(config));
      const child = started([command]);
      const end = endOf(child);
      const pids = await until(place.folder, end, () =>
        existsSync(join(place.folder, "pids"))
          ? (JSON.parse(readFileSync(join(place.folder, "pids"), "utf8")) as number[])
          : undefined,
      );
      expect(pids.map(isRunning)).toEqual([true, true]);
      child.kill(signal);
      expect(await end).toBe(signal);
      // A process that was made to end may be about to: nobody here can wait for it as its parent would.
      while (pids.some(isRunning)) await setTimeout(10);
      expect(left()).toEqual([]);
    },
  );

  const left = () => readdirSync(join(place.folder, "tmp")).filter((name) => name.startsWith("sightline-"));

  test.each(signals)("in bulk, %s leaves no temporary file", async (signal) => {
    const line = `${JSON.stringify({ time: "2026-11-20T10:00:00Z", level: "info", message: "x".repeat(200) })}\n`;
    const megabyte = gzipSync(line.repeat(4000));
    // Members of one file, which take a while to read and little space.
    place.write("large.ndjson.gz", Buffer.concat(Array.from({ length: 400 }, () => megabyte)));
    const child = started(["replay", "--engine", "duckdb", "--template", "stack.tf.json", "large.ndjson.gz"]);
    const end = endOf(child);
    await until(join(place.folder, "tmp"), end, () => left()[0]);
    child.kill(signal);
    expect(await end).toBe(signal);
    expect(left()).toEqual([]);
  });
});

const config = {
  project: "shop",
  services: { api: { description: "d", owner: "o", contract: { extends: "base" }, alarms: {} } },
  environments: {
    prod: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: { warning: [], critical: [{ email: "oncall@example.com" }] },
    },
  },
};

test("an internal error is not taken for findings", () => {
  // Node.js itself is broken here, so that any command fails.
  place.write("broken.cjs", 'require("node:util").parseArgs = () => { throw new Error("broken\\u001b[31m"); };');
  const { status, stderr } = spawnSync(process.execPath, ["--require", "./broken.cjs", command, "check"], {
    cwd: place.folder,
    encoding: "utf8",
  });
  expect(status).toBe(70);
  expect(stderr).toContain("internal error");
  expect(stderr).not.toContain("\u001b");
});
