import { spawnSync } from "node:child_process";
import { realCommand, realEnvironment, type Outcome } from "../cli/fake-io";
import { template, type Workplace, workplace } from "../cli/small-stack";
import { saySkipped } from "../skipped";
import {
  askLogs,
  emulatorAccount,
  emulatorCredentials,
  emulatorMissing,
  startEmulator,
  type Emulator,
} from "./emulator";

// What the real command line of AWS prints of an emulator's answers, paged, is what replay reads.

const region = "eu-central-1";
const isAwsThere = spawnSync("aws", ["--version"]).status === 0;
const missing = isAwsThere ? emulatorMissing() : "aws is not on PATH (pip install awscli)";
if (missing !== undefined) saySkipped("sightline fetch with the command line of AWS", missing);

const minute = 60_000;
const start = Math.floor(Date.now() / minute) * minute - 60 * minute;
const time = (minutes: number): string => new Date(start + minutes * minute).toISOString();

(missing === undefined ? describe : describe.skip)("the command line of AWS", () => {
  let emulator: Emulator;
  let place: Workplace;

  beforeAll(async () => {
    emulator = await startEmulator();
    place = workplace();
    place.write("stack.tf.json", stack());
    await putEvents();
    putMetrics();
  });
  afterAll(async () => {
    await emulator.stop();
    place.remove();
  });

  test.each(["the script", "--run"])("%s fetches what the replay reads, and what must fire fires", (how) => {
    const out = how === "--run" ? "by-run" : "by-script";
    const call = ["fetch", ...subject, "--out", out, "--endpoint-url", emulator.url];
    const fetched = sightline(...call, ...(how === "--run" ? ["--run"] : []));
    expect(fetched).toMatchObject({ code: 0 });
    const command = how === "--run" ? fetched.stdout : sh(fetched.stdout);
    const words = sh(`sightline() { printf '%s\\n' "$@"; }\n${command}`).trimEnd().split("\n");
    const { stdout } = sightline(...words, "--json");
    const { alarms, records } = JSON.parse(stdout) as {
      alarms: { name: string; transitions: { to: string; at: string }[] }[];
      records: { read: number };
    };
    const fired = alarms.map(({ name, transitions }) => [
      name,
      transitions.filter(({ to }) => to === "ALARM").map(({ at }) => (Date.parse(at) - start) / minute),
    ]);
    expect(fired).toEqual([
      ["api-errors-critical", [4]],
      ["queue-stands-still", [11]],
    ]);
    // Events before --from, which an alarm still sees, are there, and all pages.
    expect(records.read).toBe(EVENTS);
  });

  test("a log group that is not there is said so", () => {
    place.write("other.tf.json", stack("/ecs/nowhere"));
    const { code, stderr } = sightline(
      ...["fetch", "--template", "other.tf.json", "--account", emulatorAccount, "--from", time(0), "--to", time(20)],
      ...["--out", "other", "--endpoint-url", emulator.url, "--run"],
    );
    expect(code).toBe(1);
    expect(stderr).toContain("ResourceNotFoundException");
  });

  const subject = ["--template", "stack.tf.json", "--account", emulatorAccount, "--from", time(0), "--to", time(20)];

  function environment(): NodeJS.ProcessEnv {
    const { AWS_PROFILE: _, ...rest } = { ...realEnvironment(), ...emulatorCredentials };
    return rest;
  }

  function sightline(...argv: string[]): Outcome {
    const [file, ...args] = realCommand(argv);
    const { status, stderr, stdout } = spawnSync(file, args, {
      cwd: place.folder,
      env: environment(),
      encoding: "utf8",
    });
    return { code: status ?? -1, stdout, stderr };
  }

  function sh(script: string): string {
    const { status, stderr, stdout } = spawnSync("sh", {
      cwd: place.folder,
      env: environment(),
      input: script,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  }

  /** Twelve thousand events, of which the emulator gives ten thousand in a page; errors from the third minute to the fifth. */
  async function putEvents(): Promise<void> {
    const logGroupName = "/ecs/api";
    const logStreamName = "a";
    await askLogs(emulator, region, "CreateLogGroup", { logGroupName });
    await askLogs(emulator, region, "CreateLogStream", { logGroupName, logStreamName });
    const logEvents = Array.from({ length: EVENTS }, (_, index) => {
      const timestamp = start - 5 * minute + Math.floor((index * 25 * minute) / EVENTS);
      const isError = timestamp >= start + 3 * minute && timestamp < start + 5 * minute;
      return { timestamp, message: JSON.stringify({ level: isError ? "error" : "info", n: index }) };
    });
    for (let at = 0; at < EVENTS; at += 6000)
      await askLogs(emulator, region, "PutLogEvents", {
        ...{ logGroupName, logStreamName, logEvents: logEvents.slice(at, at + 6000) },
      });
  }

  function putMetrics(): void {
    const data = Array.from({ length: 20 }, (_, index) => ({
      MetricName: "ApproximateAgeOfOldestMessage",
      Dimensions: [{ Name: "QueueName", Value: "orders" }],
      Timestamp: time(index),
      Value: index >= 10 ? 300 : 5,
    }));
    place.write("data.json", JSON.stringify(data));
    const { status, stderr } = spawnSync(
      "aws",
      [
        ...["cloudwatch", "put-metric-data", "--namespace", "Queues", "--metric-data", "file://data.json"],
        ...["--endpoint-url", emulator.url, "--region", region],
      ],
      { cwd: place.folder, env: environment(), encoding: "utf8" },
    );
    if (status !== 0) throw new Error(stderr);
  }
});

const EVENTS = 12_000;

function stack(group = "/ecs/api"): string {
  return template((resource) => {
    resource.aws_cloudwatch_log_group!.api = { name: group };
    Object.assign(resource.aws_cloudwatch_metric_alarm!, {
      age: {
        ...resource.aws_cloudwatch_metric_alarm!.errors,
        alarm_name: "queue-stands-still",
        namespace: "Queues",
        metric_name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: "orders" },
        statistic: "Maximum",
        threshold: 100,
      },
    });
  });
}
