import { stringify } from "yaml";
import { type Outcome, runWith } from "./fake-io";
import { expectText } from "../texts";
import { resources, type Resources, template as smallStack, type Workplace, workplace } from "./small-stack";

/** The small stack, whose pager is also told that an alarm is over, perhaps with a change. */
function template(change: (resource: Resources) => void = () => undefined, rest: object = {}): string {
  return smallStack((resource) => {
    const { errors } = resource.aws_cloudwatch_metric_alarm!;
    errors!.ok_actions = errors!.alarm_actions;
    change(resource);
  }, rest);
}

let place: Workplace;
beforeEach(() => {
  place = workplace();
});
afterEach(() => place.remove());

interface Reach {
  readonly stack: string;
  readonly rows: readonly object[];
  readonly findings: readonly Readonly<Record<"rule" | "severity" | "address" | "message" | "fix", string>>[];
}

const reachIn = ({ stdout }: Outcome): readonly Reach[] => (JSON.parse(stdout) as { reach: Reach[] }).reach;

describe("--template", () => {
  const checked = (...argv: string[]) => place.run("check", "--template", "stack.tf.json", ...argv);

  test("exits with 0 if every alarm reaches somebody", async () => {
    place.write("stack.tf.json", template());
    const { code, stdout, stderr } = await checked();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expectText(stdout);
  });

  test("exits with 1 if an alarm reaches nobody, and names the alarm and the topic", async () => {
    place.write(
      "stack.tf.json",
      template(({ aws_sns_topic_subscription: all }) => delete all!.pagerduty),
    );
    const { code, stdout, stderr } = await checked();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expectText(stdout);
  });

  test("exits with 0 if there are only warnings", async () => {
    place.write(
      "stack.tf.json",
      template(({ aws_sns_topic_subscription: all }) => {
        all!.pagerduty = { topic_arn: "${aws_sns_topic.page.arn}", protocol: "email", endpoint: "a@example.com" };
      }),
    );
    const { code, stdout } = await checked();
    expect(code).toBe(0);
    expect(stdout).toContain("[severity-only-email]");
  });

  test("--fail-on decides which findings fail", async () => {
    place.write(
      "stack.tf.json",
      template(({ aws_cloudwatch_metric_alarm: all }) => delete all!.errors!.ok_actions),
    );
    const codes = await Promise.all(
      ["info", "warning", "error"].map(async (severity) => (await checked("--fail-on", severity)).code),
    );
    expect(codes).toEqual([1, 1, 0]);
    expect((await checked("--fail-on", "never")).code).toBe(2);
  });

  test("a filter and an alarm that AWS refuses, and a rule that it refuses, exit with 1", async () => {
    const refused = async (change: (resource: Resources) => void) => {
      place.write("stack.tf.json", template(change));
      const outcome = await checked("--json");
      return { code: outcome.code, rules: reachIn(outcome)[0]?.findings.map(({ rule }) => rule) };
    };
    const page = ["${aws_sns_topic.page.arn}"];
    const parent = (alarm_rule: string) => (resource: Resources) => {
      resource.aws_cloudwatch_metric_alarm!.errors!.alarm_actions = [];
      resource.aws_cloudwatch_composite_alarm = {
        any: { alarm_name: "any", alarm_rule, alarm_actions: page, ok_actions: page, tags: { severity: "critical" } },
      };
    };
    expect(await refused(parent("ALARM(api-errors-critical)"))).toEqual({ code: 0, rules: [] });
    // As a heredoc leaves it.
    expect(await refused(parent("ALARM(api-errors-critical) OR\nOK(api-errors-critical)\n"))).toMatchObject({
      code: 1,
      rules: expect.arrayContaining(["composite-rule-invalid"]) as unknown,
    });
    expect(
      await refused(({ aws_cloudwatch_metric_alarm: all }) => {
        Object.assign(all!.errors!, { evaluation_periods: 2, datapoints_to_alarm: 3 });
      }),
    ).toEqual({ code: 1, rules: ["alarm-periods-refused"] });
    expect(
      await refused(({ aws_cloudwatch_log_metric_filter: all }) => {
        Object.assign(all!.errors!, { pattern: "{ $.level = }" });
      }),
    ).toEqual({ code: 1, rules: ["filter-refused"] });
  });

  test("says that a template has no alarms", async () => {
    place.write(
      "stack.tf.json",
      template((all) => delete all.aws_cloudwatch_metric_alarm),
    );
    const { code, stdout, stderr } = await checked();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expectText(stdout);
  });

  test("says which parts were not read, and not that there are no alarms", async () => {
    const module = { alarms: { source: "./alarms" }, more: { source: "example/alarms/aws" } };
    const provider = { aws: { region: "eu-central-1" } };
    place.write("stack.tf.json", JSON.stringify({ provider, module }));
    const { code, stdout } = await checked();
    expect(code).toBe(1);
    expect(stdout).not.toContain("no alarms");
    expectText(stdout);
    const { reach } = JSON.parse((await checked("--json")).stdout) as {
      reach: { rows: object[]; not_read: string[] }[];
    };
    expect(reach).toMatchObject([{ rows: [], not_read: ["module.alarms", "module.more"] }]);
  });

  test("exits with 2 for a plan that destroys everything", async () => {
    const resource_changes = [{ address: "aws_sns_topic.page", change: { actions: ["delete"] } }];
    const planned_values = { root_module: {} };
    place.write("stack.tf.json", JSON.stringify({ format_version: "1.2", planned_values, resource_changes }));
    const { code, stdout, stderr } = await checked();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("sightline check: stack.tf.json: ");
    expectText(stderr);
  });

  test("prints one object with --json", async () => {
    place.write("stack.tf.json", template());
    const good = await checked("--json");
    expect(good.code).toBe(0);
    expect(JSON.parse(good.stdout)).toEqual({
      reach: [
        {
          stack: "stack.tf.json",
          rows: [{ severity: "critical", alarms: 1, channels: { pagerduty: 1 }, nobody: 0 }],
          findings: [],
        },
      ],
      accepted: [],
    });
    place.write(
      "stack.tf.json",
      template(({ aws_cloudwatch_metric_alarm: all }) => delete all!.errors!.alarm_actions),
    );
    const bad = await checked("--json");
    expect(bad.code).toBe(1);
    const [reach] = reachIn(bad);
    expect(reach?.findings).toMatchObject([
      { rule: "alarm-without-actions", severity: "error", address: "aws_cloudwatch_metric_alarm.errors" },
    ]);
    expect(Object.keys(reach?.findings[0] ?? {})).toEqual(["rule", "severity", "address", "message", "fix"]);
  });

  test.each([
    ["a missing file", undefined, "stack.tf.json:"],
    ["JSON that is not Terraform", '{"a":1}', "stack.tf.json:"],
    [
      "a plan of another shape",
      '{"format_version":"1.2","planned_values":{"root_module":[]}}',
      "stack.tf.json planned_values.root_module:",
    ],
  ])("exits with 2 for %s", async (_, text, at) => {
    if (text !== undefined) place.write("stack.tf.json", text);
    const { code, stdout, stderr } = await checked();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`sightline check: ${at}`);
    expectText(stderr);
  });

  describe("values that the template leaves open", () => {
    // The policy allows one account, and the topic's name is a variable.
    const open = (name = "${var.name}") =>
      template(
        (all) => {
          delete all.aws_sns_topic_subscription;
          all.aws_sns_topic!.page!.name = name;
          all.aws_sns_topic_policy = {
            page: {
              arn: "${aws_sns_topic.page.arn}",
              policy: JSON.stringify({
                Version: "2012-10-17",
                Statement: {
                  Effect: "Allow",
                  Principal: { Service: "cloudwatch.amazonaws.com" },
                  Action: "sns:Publish",
                  Resource: "*",
                  Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
                },
              }),
            },
          };
        },
        { provider: {}, variable: { name: {} } },
      );
    const rules = ["access-undecided", "topic-policy-refuses-cloudwatch"];
    const found = async (...argv: string[]) => {
      const [reach] = reachIn(await checked("--json", ...argv));
      const refused = reach?.findings.filter(({ rule }) => rules.includes(rule));
      return refused?.map(({ rule, severity }) => `${rule} ${severity}`);
    };

    test("--account and --region decide what a policy allows", async () => {
      place.write("stack.tf.json", open("page"));
      expect(await found()).toEqual(["access-undecided warning"]);
      expect(await found("--account", "111122223333", "--region", "eu-west-1")).toEqual([]);
      expect(await found("--account", "999999999999", "--region", "eu-west-1")).toEqual([
        "topic-policy-refuses-cloudwatch error",
      ]);
    });

    test("--var resolves the names in messages", async () => {
      place.write("stack.tf.json", open());
      expect((await checked("--var", "name=loud=er")).stdout).toContain('"loud=er"');
    });

    test("exits with 2 for empty and malformed values, and names each", async () => {
      place.write("stack.tf.json", open());
      const { code, stderr } = await checked("--account", "", "--region", "", "--var", "x");
      expect(code).toBe(2);
      expectText(stderr);
    });

    test.each([
      [["aws.east=111122223333"]],
      [["east=111122223333"]],
      [["aws=1"]],
      [["google.x=111122223333"]],
      [["111122223333", "aws=444455556666"]],
    ])("exits with 2 for accounts that fit no provider: %j", async (accounts) => {
      place.write("stack.tf.json", open());
      const { code, stderr } = await checked(...accounts.flatMap((account) => ["--account", account]));
      expect(code).toBe(2);
      expectText(stderr);
    });

    test("exits with 2 without --template", async () => {
      const { code, stderr } = await place.run("check", "--var", "a=b", "--account", "111122223333");
      expect(code).toBe(2);
      expectText(stderr);
    });
  });

  test("takes --env only with --config", async () => {
    const { code, stderr } = await checked("--env", "prod");
    expect(code).toBe(2);
    expectText(stderr);
  });
});

describe("in a project", () => {
  const config = {
    project: "shop",
    services: {
      api: {
        owner: "team-api",
        runbooks: "https://runbooks.example.com/api",
        contract: { extends: "base" },
        alarms: {
          errors: {
            type: "threshold",
            summary: "Errors are logged.",
            signal: "errors",
            severities: { warning: { above: 5 }, critical: { above: 50 } },
          },
        },
      },
    },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        routes: { warning: [], critical: [{ email: "oncall@example.com" }] },
      },
    },
  };
  // Topics have the names that the configuration gives them.
  const [warning, critical] = ["shop-prod-alarms-warning", "shop-prod-alarms-critical"];

  function project(change: (resource: Resources) => void = () => undefined, app = "node app.js"): void {
    place.write("sightline.config.yaml", stringify(config));
    place.write("cdktf.json", JSON.stringify({ app, output: "out" }));
    place.write(
      "app.js",
      `const fs = require("fs"); const folder = process.env.CDKTF_OUTDIR + "/stacks/shop-prod";
fs.mkdirSync(folder, { recursive: true }); fs.copyFileSync("prod.tf.json", folder + "/cdk.tf.json");`,
    );
    const { errors } = resources().aws_cloudwatch_metric_alarm!;
    place.write(
      "prod.tf.json",
      template((resource) => {
        resource.aws_sns_topic = { warning: { name: warning }, critical: { name: critical } };
        resource.aws_cloudwatch_metric_alarm = {
          warning: { ...errors, alarm_name: "w", alarm_actions: ["${aws_sns_topic.warning.arn}"] },
          critical: {
            ...errors,
            alarm_name: "c",
            alarm_actions: ["${aws_sns_topic.critical.arn}"],
            ok_actions: ["${aws_sns_topic.critical.arn}"],
          },
        };
        resource.aws_sns_topic_subscription!.pagerduty!.topic_arn = "${aws_sns_topic.critical.arn}";
        change(resource);
      }),
    );
  }
  const checked = (...argv: string[]) => runWith(["check", ...argv], { cwd: place.folder, env: process.env });

  test("a severity with empty routes is not a finding", async () => {
    project();
    const outcome = await checked("--json");
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(reachIn(outcome)).toMatchObject([{ stack: "shop-prod", findings: [] }]);
    expect((await checked()).stdout).toBe("1 environment, 1 service, 1 alarm: no findings\n");
  });

  test("a severity with routes that reaches nobody is an error", async () => {
    project(({ aws_sns_topic_subscription: all }) => delete all!.pagerduty);
    const outcome = await checked("--json");
    expect(outcome.code).toBe(1);
    expect(reachIn(outcome)[0]?.findings).toMatchObject([
      { address: "aws_sns_topic.critical", others: [{ address: "aws_cloudwatch_metric_alarm.critical" }] },
    ]);
    const { code, stdout } = await checked("--env", "prod");
    expect(code).toBe(1);
    expect(stdout).toContain("shop-prod\n");
    expect(stdout).not.toContain("no findings");
  });

  test("--no-reach does not run the app", async () => {
    project(undefined, "exit 3");
    expect(await checked("--no-reach")).toEqual({
      code: 0,
      stdout:
        "1 environment, 1 service, 1 alarm: no findings in the configuration\nThe Terraform was not looked at, nor whom alarms reach: --no-reach leaves it out.\n",
      stderr: "",
    });
  });

  test.each([
    ["that fails", "exit 3"],
    ["that leaves a stack out", "exit 0"],
  ])("exits with 2 for an app %s", async (_, app) => {
    project(undefined, app);
    const { code, stdout, stderr } = await checked();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });

  test("a configuration with an error is not synthesized", async () => {
    project(undefined, "exit 3");
    place.write("sightline.config.yaml", stringify({ ...config, project: "Shop" }));
    const { code, stdout } = await checked();
    expect(code).toBe(1);
    expect(stdout).toContain("[wrong-value]");
  });
});
