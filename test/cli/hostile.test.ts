import { stringify } from "yaml";
import type { Outcome } from "./fake-io";
import { incident, line, template, type Workplace, workplace } from "./small-stack";

// Every input of every command with a name that takes over a terminal, commands a CI system and forges a line.

const evil =
  "e\u001b]0;t\u0007\u202e\u009b2J\u2066\ud800\n::add-mask::x\n  ::error::y\r##vso[task.complete]z\nFORGED ##[group]w";
// Names of files cannot hold half of a surrogate pair.
const file = evil.replaceAll("/", "").replace("\ud800", "");

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

/** What no writer may let through. A line that begins with `FORGED` was forged. */
function expectHarmless({ stdout, stderr }: Outcome): void {
  for (const text of [stdout, stderr]) {
    // eslint-disable-next-line no-control-regex -- these are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f]/);
    expect(text).not.toMatch(/^\s*::|##\[|##vso\[/m);
    expect(text).not.toMatch(/^FORGED/m);
  }
}

/** Runs and expects that the name is shown, and harmless. */
async function shown(...argv: string[]): Promise<void> {
  const outcome = await place.run(...argv);
  expectHarmless(outcome);
  expect(outcome.code).toBeLessThan(3);
  expect(outcome.stdout + outcome.stderr).toMatch(/FORGED|u001b/);
}

/** Runs and expects nothing but annotations, of which none is a command to be forged. */
async function annotated(...argv: string[]): Promise<void> {
  const { code, stderr, stdout } = await place.run(...argv);
  expect(code).toBeLessThan(3);
  const lines = stdout.split("\n").filter((each) => each !== "");
  expect(lines.length).toBeGreaterThan(0);
  for (const each of lines)
    expect(each).toMatch(/^::(?:error|warning|notice) (?:[a-z]+=[^:,]*,)*title=[^:,]*::[^\r\n]*$/);
  // Behind its own beginning a line is like any other text.
  expectHarmless({ code, stderr, stdout: stdout.replaceAll(/^::[a-z]+ [^:]*::/gm, "") });
}

const hostileTemplate = () =>
  template((resource) => {
    const { aws_cloudwatch_metric_alarm: alarms, aws_cloudwatch_log_metric_filter: filters } = resource;
    alarms!.errors!.alarm_name = evil;
    alarms!.errors!.alarm_description = evil;
    alarms!.errors!.tags = { severity: evil };
    alarms![evil] = {
      ...alarms!.errors!,
      alarm_name: `${evil}2`,
      metric_name: evil,
      unit: evil,
      alarm_actions: [evil, "${aws_sns_topic.page.arn}"],
    };
    filters!.errors!.name = evil;
    filters![evil] = {
      ...filters!.errors!,
      pattern: evil,
      metric_transformation: { namespace: evil, name: evil, value: evil },
    };
    resource.aws_sns_topic![evil] = { name: evil };
    resource.aws_sns_topic_subscription!.pagerduty!.endpoint = `https://${evil}`;
    resource.aws_sns_topic_subscription![evil] = { topic_arn: evil, protocol: evil, endpoint: evil };
    resource.aws_cloudwatch_log_group!.api!.name = evil;
    resource.aws_cloudwatch_composite_alarm = {
      [evil]: { alarm_name: `${evil}3`, alarm_rule: `ALARM("${evil}") OR ${evil}`, alarm_actions: [evil] },
    };
    resource[evil] = { [evil]: { [evil]: evil } };
  });

describe("names in a template", () => {
  beforeEach(() => {
    place.write("stack.tf.json", hostileTemplate());
    place.write("api.ndjson", incident());
  });

  test.each([
    ["check", "--template", "stack.tf.json"],
    ["check", "--template", "stack.tf.json", "--json"],
    ["check", "--template", "stack.tf.json", "--format", "sarif"],
    ["check", "--template", "stack.tf.json", "--format", "junit"],
    ["replay", "--template", "stack.tf.json", "api.ndjson"],
    ["replay", "--template", "stack.tf.json", "--color", "api.ndjson"].filter((word) => word !== "--color"),
    ["replay", "--template", "stack.tf.json", "--json", "api.ndjson"],
    ["replay", "--template", "stack.tf.json", "--markdown", "api.ndjson"],
  ])("%s %s %s %s", async (...argv) => shown(...argv));

  test("as annotations: every line is a command of ours, and its text cannot end it", async () => {
    await annotated("check", "--template", "stack.tf.json", "--format", "github");
    await annotated("replay", "--template", "stack.tf.json", "--github", "api.ndjson");
  });

  test("as SQL", async () => {
    expectHarmless(await place.run("replay", "--template", "stack.tf.json", "--sql", "athena"));
  });

  test.each([
    ["{"],
    [`{"resource": {"${JSON.stringify(evil).slice(1, -1)}": 1}}`],
    [`{"resource": ${JSON.stringify(evil)}}`],
    [evil],
  ])("in a template that cannot be read: %#", async (text) => {
    place.write("broken.tf.json", text);
    for (const argv of [["check"], ["replay", "api.ndjson"]])
      expectHarmless(await place.run(...argv.slice(0, 1), "--template", "broken.tf.json", ...argv.slice(1)));
  });
});

describe("values of options and names of files", () => {
  beforeEach(() => {
    place.write("stack.tf.json", template());
    place.write("api.ndjson", incident());
  });

  test.each([
    [evil],
    ["help", evil],
    [`--${evil}`],
    ["check", evil],
    ["check", "--config", file],
    ["check", "--template", file],
    ["check", "--template", "stack.tf.json", "--var", evil],
    ["check", "--template", "stack.tf.json", "--only", evil],
    ["check", "--template", "stack.tf.json", "--format", evil],
    ["match", evil, "api.ndjson"],
    ["match", "error", file],
    ["match", "--json", "--select", evil, "{ $.a = 1 }", "api.ndjson"],
    ["match", "-m", evil, "error", "api.ndjson"],
    ["synth", evil],
    ["init", "a", evil],
    ["init", "a", "--name", evil],
    ["replay", "--template", file, "api.ndjson"],
    ["replay", "--template", "stack.tf.json", file],
    ["replay", "--template", "stack.tf.json", "--metrics", file, "api.ndjson"],
    ["replay", "--template", "stack.tf.json", "--html", `${file}/x`, "api.ndjson"],
    ["replay", "--template", "stack.tf.json", "--log-group", evil, "api.ndjson"],
    ["replay", "--template", "stack.tf.json", "--log-group", `${evil}=*`, "api.ndjson"],
    ["replay", "--template", "stack.tf.json", "--time-field", evil, "api.ndjson"],
    ["replay", "--scenarios", file],
    ["replay", "--scenarios", "a", evil],
    ...["env"].map((name) => ["replay", "--config", file, `--${name}`, evil, "api.ndjson"]),
    ...[
      "from",
      "to",
      "delay",
      "engine",
      "memory",
      "format",
      "time-unit",
      "without-time",
      "fail-on",
      "min-coverage",
      "sql",
    ].map((name) => [...["replay", "--template", "stack.tf.json", `--${name}`, evil, "api.ndjson"]]),
  ])("%# %s", async (...argv) => shown(...argv));

  test("names of files that are read", async () => {
    place.write(`${file}.tf.json`, template());
    place.write(`${file}.ndjson`, `not json\n${incident()}`);
    place.write(`${file}.csv`, `timestamp,namespace,name,statistic,value\n${evil}`);
    await shown("check", "--template", `${file}.tf.json`);
    await shown("match", "-H", "error", `${file}.ndjson`);
    await shown("match", "-c", "error", `${file}.ndjson`, `${file}.ndjson`);
    await shown("match", "--json", "error", `${file}.ndjson`, `${file}.ndjson`);
    for (const format of [[], ["--json"], ["--markdown"]])
      await shown("replay", "--template", `${file}.tf.json`, "--metrics", `${file}.csv`, ...format, `${file}.ndjson`);
  });
});

describe("values in logs", () => {
  test.each([["--json"], ["--markdown"], ["--brief"], ["--no-color"]])("replay %s", async (option) => {
    place.write(
      "stack.tf.json",
      template(({ aws_cloudwatch_log_metric_filter: filters }) => {
        filters!.errors!.pattern = '{ $.level = "error" && $.nothing = 1 }';
        delete (filters!.errors!.metric_transformation as Record<string, unknown>).default_value;
        (filters!.errors!.metric_transformation as Record<string, unknown>).dimensions = { Level: "$.level" };
      }),
    );
    place.write(
      "api.ndjson",
      `${line(0, "error", evil)}${line(1, evil, evil)}{"time":"${evil.replaceAll("\n", "\\n")}"}\n${evil}\n`,
    );
    expectHarmless(await place.run("replay", "--template", "stack.tf.json", option, "api.ndjson"));
  });
});

describe("names in a scenario", () => {
  test.each([
    {
      name: evil,
      template: "../stack.tf.json",
      start: "2026-11-20T10:00:00Z",
      logs: [{ file: "../api.ndjson" }],
      expect: [{ alarm: evil, fires: true }],
    },
    { name: "a", template: evil, start: evil, logs: [{ file: evil }], expect: [{ alarm: "api-*", fires: false }] },
    { name: "a", [evil]: evil },
    {
      name: "a",
      template: "../stack.tf.json",
      start: "2026-11-20T10:00:00Z",
      logs: [{ file: "../api.ndjson", [evil]: 1 }],
      expect: [{ [evil]: evil }],
    },
  ])("%#", async (scenario) => {
    place.write("stack.tf.json", template());
    place.write("api.ndjson", incident());
    place.write("case/scenario.yaml", stringify(scenario));
    for (const format of [[], ["--json"], ["--markdown"]]) await shown("replay", "--scenarios", "case", ...format);
  });

  test.each([`a: [\n${evil}`, `"${evil}`, `&${evil} a: *${evil}`, evil])(
    "YAML that cannot be read: %#",
    async (text) => {
      place.write("case/scenario.yaml", text);
      expectHarmless(await place.run("replay", "--scenarios", "case"));
    },
  );
});

describe("names in a configuration", () => {
  const valid = {
    project: "shop",
    services: { api: { description: "d", owner: "o", contract: { extends: "base" }, alarms: {} } },
    environments: { prod: { region: "eu-central-1", account: "111122223333", backend: { type: "local" }, routes: {} } },
  };

  test.each([
    { ...valid, project: evil },
    { ...valid, [evil]: evil },
    { ...valid, services: { [evil]: valid.services.api } },
    {
      ...valid,
      services: { api: { ...valid.services.api, owner: evil, [evil]: 1, alarms: { [evil]: { type: evil } } } },
    },
    { ...valid, environments: { [evil]: valid.environments.prod } },
    { ...valid, environments: { prod: { ...valid.environments.prod, region: evil, extends: evil } } },
    { ...valid, accept: [{ rule: "alarm-reaches-nobody", path: evil, environment: evil, reason: evil }] },
    { ...valid, accept: [{ rule: "severity-order", path: evil, reason: evil, expires: "2026-01-01" }] },
    { ...valid, accept: [{ rule: evil, path: evil, reason: evil, expires: evil, severity: evil }] },
  ])("%#", async (config) => {
    place.write("sightline.config.yaml", stringify(config));
    await shown("check");
    for (const format of ["json", "sarif", "junit"]) await shown("check", "--format", format, "--fail-on", "info");
    await annotated("check", "--format", "github");
    expectHarmless(await place.run("check", "--env", evil));
    expectHarmless(await place.run("check", "--env", "prod", "--print"));
  });

  test.each(["text", "json", "sarif", "junit"])("reasons of acceptances as %s", async (format) => {
    place.write("stack.tf.json", hostileTemplate());
    const accept = [
      ...["alarm-reaches-nobody", "filter-refused"].map((rule) => ({ rule, path: "*", reason: evil })),
      { rule: "alarm-refused", path: "*", reason: evil, severity: "info" },
      { rule: "metric-nobody-publishes", path: evil, reason: evil },
    ];
    place.write("accept.yaml", stringify({ ...valid, services: {}, accept }));
    const argv = ["check", "--template", "stack.tf.json", "--config", "accept.yaml", "--format"];
    await shown(...argv, format);
    await annotated(...argv, "github");
  });

  test.each([`a: [\n${evil}`, `"${evil}`, evil])("YAML that cannot be read: %#", async (text) => {
    place.write("sightline.config.yaml", text);
    expectHarmless(await place.run("check"));
  });
});

test("what a project's app says, and the names in what it writes", async () => {
  place.write(
    "app.js",
    `
const { mkdirSync, writeFileSync } = require("node:fs");
const evil = ${JSON.stringify(evil)};
console.log(evil); console.error(evil);
mkdirSync("out/stacks/a", { recursive: true });
writeFileSync("out/stacks/a/cdk.tf.json", JSON.stringify({ resource: { [evil]: { [evil]: {} } } }));
`,
  );
  place.write("cdktf.json", JSON.stringify({ app: "node app.js", output: "out" }));
  place.write("test/golden/a/stack.tf.json", JSON.stringify({ resource: { ["x" + evil]: { [evil]: {} } } }));
  const { stdout, stderr, code } = await place.run("synth");
  expect(code).toBe(0);
  expectHarmless({ code, stdout, stderr: "" });
  // The app's lines are its own, but they command nobody.
  expect(stderr).not.toMatch(/\u001b|\u202e|^\s*::|##\[|##vso\[/m); // eslint-disable-line no-control-regex
  place.write("cdktf.json", JSON.stringify({ app: `exit 3 # ${evil.replaceAll(/[\n\r\ud800]/g, " ")}` }));
  await shown("synth");
  place.write("cdktf.json", evil);
  expectHarmless(await place.run("synth"));
});
