import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { saySkipped } from "../skipped";
import { expectText } from "../texts";
import { growth } from "../work";
import { type Outcome, runWith, spawned } from "./fake-io";
import { incident, line, type Resources, resources, template, type Workplace, workplace } from "./small-stack";

let place: Workplace;
beforeEach(() => {
  place = workplace();
  place.write("stack.tf.json", template());
  place.write("api.ndjson", incident());
});
afterEach(() => place.remove());

interface Json {
  readonly from: string;
  readonly to: string;
  readonly alarms: readonly {
    readonly name: string;
    readonly why_not: string | null;
    readonly transitions: readonly { readonly at: string; readonly to: string }[];
  }[];
  readonly records: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly address: string;
    readonly message: string;
  }[];
}

interface Replayed extends Outcome {
  readonly result: Json;
  /** When which alarm fired. */
  readonly fired: readonly string[];
}

async function replayed(...argv: string[]): Promise<Replayed> {
  const outcome = await place.run("replay", "--template", "stack.tf.json", "--json", ...argv);
  isPlain(outcome);
  const result = JSON.parse(outcome.stdout) as Json;
  const fired = result.alarms.flatMap(({ name, transitions }) =>
    transitions.filter(({ to }) => to === "ALARM").map(({ at }) => `${name} ${at.slice(11, 16)}`),
  );
  return { ...outcome, result, fired };
}

const found = ({ result }: Replayed, rule: string) => result.findings.filter((finding) => finding.rule === rule);

function isPlain({ stdout, stderr }: Outcome): void {
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+/m);
  expect(stdout + stderr).not.toContain("internal error");
}

function stack(change: (resource: Resources) => void): void {
  place.write("stack.tf.json", template(change));
}

const rubbish = Buffer.concat([Buffer.from([0x40, 0xff, 0, 1]), randomBytes(4000)]);

describe("a template that cannot be read: exit code 2, one message, nothing is replayed", () => {
  test.each<[string, string | Buffer | undefined]>([
    ["nowhere.json", undefined],
    ["stack.tf.json/x.json", undefined],
    ["empty.json", ""],
    ["package.json", '{"name":"shop","version":"1"}'],
    ["list.json", "[]"],
    ["broken.tf.json", '{"resource": {\n  "aws_sns_topic": {,}}}'],
    ["plan.json", '{"format_version":"9.0","planned_values":{}}'],
    ["terraform.tfstate", '{"version":3,"terraform_version":"0.11.0","serial":1,"lineage":"x"}'],
    ["plan.bin", "PK\u0003\u0004 and so on"],
    ["main.tf", 'resource "aws_sns_topic" "a" {}\n'],
  ])("%s", async (name, content) => {
    if (content !== undefined) place.write(name, content);
    const { code, stdout, stderr } = await place.run("replay", "--template", name, "api.ndjson");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr.startsWith(`sightline replay: ${name}:`)).toBe(true);
    expectText(stderr);
  });

  test("binary data", async () => {
    place.write("rubbish.json", rubbish);
    const { code, stdout, stderr } = await place.run("replay", "--template", "rubbish.json", "api.ndjson");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("sightline replay: rubbish.json:1:1: ");
  });

  test("a folder without Terraform, one with HCL only, and those with HCL beside JSON or in a module", async () => {
    mkdirSync(join(place.folder, "empty"));
    place.write("hcl/main.tf", 'resource "aws_sns_topic" "a" {}\n');
    place.write("mixed/main.tf.json", template());
    place.write("mixed/alarms.tf", "");
    place.write("mixed/more.tf", "");
    place.write("module/main.tf.json", template());
    place.write("module/modules/alarms/main.tf", "");
    for (const [folder, at] of [
      ["empty", "empty"],
      ["hcl", "hcl/main.tf"],
      ["mixed", "mixed/alarms.tf"],
      ["module", "module/modules/alarms/main.tf"],
    ] as const) {
      const { code, stderr } = await place.run("replay", "--template", folder, "api.ndjson");
      expect(code).toBe(2);
      expect(stderr).toContain(`sightline replay: ${at}: `);
      expectText(stderr);
    }
  });

  test("a folder with a broken file, which is named", async () => {
    place.write("infra/a.tf.json", template());
    place.write("infra/b.tf.json", "{");
    const { code, stderr } = await place.run("replay", "--template", "infra", "api.ndjson");
    expect(code).toBe(2);
    expect(stderr).toContain("sightline replay: infra/b.tf.json:1:2: ");
  });
});

describe("inputs that cannot be read, or not to the end: exit code 2, the rest is evaluated", () => {
  test("missing logs, and one that exists", async () => {
    const outcome = await replayed("nowhere.ndjson", "*.nope", "a[", "", "stack.tf.json/x", "api.ndjson");
    expect(outcome).toMatchObject({ code: 2, fired: ["api-errors-critical 10:04"] });
    expect([...outcome.stderr.matchAll(/^sightline replay: (.+?): /gm)].map(([, place]) => place)).toEqual([
      ...["nowhere.ndjson", "*.nope", "a[", '""', "stack.tf.json/x"],
    ]);
    expectText(outcome.stderr);
  });

  test("only a missing log: nothing is evaluated", async () => {
    const { code, stdout, stderr } = await place.run("replay", "--template", "stack.tf.json", "nowhere.ndjson");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("sightline replay: nowhere.ndjson: ");
    expectText(stderr);
  });

  test("a truncated gzip file: the lines before the cut count", async () => {
    // Cut before the end of the deflated data.
    place.write("cut.gz", gzipSync(incident()).subarray(0, -40));
    const outcome = await replayed("cut.gz");
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(/^sightline replay: cut\.gz: .*unexpected end of file.*\n$/);
    expect(outcome.result.records.read).toBeGreaterThan(0);
    expect(found(outcome, "truncated-input")).toMatchObject([{ severity: "error", address: "cut.gz" }]);
  });

  test("a gzip file of which nothing can be read", async () => {
    place.write("broken.gz", Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), Buffer.alloc(50, 0xff)]));
    const outcome = await replayed("broken.gz", "api.ndjson");
    expect(outcome).toMatchObject({ code: 2, fired: ["api-errors-critical 10:04"] });
    expect(outcome.stderr).toContain("sightline replay: broken.gz: ");
    expect(found(outcome, "unreadable-input")).toHaveLength(1);
  });

  test("binary data", async () => {
    place.write("rubbish.log", rubbish);
    const outcome = await replayed("rubbish.log", "api.ndjson");
    expect(outcome).toMatchObject({ code: 2, fired: ["api-errors-critical 10:04"] });
    expectText(outcome.stderr);
    expect(found(outcome, "not-text")).toMatchObject([{ severity: "error", address: "rubbish.log:1" }]);
  });

  test("a document with mismatched brackets", async () => {
    place.write("events.json", '{"events":[{"timestamp":1763632800000,"message":"a"}}]}');
    const outcome = await replayed("events.json", "api.ndjson");
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain("byte 52");
    expectText(outcome.stderr);
  });

  test.each([
    ["nowhere.csv", undefined],
    ["folder", undefined],
    ["empty.csv", ""],
    ["other.csv", "a,b\n1,2\n"],
    ["broken.json", '{"MetricDataResults": ['],
  ])("--metrics %s", async (name, content) => {
    mkdirSync(join(place.folder, "folder"));
    if (content !== undefined) place.write(name, content);
    const outcome = await replayed("--metrics", name, "api.ndjson");
    expect(outcome).toMatchObject({ code: 2, fired: ["api-errors-critical 10:04"] });
    expect(outcome.stderr).toContain(`sightline replay: ${name}:`);
    // Messages of JSON.parse differ between versions of Node.js.
    if (name !== "broken.json") expectText(outcome.stderr);
  });

  // Root may read every file.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) saySkipped("logs and templates that may not be read", "root may read every file");
  (isRoot ? test.skip : test)("files without read permission", async () => {
    place.write("secret.ndjson", incident());
    place.write("logs/a.ndjson", incident());
    chmodSync(join(place.folder, "secret.ndjson"), 0);
    const outcome = await replayed("secret.ndjson", "logs");
    expect(outcome).toMatchObject({ code: 2, fired: ["api-errors-critical 10:04"] });
    expect(outcome.stderr).toContain("secret.ndjson");
    chmodSync(join(place.folder, "stack.tf.json"), 0);
    const { code, stderr } = await place.run("replay", "--template", "stack.tf.json", "api.ndjson");
    expect(code).toBe(2);
    expect(stderr).toContain("sightline replay: stack.tf.json: ");
  });
});

describe("logs that prove nothing: exit code 2", () => {
  test("an empty log", async () => {
    place.write("empty.log", "");
    const outcome = await replayed("empty.log");
    expect(outcome).toMatchObject({ code: 2, fired: [] });
    expect(found(outcome, "nothing-to-replay")).toHaveLength(1);
    expectText(outcome.stderr);
    const { stdout } = await place.run("replay", "--template", "stack.tf.json", "empty.log");
    expect(stdout).toContain("Nothing was replayed\nrecords: 0 read\n");
    expect(stdout).not.toContain("1970");
  });

  test("an empty log beside another is ignored: exit code 0", async () => {
    place.write("empty.log", "");
    expect(await replayed("empty.log", "api.ndjson")).toMatchObject({ code: 0, stderr: "" });
  });

  test("a log without any time", async () => {
    stack(({ aws_cloudwatch_metric_alarm: all }) => (all!.errors!.treat_missing_data = "breaching"));
    place.write("plain.log", "hello\nworld\n");
    const outcome = await replayed("plain.log");
    // Nothing fires in 1970.
    expect(outcome).toMatchObject({ code: 2, fired: [] });
    expect(found(outcome, "nothing-to-replay")).toHaveLength(1);
    expectText(outcome.stderr);
    for (const form of ["--markdown", "--brief"]) {
      const { code, stdout } = await place.run("replay", "--template", "stack.tf.json", form, "plain.log");
      expect(code).toBe(2);
      expect(stdout).toContain("Nothing was replayed");
      expect(stdout).not.toContain("1970");
    }
  });

  test("an empty log with only --to", async () => {
    place.write("empty.log", "");
    const outcome = await replayed("--to", "2026-11-20T10:00Z", "empty.log");
    expect(outcome.code).toBe(2);
    expect([outcome.result.from, outcome.result.to]).toEqual(["2026-11-20T10:00:00.000Z", "2026-11-20T10:00:00.000Z"]);
    expectText(outcome.stderr);
  });

  test("a log of no log group: the fix names the log groups of the template", async () => {
    const outcome = await replayed("--log-group", "/ecs/apx=api*", "api.ndjson");
    expect(outcome.code).toBe(2);
    expect(found(outcome, "records-unrouted")).toHaveLength(1);
    expectText(outcome.stderr);
    expect(outcome.result.records.unrouted).toBe(60);
    expect(found(outcome, "unknown-log-group")).toMatchObject([{ address: "/ecs/apx=api*" }]);
  });

  test("a template without alarms and log groups", async () => {
    place.write("stack.tf.json", "{}");
    const outcome = await replayed("api.ndjson");
    expect(outcome).toMatchObject({ code: 2, result: { alarms: [], filters: [] } });
    expectText(outcome.stderr);
  });
});

describe("doubtful lines: counted, named, exit code 0", () => {
  test("a line that is not JSON, blank lines, a line of NUL bytes", async () => {
    place.write("odd.ndjson", `${incident()}{"level":"error"\n\n  \n${"\0".repeat(20)}\n`);
    const outcome = await replayed("odd.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04"] });
    expect(found(outcome, "invalid-line").map(({ address }) => address)).toContain("odd.ndjson:61");
  });

  test("times in the future, out of order by days, far apart", async () => {
    const far = line(0).replace("2026", "2099");
    place.write("odd.ndjson", incident() + far + line(-3 * 86_400));
    const outcome = await replayed("odd.ndjson");
    expect(outcome.code).toBe(0);
    expect(found(outcome, "future-timestamps")).toMatchObject([{ address: "odd.ndjson:61" }]);
    expect(found(outcome, "out-of-order")).toMatchObject([{ address: "odd.ndjson:62" }]);
    expectText(outcome.result.findings.map(({ rule, message }) => `${rule}: ${message}`).join("\n"));
    expect(found(outcome, "records-far-apart")).toHaveLength(1);
    expect(outcome.fired).toEqual(["api-errors-critical 10:04"]);
    expect(outcome.result.to).toBe("2026-11-21T00:07:00.000Z");
  });

  test("invalid times", async () => {
    const times = ["1e300", "-1", "0", "1e999", '"NaN"', "null", "true", "[]", '"2026-02-30T00:00:00Z"', '""'];
    place.write("odd.ndjson", incident() + times.map((time) => `{"timestamp":${time},"level":"error"}\n`).join(""));
    const outcome = await replayed("odd.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04"] });
    expect(outcome.result.records.without_time).toBe(times.length);
  });

  test.each([["ms"], ["s"], ["auto"]])("the latest time that a Date can have, with --time-unit %s", async (unit) => {
    place.write("odd.ndjson", `{"timestamp":8640000000000000}\n{"timestamp":8640000000000}\n`);
    for (const clock of [[], ["--from", "2026-11-20"], ["--to", "2026-11-20"]]) {
      const outcome = await place.run(
        ...["replay", "--template", "stack.tf.json", "--json", "--time-unit", unit, ...clock, "odd.ndjson"],
      );
      isPlain(outcome);
      expect(outcome.code).toBe(0);
    }
  });

  test("the same line twice", async () => {
    place.write("twice.ndjson", line(0).repeat(3) + line(60));
    const outcome = await replayed("twice.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:01"] });
    expect(found(outcome, "duplicate-lines")).toMatchObject([{ address: "twice.ndjson:2" }]);
  });

  test("a log group without logs", async () => {
    stack((resource) => {
      resource.aws_cloudwatch_log_group!.web = { name: "/ecs/web" };
      resource.aws_cloudwatch_log_metric_filter!.web = {
        name: "web",
        log_group_name: "/ecs/web",
        pattern: "x",
        metric_transformation: { namespace: "App", name: "Web", value: "1" },
      };
    });
    const outcome = await replayed("--log-group", "/ecs/api=*", "api.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04"] });
    expect(found(outcome, "log-group-without-logs")).toMatchObject([
      { severity: "info", address: "aws_cloudwatch_log_metric_filter.web" },
    ]);
  });

  test("a --log-group that matches none of the inputs", async () => {
    const outcome = await replayed("--log-group", "/ecs/api=web*", "api.ndjson");
    expect(outcome.code).toBe(0);
    expect(found(outcome, "unused-log-group-rule")).toMatchObject([{ address: "/ecs/api=web*" }]);
  });

  test("a line of 100 MB: named, and not kept in memory", () => {
    const file = openSync(join(place.folder, "long.ndjson"), "w");
    const piece = Buffer.alloc(1_000_000, "x");
    for (let megabytes = 0; megabytes < 100; megabytes++) writeSync(file, piece);
    writeSync(file, `\n${incident()}`);
    closeSync(file);
    const script = join(place.folder, "peak.cjs");
    place.write(
      "peak.cjs",
      `process.on("exit", () => process.stderr.write("peak " + process.resourceUsage().maxRSS + "\\n"));`,
    );
    const { code, stdout, stderr } = spawned(
      ["replay", "--template", "stack.tf.json", "--json", "long.ndjson"],
      place.folder,
      [`--require=${script}`],
    );
    const result = JSON.parse(stdout) as Json;
    expect(code).toBe(0);
    expect(result.findings.find(({ rule }) => rule === "line-too-long")).toMatchObject({ address: "long.ndjson:1" });
    expect(result.records).toMatchObject({ read: 60, invalid: 1 });
    const [, kilobytes] = /peak (\d+)/.exec(stderr) ?? [];
    expect(Number(kilobytes) / 1024).toBeLessThan(300);
  });
});

describe("templates with mistakes: each named with its address, the rest evaluated", () => {
  test("two alarms with the same name", async () => {
    stack(({ aws_cloudwatch_metric_alarm: all }) => (all!.other = { ...all!.errors }));
    const outcome = await replayed("api.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04", "api-errors-critical 10:04"] });
    expect(found(outcome, "duplicate-alarm-name")).toMatchObject([
      { severity: "error", address: "aws_cloudwatch_metric_alarm.other" },
    ]);
    expect((await replayed("--fail-on", "error", "api.ndjson")).code).toBe(1);
  });

  test("an expression that does not parse", async () => {
    stack(({ aws_cloudwatch_metric_alarm: all }) => {
      const { comparison_operator, evaluation_periods, threshold } = all!.errors!;
      all!.math = {
        ...{ alarm_name: "math", comparison_operator, evaluation_periods, threshold },
        metric_query: [
          { id: "e", expression: "m1 +* 2", return_data: true },
          { id: "m1", metric: { metric_name: "Errors", namespace: "App", period: 60, stat: "Sum" } },
        ],
      };
    });
    const outcome = await replayed("api.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04"] });
    expect(outcome.result).toMatchObject({
      not_evaluated: [
        {
          address: "aws_cloudwatch_metric_alarm.math",
          name: "math",
          reason: expect.stringContaining('"m1 +* 2"') as string,
        },
      ],
    });
  });

  test("a filter pattern that does not parse", async () => {
    stack(({ aws_cloudwatch_log_metric_filter: all }) => (all!.errors!.pattern = "{ $.level = "));
    const outcome = await replayed("api.ndjson");
    expect(outcome.code).toBe(0);
    expect(found(outcome, "filter-refused")).toMatchObject([
      { severity: "error", address: "aws_cloudwatch_log_metric_filter.errors" },
    ]);
  });

  test("composite alarms in a cycle, with a rule that does not parse, with the name of an unknown alarm", async () => {
    stack((resource) => {
      resource.aws_cloudwatch_composite_alarm = {
        a: { alarm_name: "a", alarm_rule: "ALARM(b)" },
        b: { alarm_name: "b", alarm_rule: "ALARM(a)" },
        c: { alarm_name: "c", alarm_rule: "ALARM(api-errors-critical" },
        d: { alarm_name: "d", alarm_rule: "ALARM(nope)" },
        e: { alarm_name: "e", alarm_rule: "ALARM(api-errors-critical)" },
      };
    });
    const outcome = await replayed("api.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04", "e 10:04"] });
    expect(found(outcome, "composite-cycle").map(({ address }) => address)).toEqual([
      "aws_cloudwatch_composite_alarm.a",
      "aws_cloudwatch_composite_alarm.b",
    ]);
    expect(found(outcome, "composite-rule-invalid")).toMatchObject([{ address: "aws_cloudwatch_composite_alarm.c" }]);
    expect(found(outcome, "composite-names-unknown-alarm")).toMatchObject([
      { address: "aws_cloudwatch_composite_alarm.d" },
    ]);
    expect(outcome.result.alarms.filter(({ why_not }) => why_not !== null).map(({ name }) => name)).toEqual([
      ...["a", "b", "c", "d"],
    ]);
  });

  test("alarms whose arguments are unknown or missing", async () => {
    const names = ["comparison_operator", "evaluation_periods", "threshold", "namespace", "metric_name", "period"];
    stack((resource) => {
      const unknown = Object.fromEntries([...names, "alarm_name", "alarm_actions"].map((name) => [name, "${var.x}"]));
      resource.aws_cloudwatch_metric_alarm!.unknown = unknown;
      resource.aws_cloudwatch_metric_alarm!.nothing = {};
      resource.aws_cloudwatch_log_metric_filter!.nothing = {};
      resource.aws_cloudwatch_composite_alarm = { unknown: { alarm_rule: "${var.x}" }, nothing: {} };
      resource.aws_sns_topic!.nothing = {};
      resource.aws_sns_topic_subscription!.nothing = {};
    });
    const outcome = await replayed("api.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04"] });
    const reasons = new Map(outcome.result.alarms.map(({ name, why_not }) => [name, why_not]));
    expect(reasons.get("aws_cloudwatch_metric_alarm.unknown")).toContain("var.x");
    expect([...reasons.values()].filter((reason) => reason === null)).toHaveLength(1);
  });

  test.each<[string, unknown]>([
    ["threshold", "1e999"],
    ["threshold", "NaN"],
    ["evaluation_periods", 1e9],
    ["evaluation_periods", 0],
    ["evaluation_periods", 2.5],
    ["period", 1e12],
    ["period", 6e12],
    ["period", -60],
    ["datapoints_to_alarm", 5],
    ["comparison_operator", "Foo"],
    ["statistic", "Foo"],
    ["treat_missing_data", "foo"],
  ])("%s = %j", async (name, value) => {
    stack(({ aws_cloudwatch_metric_alarm: all }) => {
      all!.odd = { ...all!.errors, alarm_name: "odd", [name]: value };
    });
    const outcome = await replayed("api.ndjson");
    expect(outcome).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04"] });
    const why = outcome.result.alarms[1]?.why_not ?? "";
    expect(why).toContain(name);
    expectText(why);
    // An alarm that is not evaluated does not extend the clock.
    expect(outcome.result.to).toBe("2026-11-20T10:17:00.000Z");
  });

  test("a module that calls itself", async () => {
    place.write("infra/main.tf.json", JSON.stringify({ module: { a: { source: "./a" } } }));
    const again = { module: { again: { source: "../a" }, here: { source: "./" } } };
    place.write("infra/a/main.tf.json", JSON.stringify({ ...(JSON.parse(template()) as object), ...again }));
    const outcome = await place.run("replay", "--template", "infra", "--json", "api.ndjson");
    isPlain(outcome);
    expect(outcome.code).toBe(0);
    const { findings } = JSON.parse(outcome.stdout) as Json;
    const unread = findings.filter(({ rule }) => rule === "resources-not-read");
    expect(unread.map(({ address }) => address)).toEqual(["module.a.module.again"]);
    for (const part of ["module.a.module.again", "module.a.module.here", "infra -> infra/a -> infra/a"])
      expect(unread[0]?.message).toContain(part);
  });

  const deep = (open: string, inside: string, close: string): string =>
    open.repeat(50_000) + inside + close.repeat(50_000);
  test.each<[string, (resource: Resources) => unknown]>([
    ["an expression in parentheses", ({ aws_sns_topic: all }) => (all!.page!.name = `\${${deep("(", "1", ")")}}`)],
    ["operators", ({ aws_sns_topic: all }) => (all!.page!.name = `\${${deep("!", "true", "")}}`)],
    ["a sum", ({ aws_sns_topic: all }) => (all!.page!.name = `\${${deep("1+", "1", "")}}`)],
    ["templates", ({ aws_sns_topic: all }) => (all!.page!.name = deep('${"', "x", '"}'))],
    ["a policy", ({ aws_sns_topic: all }) => (all!.page!.policy = deep("[", "", "]"))],
    [
      "a filter policy",
      ({ aws_sns_topic_subscription: all }) => (all!.pagerduty!.filter_policy = deep('{"a":', "1", "}")),
    ],
    [
      "a composite alarm's rule",
      (resource) =>
        (resource.aws_cloudwatch_composite_alarm = {
          deep: { alarm_name: "deep", alarm_rule: deep("(", "TRUE", ")") },
        }),
    ],
    [
      "a filter pattern",
      ({ aws_cloudwatch_log_metric_filter: all }) => (all!.errors!.pattern = `{ ${deep("(", "$.a = 1", ")")} }`),
    ],
    ["a count of 1e308", ({ aws_sns_topic: all }) => (all!.page!.count = 1e308)],
  ])("extreme nesting or size: %s", async (_, change) => {
    stack(change);
    expect((await replayed("api.ndjson")).code).toBe(0);
  });

  test("extreme nesting: the document itself", async () => {
    place.write("stack.tf.json", `{"resource":\n${deep("[", "", "]")}}`);
    const { stderr } = await place.run("replay", "--template", "stack.tf.json", "api.ndjson");
    expect(stderr).toContain("sightline replay: stack.tf.json:2:500: ");
  });

  test("extreme nesting: a line, which takes hardly longer than a flat line of the same length", async () => {
    place.write("deep.ndjson", `${incident()}{"timestamp":"2026-11-20T10:00:00Z","a":${deep("[", "1", "]")}}\n`);
    expect(await replayed("deep.ndjson")).toMatchObject({ code: 0, fired: ["api-errors-critical 10:04"] });
    place.write("deep.ndjson", deep("[", "", "]"));
    place.write("flat.ndjson", `[${"1,".repeat(deep("[", "", "]").length / 2 - 1)}1]`);
    const more = await growth(
      () => replayed("flat.ndjson"),
      () => replayed("deep.ndjson"),
    );
    expect(more).toBeLessThan(10);
  });

  test("a block that Terraform does not have: its line is named", async () => {
    place.write("stack.tf.json", '{"resource":\n{"aws_sns_topic":{"a":null}}}');
    const outcome = await place.run("replay", "--template", "stack.tf.json", "api.ndjson");
    isPlain(outcome);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain("sightline replay: stack.tf.json:2:");
  });
});

describe("no input ends in an internal error", () => {
  const tests = { numRuns: Number(process.env.FUZZ ?? 60) };
  const run = async (...argv: string[]): Promise<void> => {
    // The command line throws internal errors.
    const outcome = await runWith(["replay", ...argv], { cwd: place.folder });
    expect([0, 2]).toContain(outcome.code);
    if (outcome.code === 2) expect(outcome.stderr).not.toBe("");
  };
  const outputs = ["--html", "r.html", "--junit", "r.xml"];

  // Values that templates contain, and values that they should not contain.
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1,
      60,
      1e308,
      -0.5,
      "",
      "x",
      "60",
      "GreaterThanThreshold",
      "Sum",
    ),
    fc.constantFrom("${var.x}", "${aws_sns_topic.page.arn}", "${", "${each.key}", "%{ if true }", "${upper(1, 2)}"),
    fc.string({ maxLength: 8 }),
    fc.double(),
  );
  const value = fc.oneof(
    scalar,
    fc.array(scalar, { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 4 }), scalar),
  );
  const types = Object.keys(resources());

  test("resources with arbitrary arguments", async () => {
    const change = fc.record({
      type: fc.constantFrom(...types, "aws_cloudwatch_composite_alarm", "aws_sns_topic_policy", "aws_kms_key"),
      argument: fc.constantFrom(
        ...["name", "alarm_name", "threshold", "period", "evaluation_periods", "metric_query", "metric_transformation"],
        ...[
          "dimensions",
          "alarm_actions",
          "alarm_rule",
          "count",
          "for_each",
          "provider",
          "lifecycle",
          "dynamic",
          "tags",
        ],
        ...["pattern", "log_group_name", "policy", "topic_arn", "protocol", "statistic", "extended_statistic"],
        ...["comparison_operator", "treat_missing_data", "datapoints_to_alarm", "actions_suppressor", "depends_on"],
      ),
      value,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        stack((resource) => {
          for (const { type, argument, value: to } of changes) {
            const [first] = Object.values((resource[type] ??= { odd: {} }));
            if (first !== undefined) first[argument] = to;
          }
        });
        await run("--template", "stack.tf.json", ...outputs, "api.ndjson");
      }),
      tests,
    );
  });

  test("arbitrary documents with Terraform's keys", async () => {
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: "small" }, scalar, fc.array(tie("tree"), { maxLength: 3 }), tie("object")),
      object: fc.dictionary(
        fc.constantFrom(
          ...["resource", "aws_cloudwatch_metric_alarm", "a", "module", "source", "variable", "default", "locals"],
          ...["provider", "aws", "data", "planned_values", "root_module", "resources", "values", "address", "type"],
          ...[
            "child_modules",
            "configuration",
            "format_version",
            "expressions",
            "references",
            "constant_value",
            "mode",
          ],
        ),
        tie("tree"),
        { maxKeys: 5 },
      ),
    }));
    const document = fc.tuple(fc.constantFrom({}, { format_version: "1.2" }, { version: 4, lineage: "x" }), tree);
    await fc.assert(
      fc.asyncProperty(document, async ([head, rest]) => {
        const whole = typeof rest === "object" && rest !== null ? { ...head, ...rest } : rest;
        place.write("stack.tf.json", JSON.stringify(whole));
        await run("--template", "stack.tf.json", "api.ndjson");
      }),
      tests,
    );
  });

  describe("documents that Terraform writes, with some values replaced", () => {
    const fixtures = join(__dirname, "..", "fixtures", "terraform");
    test.each([
      ["a plan", join("foreign", "plan.json")],
      ["a state", join("foreign", "state.json")],
      ["terraform.tfstate", join("foreign", "raw-state.json")],
      ["a configuration", join("foreign-json", "modules", "alarm", "main.tf.json")],
      ["a synthesized stack", join("..", "..", "golden", "shop-prod", "stack.tf.json")],
    ])("%s", async (_, file) => {
      const original = JSON.parse(readFileSync(join(fixtures, file), "utf8")) as unknown;
      const change = fc.record({ at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), to: value });
      await fc.assert(
        fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
          const document = structuredClone(original);
          for (const { at, to } of changes) {
            const all = placesIn(document);
            const [holder, name] = all[Math.floor(at * all.length)] ?? [];
            if (holder !== undefined && name !== undefined) holder[name] = to;
          }
          place.write("stack.tf.json", JSON.stringify(document));
          await run("--template", "stack.tf.json", "api.ndjson");
        }),
        { numRuns: Math.ceil(tests.numRuns / 2) },
      );
    });
  });

  test("logs of arbitrary bytes", async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      fc.json({ maxDepth: 2 }).map((text) => Buffer.from(`${text}\n`)),
      fc.integer({ min: -1e6, max: 1e6 }).map((second) => Buffer.from(line(second))),
      fc
        .constantFrom('{"events":[', '{"timestamp":', "]}", "\n", "\r\n", '"', "2026-11-20T10:00:00Z ", "\ufeff")
        .map((text) => Buffer.from(text)),
      fc
        .constantFrom([0x1f, 0x8b, 8], [0x28, 0xb5, 0x2f, 0xfd], [0xff, 0xfe], [0], [0xc3])
        .map((bytes) => Buffer.from(bytes)),
    );
    const options = fc.constantFrom<string[]>(
      ...[[], ["--without-time", "previous"], ["--format", "json"], ["--format", "text"], ["--format", "export"]],
      ...[
        ["--format", "docker"],
        ["--format", "cri"],
        ["--format", "journald"],
        ["--time-unit", "ns"],
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), options, fc.boolean(), async (pieces, given, isPacked) => {
        const bytes = Buffer.concat(pieces);
        place.write("odd.log", isPacked ? gzipSync(bytes).subarray(0, 40) : bytes);
        await run("--template", "stack.tf.json", ...given, ...outputs, "odd.log");
        place.write("odd.csv", bytes);
        await run("--template", "stack.tf.json", "--metrics", "odd.csv", "api.ndjson");
      }),
      tests,
    );
  });

  test("scenarios of arbitrary shape", async () => {
    const entry = fc.oneof(
      scalar,
      fc.dictionary(
        fc.constantFrom(
          ...["generate", "line", "lines", "file", "log_group", "at", "every", "from", "alarm", "fires", "stays"],
          ...["between", "recovers", "times", "notified", "kind", "filter", "matched", "only", "values", "namespace"],
          ...["name", "period", "statistic", "dimensions"],
        ),
        value,
        { maxKeys: 5 },
      ),
    );
    const scenario = fc.record(
      {
        name: scalar,
        start: fc.oneof(fc.constant("2026-11-20T10:00:00Z"), scalar),
        to: fc.oneof(fc.constant("10m"), scalar),
        template: fc.oneof(fc.constant("stack.tf.json"), value),
        logs: fc.oneof(fc.array(entry, { maxLength: 2 }), scalar),
        metrics: fc.oneof(fc.array(entry, { maxLength: 2 }), scalar),
        expect: fc.oneof(fc.array(entry, { maxLength: 2 }), scalar),
        no_logs: fc.constant(true),
      },
      { requiredKeys: ["start", "template"] },
    );
    await fc.assert(
      fc.asyncProperty(scenario, async (content) => {
        place.write("s.yaml", JSON.stringify(content));
        const { code } = await runWith(["replay", "--scenarios", "s.yaml"], { cwd: place.folder });
        expect([0, 1, 2]).toContain(code);
      }),
      tests,
    );
  });
});

/** Every place of a JSON value that can be set to something else. */
function placesIn(value: unknown): [Record<string, unknown>, string][] {
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [[holder, name], ...placesIn(holder[name])]);
}
