import { existsSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { stringify } from "yaml";
import { replay } from "../../lib/cli/commands/replay";
import { replayOptions } from "../../lib/cli/replay/options";
import { type Outcome, runWith } from "./fake-io";
import { expectText } from "../texts";
import { incident, line, template, type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write("stack.tf.json", template());
  place.write("api.ndjson", incident());
});
afterEach(() => place.remove());

/** The template, whose alarm closes its incidents. */
const closing = template(({ aws_cloudwatch_metric_alarm: { errors } = {} }) => {
  errors!.ok_actions = errors!.alarm_actions;
});

const replayed = (...argv: string[]): Promise<Outcome> => place.run("replay", "--template", "stack.tf.json", ...argv);

interface Json {
  readonly from: string;
  readonly to: string;
  readonly alarms: readonly {
    readonly name: string;
    readonly state: string;
    readonly evaluated: boolean;
    readonly why_not: string | null;
    readonly transitions: readonly { readonly at: string; readonly to: string }[];
    readonly notified: readonly { readonly action: string }[];
    readonly chart: { readonly threshold: number | null } | null;
  }[];
  readonly filters: readonly { readonly matched: number; readonly events: number }[];
  readonly records: Readonly<Record<string, number>>;
  readonly findings: readonly { readonly rule: string; readonly address: string; readonly message: string }[];
  readonly not_evaluated: readonly object[];
}

async function json(...argv: string[]): Promise<Json> {
  const { code, stdout, stderr } = await replayed("--json", ...argv);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout) as Json;
}

const firings = ({ alarms }: Json): string[] =>
  alarms.flatMap(({ transitions }) => transitions.filter(({ to }) => to === "ALARM").map(({ at }) => at.slice(11, 16)));

/** Markdown, indented because headings separate the entries of the golden. */
const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");

describe("the report for a terminal", () => {
  test("begins with what fired, when, why, and who was notified", async () => {
    const { code, stdout, stderr } = await replayed("api.ndjson");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expectText(stdout);
  });

  test("with --brief has only what fired and who was notified", async () => {
    const { code, stdout } = await replayed("--brief", "api.ndjson");
    expect(code).toBe(0);
    expect(stdout).toContain("api-errors-critical");
    expect(stdout).toContain("pagerduty PagerDuty through page");
    expect(stdout).not.toContain("Timeline");
  });

  test("has colours only on request if stdout is not a terminal", async () => {
    const escape = String.fromCharCode(27);
    expect((await replayed("api.ndjson")).stdout).not.toContain(escape);
    expect((await replayed("--no-color", "api.ndjson")).stdout).not.toContain(escape);
    expect((await replayed("--color", "api.ndjson")).stdout).toContain(`${escape}[`);
  });
});

describe("--json", () => {
  test("prints one object whose keys have a fixed order", async () => {
    const result = await json("api.ndjson");
    expect(Object.keys(result)).toEqual([
      ...["from", "to", "first_record", "last_record", "alarms", "filters", "metrics", "records"],
      ...["reach", "findings", "not_evaluated", "counts"],
    ]);
    expect(result).toMatchObject({
      from: "2026-11-20T10:01:00.000Z",
      to: "2026-11-20T10:17:00.000Z",
      alarms: [
        {
          name: "api-errors-critical",
          severity: "critical",
          evaluated: true,
          why_not: null,
          state: "OK",
          transitions: [
            { at: "2026-11-20T10:01:00.000Z", from: "INSUFFICIENT_DATA", to: "OK" },
            {
              at: "2026-11-20T10:04:00.000Z",
              from: "OK",
              to: "ALARM",
              reason: "Threshold Crossed: 1 datapoint [4.0 (20/11/26 10:03:00)] was greater than the threshold (2.0).",
            },
            { at: "2026-11-20T10:06:00.000Z", from: "ALARM", to: "OK" },
          ],
          notified: [
            {
              at: "2026-11-20T10:04:00.000Z",
              state: "ALARM",
              action: "arn:aws:sns:eu-central-1:000000000000:page",
              through: "page",
              channels: [{ kind: "pagerduty", name: "PagerDuty", reached: true }],
              held: null,
            },
          ],
        },
      ],
      filters: [
        { name: "api-errors", log_group: "/ecs/api", pattern: '{ $.level = "error" }', matched: 8, events: 60 },
      ],
      records: { read: 60, invalid: 0, without_time: 0, unrouted: 0 },
      findings: [{ rule: "incident-stays-open", address: "aws_sns_topic_subscription.pagerduty" }],
      not_evaluated: [],
    });
    const { metrics } = result as unknown as { metrics: { points: object[] }[] };
    expect(metrics).toMatchObject([{ namespace: "App", name: "Errors", dimensions: {} }]);
    expect(metrics[0]?.points[3]).toEqual({ at: "2026-11-20T10:03:00.000Z", sum: 4, count: 6, min: 0, max: 1 });
    expect(metrics[0]?.points).toHaveLength(10);
  });

  test("prints every finding with rule, severity, address, message and fix", async () => {
    place.write("quiet.ndjson", line(0, "info"));
    const { findings } = await json("quiet.ndjson");
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings)
      expect(Object.keys(finding)).toEqual(["rule", "severity", "address", "message", "fix"]);
  });

  test("no output shows the secret in an endpoint", async () => {
    for (const form of [["--json"], ["--markdown"], []])
      expect((await replayed(...form, "api.ndjson")).stdout).not.toContain("0123456789abcdef");
  });

  test.each([[["--json"]], [["--markdown"]], [[]]])("two runs print the same bytes: %j", async (form) => {
    const first = await replayed(...form, "api.ndjson");
    expect((await replayed(...form, "api.ndjson")).stdout).toBe(first.stdout);
  });

  test("does not depend on the order of the files", async () => {
    place.write("other.ndjson", line(30) + line(31) + line(32));
    const [one, other] = [await json("api.ndjson", "other.ndjson"), await json("other.ndjson", "api.ndjson")];
    expect(one.alarms).toEqual(other.alarms);
    expect(firings(one)).toEqual(["10:01", "10:04"]);
  });
});

describe("other outputs", () => {
  test("--markdown prints a summary, and folds the rest", async () => {
    const { code, stdout } = await replayed("--markdown", "api.ndjson");
    expect(code).toBe(0);
    expectText(indented(stdout));
    expect(stdout).toContain("| 2026-11-20 10:04 | critical | `api-errors-critical` | 2 min |");
    expect(stdout).toContain("<details>");
  });

  test("--html writes one file, in addition to the report for a terminal", async () => {
    const { code, stdout } = await replayed("--html", "report.html", "api.ndjson");
    expect(code).toBe(0);
    expect(stdout).toContain("1 alarm fired");
    const page = readFileSync(join(place.folder, "report.html"), "utf8");
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page.trimEnd()).toMatch(/<\/html>$/);
    expect(page).toContain("api-errors-critical");
    expect(page).not.toMatch(/(?:src|href)="https?:/);
  });

  test("--html replaces an earlier report, and leaves no temporary file", async () => {
    place.write("report.html", "old");
    symlinkSync("report.html", join(place.folder, "latest.html"));
    await replayed("--html", "latest.html", "api.ndjson");
    expect(lstatSync(join(place.folder, "latest.html")).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(place.folder, "report.html"), "utf8")).toContain("api-errors-critical");
    expect(readdirSync(place.folder).sort()).toEqual(["api.ndjson", "latest.html", "report.html", "stack.tf.json"]);
  });

  test.each([["nowhere/report.html"], ["stack.tf.json/report.html"], ["folder"]])(
    "a target that cannot be written, %s, is reported before anything is replayed",
    async (target) => {
      mkdirSync(join(place.folder, "folder"));
      for (const option of ["--html", "--junit"]) {
        const { code, stdout, stderr } = await replayed(option, target, "api.ndjson");
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toContain(`sightline replay: ${target} `);
        expectText(stderr);
      }
      expect(readdirSync(place.folder).sort()).toEqual(["api.ndjson", "folder", "stack.tf.json"]);
    },
  );

  test("a device is written to and remains a device", async () => {
    expect((await replayed("--html", "/dev/null", "api.ndjson")).code).toBe(0);
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  test("--junit has a case for each alarm, and fails those with findings at or above --fail-on", async () => {
    expect((await replayed("--junit", "report.xml", "api.ndjson")).code).toBe(0);
    const report = readFileSync(join(place.folder, "report.xml"), "utf8");
    expect(report).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/);
    expect(report).toContain("api-errors-critical");
    expect(report).not.toContain("<failure");
    place.write(
      "stack.tf.json",
      template(({ aws_sns_topic_subscription: all }) => delete all!.pagerduty),
    );
    expect((await replayed("--junit", "report.xml", "--fail-on", "error", "api.ndjson")).code).toBe(1);
    expect(readFileSync(join(place.folder, "report.xml"), "utf8")).toContain("<failure");
  });
});

describe("--fail-on and exit codes", () => {
  beforeEach(() => place.write("stack.tf.json", closing));
  // A log that breaks a rule of each severity, one after the other.
  const worst = {
    info: () => place.write("api.ndjson", line(0, "info")),
    warning: () => place.write("api.ndjson", line(0).repeat(2)),
    error: () =>
      place.write(
        "stack.tf.json",
        template(({ aws_sns_topic_subscription: all }) => delete all!.pagerduty),
      ),
  };
  test.each([
    ["info", [1, 0, 0]],
    ["warning", [1, 1, 0]],
    ["error", [1, 1, 1]],
  ] as const)("exit codes of a replay whose worst finding is %s", async (severity, codes) => {
    worst[severity]();
    const found: number[] = [];
    for (const least of ["info", "warning", "error"])
      found.push((await replayed("--fail-on", least, "api.ndjson")).code);
    expect(found).toEqual(codes);
    expect((await replayed("api.ndjson")).code).toBe(0);
  });

  test("an alarm that fires is not a failure", async () => {
    expect((await replayed("--fail-on", "info", "api.ndjson")).code).toBe(0);
  });
});

describe("which template", () => {
  test("a folder with modules", async () => {
    const root = { module: { alarms: { source: "./alarms" } } };
    place.write("infra/main.tf.json", JSON.stringify(root));
    place.write("infra/alarms/main.tf.json", template());
    const { stdout } = await place.run("replay", "--template", "infra", "--json", "api.ndjson");
    const [alarm] = (JSON.parse(stdout) as { alarms: { address: string }[] }).alarms;
    expect(alarm?.address).toBe("module.alarms.aws_cloudwatch_metric_alarm.errors");
  });

  test("a file in UTF-16, as PowerShell redirects the output of terraform show", async () => {
    place.write("stack.tf.json", Buffer.from(`\ufeff${template()}`, "utf16le"));
    expect(firings(await json("api.ndjson"))).toEqual(["10:04"]);
  });

  test("--var, --region and --account fill in what the template leaves open", async () => {
    const open = template(({ aws_cloudwatch_metric_alarm: all }) => (all!.errors!.threshold = "${var.most}"), {
      variable: { most: { type: "number" } },
      provider: { aws: {} },
    });
    place.write("stack.tf.json", open);
    const without = await json("api.ndjson");
    expect(without.alarms[0]).toMatchObject({
      evaluated: false,
      why_not: expect.stringContaining("var.most") as string,
    });
    expect(without.not_evaluated).toHaveLength(1);
    const given = await json("--var", "most=3", "--region", "us-west-2", "--account", "111122223333", "api.ndjson");
    expect(firings(given)).toEqual(["10:04"]);
    expect(given.alarms[0]?.notified[0]?.action).toBe("arn:aws:sns:us-west-2:111122223333:page");
    expect(firings(await json("--var", "most=4", "api.ndjson"))).toEqual([]);
  });

  test("--workspace sets terraform.workspace", async () => {
    place.write(
      "stack.tf.json",
      template(({ aws_cloudwatch_metric_alarm: all }) => (all!.errors!.alarm_name = "${terraform.workspace}-errors")),
    );
    expect((await json("api.ndjson")).alarms[0]?.name).toBe("default-errors");
    expect((await json("--workspace", "live", "api.ndjson")).alarms[0]?.name).toBe("live-errors");
  });
});

describe("which lines", () => {
  const twoGroups = template((resource) => {
    resource.aws_cloudwatch_log_group!.web = { name: "/ecs/web" };
  });
  const matched = ({ filters }: Json) => filters[0]?.matched;

  test("those of files, folders, globs and compressed files", async () => {
    place.write("logs/a.ndjson", incident());
    place.write("logs/deep/b.ndjson.gz", gzipSync(incident().replaceAll("2026-11-20T10", "2026-11-20T11")));
    place.write("logs/.hidden", incident());
    expect((await json("logs")).records.read).toBe(120);
    expect((await json("logs/*")).records.read).toBe(60);
    expect((await json("logs/**/*.gz")).records.read).toBe(60);
    expect((await json("logs/{a,b}.ndjson")).records.read).toBe(60);
    expect((await json("logs/deep/b.ndjson.gz")).records.read).toBe(60);
    expect((await json(join(place.folder, "logs"))).records.read).toBe(120);
  });

  test("standard input is read once, however often it is named", async () => {
    const run = (...argv: string[]) =>
      runWith(["replay", "--template", "stack.tf.json", "--json", ...argv], {
        cwd: place.folder,
        stdin: gzipSync(incident()),
      });
    expect((JSON.parse((await run("-", "-")).stdout) as Json).records.read).toBe(60);
    expect((JSON.parse((await run("-", "api.ndjson")).stdout) as Json).records.read).toBe(120);
  });

  test("a file that is named twice, or by another link, is read once", async () => {
    mkdirSync(join(place.folder, "logs"));
    linkSync(join(place.folder, "api.ndjson"), join(place.folder, "logs", "a.ndjson"));
    symlinkSync("a.ndjson", join(place.folder, "logs", "current.ndjson"));
    expect((await json("api.ndjson", "./api.ndjson", "api.*")).records.read).toBe(60);
    expect((await json("logs", "logs/current.ndjson")).records.read).toBe(60);
  });

  test("symbolic links in folders are followed, even if they form a loop", async () => {
    mkdirSync(join(place.folder, "logs"));
    symlinkSync("../api.ndjson", join(place.folder, "logs", "api"));
    symlinkSync("../logs", join(place.folder, "logs", "circle"));
    expect((await json("logs")).records.read).toBe(60);
  });

  test("--log-group assigns files to log groups", async () => {
    place.write("stack.tf.json", twoGroups);
    place.write("web.ndjson", incident());
    const unknown = await replayed("--json", "api.ndjson");
    expect(unknown.code).toBe(2);
    expectText(unknown.stderr);
    const said = await json("--log-group", "/ecs/api=api*", "--log-group", "/ecs/web=web*", "api.ndjson", "web.ndjson");
    expect(said.filters).toMatchObject([{ events: 60, matched: 8 }]);
    expect(said.records.unrouted).toBe(0);
  });

  test("a service in the line determines the log group", async () => {
    place.write("stack.tf.json", twoGroups);
    place.write("api.ndjson", incident().replaceAll('"level"', '"service":"api","level"'));
    expect(matched(await json("api.ndjson"))).toBe(8);
  });

  test("--format, --time-field, --time-unit and --without-time control how lines are read", async () => {
    const at = Date.UTC(2026, 10, 20, 10) / 1000;
    place.write("odd.ndjson", `{"level":"error","when":${at * 1000000}}\n{"level":"error"}\n`);
    expect((await json("--time-field", "$.when", "--time-unit", "us", "odd.ndjson")).records.without_time).toBe(1);
    const all = await json("--time-field", "when", "--time-unit", "us", "--without-time", "previous", "odd.ndjson");
    expect(all.filters[0]).toMatchObject({ events: 2, matched: 2 });
    expect(all.from).toBe("2026-11-20T10:01:00.000Z");
    // Lines of JSON are not in the format of CRI.
    const { stdout } = await replayed("--json", "--format", "cri", "api.ndjson");
    expect((JSON.parse(stdout) as Json).records).toMatchObject({ invalid: 60 });
  });

  test("--metrics reads CSV and JSON", async () => {
    const queue = template(({ aws_cloudwatch_metric_alarm: all }) => {
      all!.queue = {
        ...all!.errors,
        alarm_name: "queue",
        namespace: "AWS/SQS",
        metric_name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: "orders" },
        statistic: "Maximum",
        threshold: 600,
      };
    });
    place.write("stack.tf.json", queue);
    expect((await json("api.ndjson")).not_evaluated).toEqual([
      {
        address: "aws_cloudwatch_metric_alarm.queue",
        name: "queue",
        reason: expect.stringContaining("--metrics") as string,
      },
    ]);
    place.write(
      "age.csv",
      "timestamp,namespace,metric,dimensions,statistic,period,value\n2026-11-20T10:02:00Z,AWS/SQS,ApproximateAgeOfOldestMessage,QueueName=orders,Maximum,60,700\n",
    );
    place.write(
      "age.json",
      JSON.stringify({
        MetricDataResults: [
          {
            Id: "m1",
            Label: "AWS/SQS ApproximateAgeOfOldestMessage {QueueName=orders} Maximum 60",
            Timestamps: ["2026-11-20T10:02:00+00:00"],
            Values: [700],
            StatusCode: "Complete",
          },
        ],
      }),
    );
    for (const file of ["age.csv", "age.json"]) {
      expect(firings(await json("--metrics", file, "api.ndjson"))).toEqual(["10:04", "10:03"]);
      // Without any log.
      expect(firings(await json("--metrics", file))).toEqual(["10:03"]);
    }
  });
});

describe("the clock", () => {
  test("--from and --to set the first and the last evaluation", async () => {
    const later = await json("--from", "2026-11-20T10:05:00Z", "--to", "2026-11-20T10:30Z", "api.ndjson");
    expect([later.from, later.to]).toEqual(["2026-11-20T10:05:00.000Z", "2026-11-20T10:30:00.000Z"]);
    // The alarm begins in INSUFFICIENT_DATA, and its first datapoint is above the threshold.
    expect(firings(later)).toEqual(["10:05"]);
    expect((await json("--from", "2026-11-20", "api.ndjson")).from).toBe("2026-11-20T00:00:00.000Z");
    expect((await json("--from", "2026-11-20T11:00+01:00", "api.ndjson")).from).toBe("2026-11-20T10:00:00.000Z");
  });

  test("--delay changes when an alarm fires, because its datapoints are late", async () => {
    // The errors arrive after their minute has been evaluated.
    const missing = template(({ aws_cloudwatch_metric_alarm: all }) => (all!.errors!.treat_missing_data = "missing"));
    place.write("stack.tf.json", missing);
    expect(firings(await json("api.ndjson"))).toEqual(["10:04"]);
    const late = await json("--delay", "90s", "api.ndjson");
    expect(firings(late)).not.toEqual(["10:04"]);
  });

  test("without records, --from and --to are enough to replay", async () => {
    const silence = template(({ aws_cloudwatch_metric_alarm: all }) => (all!.errors!.treat_missing_data = "breaching"));
    place.write("stack.tf.json", silence);
    place.write("empty.ndjson", "");
    const quiet = await json("--from", "2026-11-20T10:00Z", "--to", "2026-11-20T11:00Z", "empty.ndjson");
    expect(firings(quiet)).toEqual(["10:00"]);
  });

  test("a clock that is too long is cut, and a finding says so", async () => {
    place.write("api.ndjson", incident().replaceAll("2026-11-20", "2199-11-20"));
    const result = await json("--from", "1970-01-01", "api.ndjson");
    expect(result.to).toBe("1980-01-09T00:00:00.000Z");
    expect(result.findings).toContainEqual(
      expect.objectContaining({
        rule: "records-far-apart",
        message: expect.stringContaining("2199-11-20") as string,
      }),
    );
  });
});

describe("--scenarios", () => {
  const scenario = (changes: object = {}): string =>
    stringify({
      name: "errors",
      template: "stack.tf.json",
      start: "2026-11-20T10:00:00Z",
      logs: [{ generate: "30 over 5m", log_group: "/ecs/api", line: { level: "error" } }],
      expect: [{ alarm: "api-errors-critical", fires: true }],
      ...changes,
    });
  const run = (...argv: string[]): Promise<Outcome> => place.run("replay", "--scenarios", ...argv);

  test("prints scenarios that hold, and the coverage", async () => {
    place.write("scenarios/errors/scenario.yaml", scenario({ template: "../../stack.tf.json" }));
    place.write(
      "scenarios/quiet.scenario.yaml",
      scenario({
        name: "quiet",
        template: "../stack.tf.json",
        logs: [{ generate: "30 over 5m", log_group: "/ecs/api", line: { level: "info" } }],
        expect: [{ only: [] }],
      }),
    );
    place.write("scenarios/other.yaml", "not: read");
    const { code, stdout, stderr } = await run("scenarios", "--min-coverage", "100%");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expectText(stdout);
  });

  test("prints a diff for a scenario that does not hold", async () => {
    place.write("s.yaml", scenario({ expect: [{ alarm: "api-errors-critical", stays: "quiet" }] }));
    const { code, stdout, stderr } = await run("s.yaml");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toContain("FAIL  errors  0 of 1, s.yaml");
    expect(stdout).toContain("- stays quiet");
    expect(stdout).toContain("+ 1m (10:01:00) ALARM: Threshold Crossed");
  });

  test("names an alarm that does not exist, and suggests one that does", async () => {
    place.write("s.yaml", scenario({ expect: [{ alarm: "api-erors-critical", fires: true }] }));
    const { code, stdout } = await run("s.yaml");
    expect(code).toBe(1);
    expect(stdout).toContain("s.yaml: expect[0]: ");
    expectText(stdout);
  });

  test("exits with 1 if the coverage is below --min-coverage", async () => {
    place.write("s.yaml", scenario());
    expect((await run("s.yaml", "--min-coverage", "0")).code).toBe(0);
    const { code, stderr } = await run("s.yaml", "--min-coverage", "90");
    expect(code).toBe(1);
    expectText(stderr);
  });

  test("fails a scenario whose lines go to a log group that the template does not have", async () => {
    const logs = [{ generate: "3 over 1m", log_group: "/ecs/nope", line: "x" }];
    place.write("s.yaml", scenario({ logs, expect: [{ alarm: "api-errors-critical", stays: "quiet" }] }));
    const { code, stdout } = await run("s.yaml");
    expect(code).toBe(1);
    expect(stdout).toContain("s.yaml: logs: ");
    expectText(stdout);
  });

  test("runs the other scenarios if one cannot be read", async () => {
    place.write("a.scenario.yaml", scenario());
    place.write("b.scenario.yaml", "name: b\nlogs: [a\nexpect: {}\n");
    place.write("c.scenario.yaml", scenario({ template: "nowhere.json" }));
    place.write("d.scenario.yaml", "---\na: 1\n---\nb: 2\n");
    place.write("e.scenario.yaml", scenario({ logs: [{ file: "nowhere.ndjson" }] }));
    place.write("f.scenario.yaml", scenario({ unknown: 1 }));
    place.write(
      "g.scenario.yaml",
      `a: &a [1]\n${["ab", "bc", "cd", "de", "ef", "fg"].map(([from, to]) => `${to}: &${to} [${`*${from},`.repeat(9)}]\n`).join("")}`,
    );
    const { code, stdout, stderr } = await run(".");
    expect(code).toBe(2);
    expect(stdout).toContain("held  errors  1 of 1, a.scenario.yaml");
    expect(stdout).toContain("FAIL  errors  0 of 1, e.scenario.yaml");
    expectText(stderr.replaceAll(place.folder, ""));
  });

  test("exits with 2 if no scenario can be run", async () => {
    place.write("b.scenario.yaml", "name: b\nlogs: [a\nexpect: {}\n");
    const { code, stdout, stderr } = await run(".");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("b.scenario.yaml:3: ");
    place.write("b.scenario.yaml", scenario({ template: undefined }));
    const untold = await run(".");
    expect(untold.stderr).toContain("b.scenario.yaml: template: ");
    expectText(untold.stderr);
    expect((await run(".", "--template", "stack.tf.json")).code).toBe(0);
  });

  test("fails a scenario with a truncated log", async () => {
    place.write("cut.gz", gzipSync(incident()).subarray(0, 200));
    place.write("s.yaml", scenario({ logs: [{ file: "cut.gz" }] }));
    const { code, stdout, stderr } = await run("s.yaml");
    expect(code).toBe(2);
    expect(stdout).toContain("FAIL  errors  0 of 1, s.yaml");
    expect(stderr).toContain("sightline replay: s.yaml: cut.gz: ");
  });

  test.each([["nowhere"], ["empty"]])("%s", async (name) => {
    mkdirSync(join(place.folder, "empty"));
    const { code, stderr } = await run(name);
    expect(code).toBe(2);
    expect(stderr).toContain(`sightline replay: --scenarios ${name}: `);
    expectText(stderr);
  });

  test("prints JSON and Markdown, and writes a report for CI", async () => {
    place.write("s.yaml", scenario());
    const { stdout } = await run("s.yaml", "--json", "--junit", "s.xml");
    expect(JSON.parse(stdout)).toMatchObject({
      scenarios: [{ name: "errors", file: "s.yaml", held: true, expectations: [{ held: true }], findings: [] }],
      coverage: [{ template: "stack.tf.json", total: { of: 1, fired: 1, quiet: 0 } }],
    });
    expect(readFileSync(join(place.folder, "s.xml"), "utf8")).toContain('tests="1"');
    expectText(indented((await run("s.yaml", "--markdown")).stdout));
  });
});

describe("--env in a project", () => {
  // A configuration in YAML, and an app that writes a stack as a synthesis would.
  beforeEach(() => {
    const config = {
      project: "shop",
      services: {
        api: {
          owner: "team-api",
          runbooks: "https://runbooks.example.com/api",
          contract: { extends: "base" },
          logs: { group: "/ecs/api" },
          alarms: {
            errors: {
              type: "threshold",
              summary: "Errors are logged.",
              signal: "errors",
              severities: { critical: { above: 2 } },
            },
          },
        },
      },
      environments: {
        prod: {
          region: "eu-central-1",
          account: "111122223333",
          backend: { type: "local" },
          routes: { critical: [{ email: "oncall@example.com" }] },
        },
      },
    };
    place.write("sightline.config.yaml", stringify(config));
    const app = `const fs = require("fs"); const folder = process.env.CDKTF_OUTDIR + "/stacks/shop-prod";
fs.mkdirSync(folder, { recursive: true }); fs.copyFileSync("stack.tf.json", folder + "/cdk.tf.json");`;
    place.write("app.js", app);
    place.write("cdktf.json", JSON.stringify({ app: "node app.js", output: "out" }));
  });
  const inProject = (...argv: string[]) =>
    runWith(["replay", "--json", ...argv], { cwd: place.folder, env: process.env });

  test("synthesizes the project, and checks lines against its contracts", async () => {
    place.write("api.ndjson", incident().replaceAll('"level"', '"service":{"name":"api"},"colour":1,"level"'));
    const { code, stdout, stderr } = await inProject("--env", "prod", "api.ndjson");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const result = JSON.parse(stdout) as Json;
    expect(firings(result)).toEqual(["10:04"]);
    const outside = result.findings.filter(({ rule }) => rule === "line-outside-contract");
    expect(outside.map(({ address }) => address)).toContain("api.ndjson:1");
    expect(outside.map(({ message }) => message).join("\n")).toContain("colour");
    expect(existsSync(join(place.folder, "out"))).toBe(false);
  });

  test("with --template reads the template and does not synthesize", async () => {
    place.write("cdktf.json", JSON.stringify({ app: "exit 1", output: "out" }));
    place.write("api.ndjson", incident().replaceAll('"level"', '"colour":1,"level"'));
    const { code, stdout } = await inProject("--env", "prod", "--template", "stack.tf.json", "api.ndjson");
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Json).findings.map(({ rule }) => rule)).toContain("line-outside-contract");
  });

  test.each([
    ["an environment that does not exist", ["--env", "pord"]],
    ["an app that fails", ["--env", "prod"]],
  ])("exits with 2 for %s", async (_, argv) => {
    place.write("cdktf.json", JSON.stringify({ app: "exit 3", output: "out" }));
    const { code, stdout, stderr } = await inProject(...argv, "api.ndjson");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });

  test("exits with 2 for a configuration with an error, and names the command that lists all", async () => {
    place.write("sightline.config.yaml", "project: shop\nservices: [\n");
    const { code, stderr } = await inProject("--env", "prod", "api.ndjson");
    expect(code).toBe(2);
    expect(stderr).toContain("sightline check");
  });
});

describe("a wrong call", () => {
  test("reports everything that is wrong at once", async () => {
    const { code, stdout, stderr } = await place.run(
      "replay",
      ...["--json", "--markdown", "--from", "2026-02-30T25:00", "--to", "noon", "--delay", "20d", "--fail-on", "eror"],
      ...["--format", "xml", "--time-unit", "h", "--without-time", "x", "--log-group", "/a", "--var", "x"],
      ...["--time-field", "$.a[0]", "--log-group", "/a=b[", "--min-coverage", "101", "--memory", "lots"],
      ...["--engine", "x", "--config", "c.yaml", "--html", "", "--log-group", "/a="],
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });

  test("options that scenarios set themselves cannot be combined with --scenarios", async () => {
    const { code, stderr } = await place.run(
      ...["replay", "--scenarios", "s.yaml", "--from", "2026-11-20", "--metrics", "m.csv", "--html", "x.html"],
      ...["--fail-on", "info", "--brief", "api.ndjson"],
    );
    expect(code).toBe(2);
    expectText(stderr);
  });

  test("the help names every option, and no others", async () => {
    const { stdout } = await place.run("replay", "--help");
    const named = new Set([...stdout.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option.slice(2)));
    expect([...named].sort()).toEqual(Object.keys(replayOptions).sort());
    // The examples can be parsed.
    for (const [, call = ""] of replay.help.matchAll(/^ {2}sightline replay (.*)$/gm))
      expect(() => parseArgs({ args: call.split(" "), options: replayOptions, allowPositionals: true })).not.toThrow();
  });
});
