import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { EndSignal } from "../../../lib/cli/command";
import { expectGolden } from "../../golden";
import { expectText } from "../../texts";
import { runWith } from "../fake-io";
import { resources, type Resources, template, type Workplace, workplace } from "../small-stack";
import { type FakeAws, writeFakeAws } from "./fake-aws";

// The calls are made by a fake of the command line of AWS, once by a shell that runs the script, and once by the command itself.

const account = "111122223333";
const start = Date.UTC(2026, 10, 20, 10);
const minute = 60_000;

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write("stack.tf.json", stack());
});
afterEach(() => place.remove());

/** Alarms on errors that a filter counts, on the age of a queue's oldest message, and on a log group's silence. */
function stack(change: (resource: Resources) => void = () => undefined): string {
  return template((resource) => {
    resource.aws_cloudwatch_log_group!.worker = { name: "/ecs/worker" };
    const errors = resources().aws_cloudwatch_metric_alarm!.errors;
    Object.assign(resource.aws_cloudwatch_metric_alarm!, {
      age: {
        ...errors,
        alarm_name: "queue-stands-still",
        namespace: "AWS/SQS",
        metric_name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: `it's "$(touch ran)" \`touch ran\` $HOME END` },
        statistic: "Maximum",
        threshold: 100,
      },
      silent: {
        ...errors,
        alarm_name: "worker-is-silent",
        comparison_operator: "LessThanThreshold",
        namespace: "AWS/Logs",
        metric_name: "IncomingLogEvents",
        dimensions: { LogGroupName: "/ecs/worker" },
        threshold: 1,
        treat_missing_data: "breaching",
      },
    });
    change(resource);
  });
}

/** From 10:03 to 10:05 errors; the queue's oldest message is too old from 10:10 on; nothing of the worker. */
function incident(): FakeAws {
  const every = (seconds: number, until: number) =>
    Array.from({ length: Math.ceil(until / seconds) }, (_, index) => start + index * seconds * 1000);
  const isError = (at: number) => at >= start + 3 * minute && at < start + 5 * minute;
  return {
    account,
    events: {
      "/ecs/api": every(10, 1200).map((timestamp) => ({
        timestamp,
        message: JSON.stringify({ level: isError(timestamp) ? "error" : "info", message: "it's $(id)" }),
      })),
      "/ecs/worker": [],
    },
    samples: {
      ApproximateAgeOfOldestMessage: every(60, 1200).map((timestamp) => ({
        timestamp,
        value: timestamp >= start + 10 * minute ? 300 : 5,
      })),
      IncomingLogEvents: [],
    },
  };
}

const window = ["--from", "2026-11-20T10:00:00Z", "--to", "2026-11-20T10:20:00Z"];
const call = ["fetch", "--template", "stack.tf.json", "--account", account, ...window];
const path = () => ({ PATH: `${join(place.folder, "bin")}:${process.env.PATH ?? ""}` });
const fetched = (...more: string[]) => runWith([...call, ...more], { cwd: place.folder, env: path() });

function shell(script: string, cwd = place.folder) {
  const { status, stderr, stdout } = spawnSync("sh", { cwd, env: path(), input: script, encoding: "utf8" });
  return { code: status, stdout, stderr };
}

/** The words of a printed command, as a shell reads them. */
function wordsOf(command: string): string[] {
  const { stdout } = shell(`sightline() { for word; do printf '%s\\0' "$word"; done; }\n${command}\n`);
  return stdout.split("\0").slice(0, -1);
}

/** What the alarms do, by name, in the replay that a printed command makes. */
async function replayed(command: string): Promise<unknown> {
  const { code, stdout, stderr } = await runWith([...wordsOf(command), "--json"], { cwd: place.folder });
  expect([code, stderr]).toEqual([0, ""]);
  const { alarms, findings } = JSON.parse(stdout) as {
    alarms: { name: string; transitions: { to: string; at: string }[] }[];
    findings: { rule: string; severity: string }[];
  };
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return Object.fromEntries(
    alarms.map(({ name, transitions }) => [
      name,
      transitions.filter(({ to }) => to === "ALARM").map(({ at }) => at.slice(11, 16)),
    ]),
  );
}

const fires = {
  "api-errors-critical": ["10:04"],
  "queue-stands-still": ["10:11"],
  "worker-is-silent": ["10:00"],
};

const callsMade = (): string[][] =>
  existsSync(join(place.folder, "calls"))
    ? readFileSync(join(place.folder, "calls"), "utf8")
        .trim()
        .split("\n")
        .map((each) => JSON.parse(each) as string[])
    : [];
const filesIn = (folder: string) =>
  readdirSync(join(place.folder, folder), { recursive: true, encoding: "utf8" }).sort();

test("the script fetches what the replay that it ends with reads, and the alarms that must fire fire", async () => {
  writeFakeAws(place.folder, incident());
  const { code, stderr, stdout } = await fetched();
  expect(code).toBe(0);
  expectText(stderr);
  const ran = shell(stdout);
  expect(ran.code).toBe(0);
  expect(filesIn("inputs")).toEqual([
    "fetch.id",
    "logs",
    "logs/ecs-api.json",
    "metrics-1.json",
    "metrics-1.query.json",
  ]);
  expect(callsMade().map(([, operation]) => operation)).toEqual([
    "get-caller-identity",
    "filter-log-events",
    "get-metric-data",
  ]);
  expect(await replayed(ran.stdout)).toEqual(fires);
});

test("--run makes the same calls, and the same files", async () => {
  writeFakeAws(place.folder, incident());
  expect(shell((await fetched("--out", "by-script")).stdout).code).toBe(0);
  const made = callsMade();
  rmSync(join(place.folder, "calls"));
  const { code, stdout, stderr } = await fetched("--run");
  expect(code).toBe(0);
  expectText(stderr);
  expect(callsMade()).toEqual(made.map((words) => words.map((word) => word.replace("by-script", "inputs"))));
  expect(await replayed(stdout)).toEqual(fires);
  for (const file of ["logs/ecs-api.json", "metrics-1.json", "metrics-1.query.json"]) {
    const text = (folder: string) => readFileSync(join(place.folder, folder, file), "utf8");
    expect(text("inputs")).toBe(text("by-script"));
    // What people wrote to a log is not for everybody.
    for (const folder of ["inputs", "by-script"])
      expect(statSync(join(place.folder, folder, file)).mode & 0o077).toBe(0);
  }
});

test("a log group that is needed for its filters and for its silence has both, and nothing is known twice", async () => {
  place.write(
    "stack.tf.json",
    stack(({ aws_cloudwatch_metric_alarm: alarms }) => {
      alarms!.silent!.dimensions = { LogGroupName: "/ecs/api" };
    }),
  );
  const aws = incident();
  const counted = aws.events["/ecs/api"]!.map(({ timestamp }) => ({ timestamp, value: 1 }));
  writeFakeAws(place.folder, { ...aws, samples: { ...aws.samples, IncomingLogEvents: counted } });
  const { stdout } = await fetched("--run");
  const { stdout: json } = await runWith([...wordsOf(stdout), "--json"], { cwd: place.folder });
  const { findings } = JSON.parse(json) as { findings: { rule: string }[] };
  expect(findings.map(({ rule }) => rule)).not.toContain("metric-known-twice");
  expect(await replayed(stdout)).toEqual({ ...fires, "worker-is-silent": ["10:00"] });
});

test("folders and templates have any name, and no name is run", async () => {
  writeFakeAws(place.folder, incident());
  const hostile = 'it\'s "$(touch ran)" `touch ran`; touch ran #* -x';
  mkdirSync(join(place.folder, hostile));
  place.write(`${hostile}/stack.tf.json`, stack());
  const { stdout } = await runWith(
    ["fetch", "--template", hostile, "--account", account, ...window, "--out", `${hostile}/out/`],
    { cwd: place.folder },
  );
  const ran = shell(stdout);
  expect(ran.code).toBe(0);
  expect(filesIn(`${hostile}/out/logs`)).toEqual(["ecs-api.json"]);
  expect(await replayed(ran.stdout)).toEqual(fires);
  expect(existsSync(join(place.folder, "ran"))).toBe(false);
});

test("log groups whose names become the same file's keep a file each", async () => {
  const names = ["/a/b", "/a-b", "/A/B", "-a", "a.scenario"];
  place.write(
    "stack.tf.json",
    stack(({ aws_cloudwatch_log_group: groups }) => {
      names.forEach((name, index) => (groups![`g${index}`] = { name }));
    }),
  );
  const aws = incident();
  const events = Object.fromEntries(names.map((name, index) => [name, [{ timestamp: start + index, message: name }]]));
  writeFakeAws(place.folder, { ...aws, events: { ...aws.events, ...events } });
  const { code, stdout } = await fetched("--run", ...names.flatMap((name) => [`--log-group=${name}`]));
  expect(code).toBe(0);
  const rules = wordsOf(stdout).flatMap((word, index, all) => {
    const rule = all[index - 1] === "--log-group" ? word : /^--log-group=(.*)$/.exec(word)?.[1];
    return rule === undefined ? [] : [rule.split("=")];
  });
  expect(rules.map(([group]) => group).sort()).toEqual([...names].sort());
  for (const [group, file] of rules)
    expect(readFileSync(join(place.folder, "inputs", "logs", file!), "utf8")).toContain(JSON.stringify(group));
});

test("credentials of another account fetch nothing", async () => {
  writeFakeAws(place.folder, { ...incident(), account: "999999999999" });
  const ran = shell((await fetched()).stdout);
  expect(ran.code).toBe(2);
  expectText(ran.stderr);
  rmSync(join(place.folder, "inputs"), { recursive: true });
  const { code, stderr } = await fetched("--run");
  expect(code).toBe(2);
  expect(stderr).toContain(ran.stderr.trim());
  expect(new Set(callsMade().map(([, operation]) => operation))).toEqual(new Set(["get-caller-identity"]));
});

test.each([
  ["denied", { denied: ["GetMetricData"] }],
  ["throttled", { throttled: ["GetMetricData"] }],
])("what AWS refuses ends the work (%s), what is fetched stays, and --resume goes on", async (_, refused) => {
  writeFakeAws(place.folder, { ...incident(), ...refused });
  const { code, stderr } = await fetched("--run");
  expect(code).toBe(2);
  expectText(stderr);
  expect(filesIn("inputs/logs")).toEqual(["ecs-api.json"]);
  expect(filesIn("inputs").filter((file) => /part|metrics-1.json/.test(file))).toEqual([]);

  writeFakeAws(place.folder, incident());
  rmSync(join(place.folder, "calls"));
  expect((await fetched("--run")).code).toBe(2);
  expect((await fetched("--run", "--resume", "--to", "2026-11-20T10:21:00Z")).code).toBe(2);
  const { code: resumed, stdout } = await runWith([...call, "--run", "--resume"], { cwd: place.folder, env: path() });
  expect(resumed).toBe(0);
  expect(callsMade().map(([, operation]) => operation)).toEqual(["get-caller-identity", "get-metric-data"]);
  expect(await replayed(stdout)).toEqual(fires);
});

test("the script stops at what AWS refuses, leaves no part of a file, and goes on with --resume", async () => {
  writeFakeAws(place.folder, { ...incident(), denied: ["FilterLogEvents"] });
  const { stdout } = await fetched();
  expect(shell(stdout).code).toBe(254);
  expect(filesIn("inputs")).toEqual(["fetch.id", "logs"]);
  writeFakeAws(place.folder, incident());
  expect(shell(stdout).code).toBe(2);
  const resumed = shell((await fetched("--resume")).stdout);
  expect(resumed.code).toBe(0);
  expect(await replayed(resumed.stdout)).toEqual(fires);
  const other = await runWith([...call.slice(0, -1), "2026-11-20T10:19:00Z", "--resume"], { cwd: place.folder });
  expect(shell(other.stdout).code).toBe(2);
});

test("a log group that is not there keeps nothing else from being fetched", async () => {
  const { "/ecs/api": _, ...events } = incident().events;
  writeFakeAws(place.folder, { ...incident(), events });
  const { code, stderr } = await fetched("--run");
  expect(code).toBe(1);
  expectText(stderr);
  expect(filesIn("inputs")).toContain("metrics-1.json");
});

test("an interrupt ends the call that is running, and leaves no part of a file", async () => {
  writeFakeAws(place.folder, { ...incident(), hanging: ["FilterLogEvents"] });
  let interrupt: ((signal: EndSignal) => void) | undefined;
  const done = runWith([...call, "--run"], {
    cwd: place.folder,
    env: path(),
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => (interrupt = undefined);
    },
  });
  while (callsMade().length < 2) await new Promise((resume) => setTimeout(resume, 20));
  interrupt?.("SIGINT");
  expect((await done).code).toBe(130);
  expect(filesIn("inputs")).toEqual(["fetch.id", "logs"]);
});

test("the plan is one object, with every call", async () => {
  const { code, stdout } = await fetched("--json", "--profile", "a", "--profile", `${account}=b`);
  expect(code).toBe(0);
  const plan = JSON.parse(stdout) as { logs: { command: string[] }[]; metrics: { command: string[] }[] };
  expect(plan).toMatchObject({ from: "2026-11-20T10:00:00.000Z", folder: "inputs", lacking: [], not_evaluated: [] });
  for (const { command } of [...plan.logs, ...plan.metrics])
    expect(command.slice(command.indexOf("--profile")).slice(0, 2)).toEqual(["--profile", "b"]);
});

describe("a wrong call is refused with everything that is wrong", () => {
  const words = (...argv: string[]) => runWith(["fetch", ...argv], { cwd: place.folder, env: { PATH: "/nowhere" } });
  test.each([
    ["nothing", []],
    [
      "a window that ends before it begins",
      ["--template", "stack.tf.json", "--from", "2026-11-20", "--to", "2026-11-19"],
    ],
    ["the future", ["--template", "stack.tf.json", "--from", "2026-11-20", "--to", "2027-11-20"]],
    [
      "many mistakes",
      [
        ...["x.log", "--template", "stack.tf.json", "--from", "noon", "--to", "2026-11-20", "--out", ""],
        ...["--profile", "a", "--profile", "b", "--profile", "1=c", "--endpoint-url", "ftp://x", "--region", "a\nb"],
      ],
    ],
    ["an unknown log group", ["--template", "stack.tf.json", ...window, "--log-group", "/ecs/apy"]],
    ["no program", ["--template", "stack.tf.json", ...window, "--run"]],
  ])("%s", async (_, argv) => {
    const { code, stderr, stdout } = await words(...argv);
    expect([code, stdout]).toEqual([2, ""]);
    expectText(stderr);
    expect(existsSync(join(place.folder, "inputs"))).toBe(false);
  });

  test("a template without anything to fetch", async () => {
    place.write("stack.tf.json", JSON.stringify({ resource: { aws_sns_topic: { page: { name: "page" } } } }));
    const { code, stderr } = await words("--template", "stack.tf.json", ...window);
    expect(code).toBe(2);
    expectText(stderr);
  });

  test.each([
    ["a file in place of the folder", "inputs"],
    ["a folder that is not empty", "inputs/x"],
    ["a file in place of a folder above it", "a"],
  ])("%s", async (_, file) => {
    writeFakeAws(place.folder, incident());
    place.write(file, "1");
    const { code, stderr } = await fetched("--run", ...(file === "a" ? ["--out", "a/b"] : []));
    expect(code).toBe(2);
    expectText(stderr);
    expect(callsMade()).toEqual([]);
    expect(readFileSync(join(place.folder, file), "utf8")).toBe("1");
  });
});

test("what AWS no longer has is said, and is a finding", async () => {
  const { code, stderr } = await runWith(
    ["fetch", "--template", "stack.tf.json", "--from", "2026-10-01T10:00Z", "--to", "2026-10-01T10:20Z"],
    { cwd: place.folder },
  );
  expect(code).toBe(1);
  expectText(stderr);
});

const root = join(__dirname, "..", "..", "..");
test.each([
  ["shop-prod", ["--template", "test/golden/shop-prod/stack.tf.json"], root],
  ["ferry-prod", ["--env", "prod"], join(root, "examples", "brownfield")],
])("the script of %s", async (name, subject, cwd) => {
  const { code, stdout } = await runWith(
    ["fetch", ...subject, "--from", "2026-11-20T19:00Z", "--to", "2026-11-20T21:00Z"],
    { cwd },
  );
  expect(code).toBe(0);
  expectGolden(`fetch/${name}.sh`, stdout);
  expect(spawnSync("sh", ["-n"], { input: stdout }).status).toBe(0);
});
