import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changesText, summaryOf, summaryTable } from "../../lib/cli/stack-summary";
import { changesBetween, normalisedText } from "../../lib/cli/terraform-json";
import { expectText } from "../texts";
import { runWith } from "./fake-io";

const terraform = {
  "//": { metadata: { version: "0.21.0" } },
  resource: {
    aws_sns_topic: { critical: { "//": { metadata: { path: "a" } }, name: "critical", tags: { b: "2", a: "1" } } },
    aws_cloudwatch_log_group: { web: { name: "/app/prod/web" } },
    aws_cloudwatch_metric_alarm: { slow: { threshold: 5, tags: { severity: "warning" } }, old: { threshold: 1 } },
    aws_cloudwatch_composite_alarm: { all: { tags: { severity: "critical" } } },
  },
};

test("a summary counts alarms by severity, and those without a severity", () => {
  expect(summaryOf("prod", terraform)).toEqual({
    stack: "prod",
    resources: 5,
    logGroups: 1,
    metricFilters: 0,
    alarms: { info: 0, warning: 1, critical: 1, other: 1 },
    topics: 1,
    subscriptions: 0,
  });
  expect(summaryTable([summaryOf("prod", terraform)])).toMatchInlineSnapshot(`
    "stack  log groups  metric filters  warning alarms  critical alarms  other alarms  topics  subscribers  resources
    prod            1               0               1                1             1       1            0          5"
  `);
});

test("metadata and the order of keys are not changes", () => {
  const same = { resource: { aws_sns_topic: { critical: { tags: { a: "1", b: "2" }, name: "critical" } } } };
  const before = { resource: { aws_sns_topic: terraform.resource.aws_sns_topic } };
  expect(changesBetween(before, same)).toEqual({ added: [], removed: [], changed: [] });
  expect(changesText(changesBetween(before, same))).toBe("unchanged");
  expect(normalisedText(before)).toBe(normalisedText(same));
});

test("changes list what was added, removed and changed, up to a limit", () => {
  const after = {
    ...terraform,
    resource: { aws_sns_topic: { critical: { name: "other", tags: { b: "2", a: "1" } }, info: {} } },
  };
  expect(changesText(changesBetween(terraform, after), 3)).toMatchInlineSnapshot(`
    "1 added, 4 removed, 1 changed
        + aws_sns_topic.info
        - aws_cloudwatch_composite_alarm.all
        - aws_cloudwatch_log_group.web
        ... and 3 more"
  `);
});

describe("the command", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sightline-synth-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function project(script: string): void {
    writeFileSync(join(folder, "app.js"), script);
    writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ app: "node app.js", output: "out" }));
  }
  const app = `const fs = require("fs"); const folder = process.env.CDKTF_OUTDIR + "/stacks/prod"; fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(folder + "/cdk.tf.json", ${JSON.stringify(JSON.stringify(terraform))}); console.log("chatter");`;

  test("runs the app, keeps its output off stdout, and compares with the golden", async () => {
    project(app);
    mkdirSync(join(folder, "golden", "prod"), { recursive: true });
    writeFileSync(join(folder, "golden", "prod", "stack.tf.json"), normalisedText({ resource: {} }));
    const { code, stdout, stderr } = await runWith(["synth", "--golden", "golden", "--json"], {
      cwd: folder,
      env: process.env,
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      stacks: [
        {
          stack: "prod",
          resources: 5,
          changes: { added: expect.arrayContaining(["aws_sns_topic.critical"]) as string[], removed: [] },
        },
      ],
    });
    expect(stderr).toBe("chatter\n");
  });

  test("says with --against what an apply would change, and exits with 1 where logs would be lost", async () => {
    project(app);
    const deployed = structuredClone(terraform);
    const groups = deployed.resource.aws_cloudwatch_log_group as Record<string, object>;
    groups.api = { name: "/app/prod/api" };
    writeFileSync(join(folder, "state.json"), JSON.stringify(deployed));
    const { code, stdout } = await runWith(["synth", "--against", "state.json"], { cwd: folder, env: process.env });
    expect(code).toBe(1);
    expect(stdout).toContain("Since state.json:\n  gone: log group /app/prod/api, its logs are lost\n");
    expect(stdout).toContain("[log-group-lost]");
    expect((await runWith(["synth", "--against", "out"], { cwd: folder, env: process.env })).code).toBe(0);
  });

  test("names a stack that has no golden", async () => {
    project(app);
    mkdirSync(join(folder, "golden"));
    const { code, stdout } = await runWith(["synth", "--golden", "golden"], { cwd: folder, env: process.env });
    expect(code).toBe(0);
    expect(stdout).toContain("\n  without stack.tf.json: prod\n");
  });

  test("exits with 1 if the app fails, and names its command and exit code", async () => {
    project(`console.error("what went wrong"); process.exit(3);`);
    const { code, stderr } = await runWith(["synth"], { cwd: folder, env: process.env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^what went wrong\nsightline synth: /);
    expectText(stderr);
  });

  test.each([
    ["no cdktf.json", undefined],
    ["a cdktf.json that is not JSON", "{"],
    ["a cdktf.json without an app", "{}"],
  ])("exits with 2 for %s", async (_, content) => {
    if (content !== undefined) writeFileSync(join(folder, "cdktf.json"), content);
    const { code, stderr } = await runWith(["synth"], { cwd: folder, env: process.env });
    expect(code).toBe(2);
    expect(stderr).toContain("cdktf.json");
  });
});
