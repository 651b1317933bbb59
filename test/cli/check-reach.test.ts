import { stringify } from "yaml";
import { type Outcome, runWith } from "./fake-io";
import { expectText } from "../texts";
import { resources, type Resources, template, type Workplace, workplace } from "./small-stack";

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

  test("whose alarms all reach somebody", async () => {
    place.write("stack.tf.json", template());
    const { code, stdout, stderr } = await checked();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expectText(stdout);
  });

  test("of which one tells nobody: exit code 1, the alarm and the topic are named", async () => {
    place.write(
      "stack.tf.json",
      template(({ aws_sns_topic_subscription: all }) => delete all!.pagerduty),
    );
    const { code, stdout, stderr } = await checked();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expectText(stdout);
  });

  test("with warnings alone: exit code 0", async () => {
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

  test("without an alarm: it is said", async () => {
    place.write(
      "stack.tf.json",
      template((all) => delete all.aws_cloudwatch_metric_alarm),
    );
    const { code, stdout, stderr } = await checked();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expectText(stdout);
  });

  test("a plan that destroys everything: exit code 2", async () => {
    const resource_changes = [{ address: "aws_sns_topic.page", change: { actions: ["delete"] } }];
    const planned_values = { root_module: {} };
    place.write("stack.tf.json", JSON.stringify({ format_version: "1.2", planned_values, resource_changes }));
    const { code, stdout, stderr } = await checked();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("sightline check: stack.tf.json: ");
    expectText(stderr);
  });

  test("--json is one object", async () => {
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
    ["nowhere", undefined, "stack.tf.json:"],
    ["no Terraform", '{"a":1}', "stack.tf.json:"],
    [
      "a plan of another shape",
      '{"format_version":"1.2","planned_values":{"root_module":[]}}',
      "stack.tf.json planned_values.root_module:",
    ],
  ])("%s: exit code 2", async (_, text, at) => {
    if (text !== undefined) place.write("stack.tf.json", text);
    const { code, stdout, stderr } = await checked();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`sightline check: ${at}`);
    expectText(stderr);
  });

  describe("of which the call says what it leaves open", () => {
    // The policy admits one account, and the topic has its name from a variable.
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

    test("--account and --region decide a policy", async () => {
      place.write("stack.tf.json", open("page"));
      expect(await found()).toEqual(["access-undecided warning"]);
      expect(await found("--account", "111122223333", "--region", "eu-west-1")).toEqual([]);
      expect(await found("--account", "999999999999", "--region", "eu-west-1")).toEqual([
        "topic-policy-refuses-cloudwatch error",
      ]);
    });

    test("--var names what a message is about", async () => {
      place.write("stack.tf.json", open());
      expect((await checked("--var", "name=loud=er")).stdout).toContain('"loud=er"');
    });

    test("with empty and malformed values: exit code 2, each is named", async () => {
      place.write("stack.tf.json", open());
      const { code, stderr } = await checked("--account", "", "--region", "", "--var", "x");
      expect(code).toBe(2);
      expectText(stderr);
    });

    test("not without a template", async () => {
      const { code, stderr } = await place.run("check", "--var", "a=b", "--account", "111122223333");
      expect(code).toBe(2);
      expectText(stderr);
    });
  });

  test("goes without a configuration", async () => {
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
          critical: { ...errors, alarm_name: "c", alarm_actions: ["${aws_sns_topic.critical.arn}"] },
        };
        resource.aws_sns_topic_subscription!.pagerduty!.topic_arn = "${aws_sns_topic.critical.arn}";
        change(resource);
      }),
    );
  }
  const checked = (...argv: string[]) => runWith(["check", ...argv], { cwd: place.folder, env: process.env });

  test("a severity that the configuration sends to nobody is meant so", async () => {
    project();
    const outcome = await checked("--json");
    expect(outcome).toMatchObject({ code: 0, stderr: "" });
    expect(reachIn(outcome)).toMatchObject([{ stack: "shop-prod", findings: [] }]);
    expect((await checked()).stdout).toBe("1 environment, 1 service, 1 alarm: no findings\n");
  });

  test("another that reaches nobody is an error", async () => {
    project(({ aws_sns_topic_subscription: all }) => delete all!.pagerduty);
    const outcome = await checked("--json");
    expect(outcome.code).toBe(1);
    expect(new Set(reachIn(outcome)[0]?.findings.map(({ address }) => address))).toEqual(
      new Set(["aws_cloudwatch_metric_alarm.critical", "aws_sns_topic.critical"]),
    );
    const { code, stdout } = await checked("--env", "prod");
    expect(code).toBe(1);
    expect(stdout).toContain("shop-prod\n");
    expect(stdout).not.toContain("no findings");
  });

  test("--no-reach runs no app", async () => {
    project(undefined, "exit 3");
    expect(await checked("--no-reach")).toEqual({
      code: 0,
      stdout: "1 environment, 1 service, 1 alarm: no findings\n",
      stderr: "",
    });
  });

  test.each([
    ["that fails", "exit 3"],
    ["that leaves a stack out", "exit 0"],
  ])("an app %s: exit code 2", async (_, app) => {
    project(undefined, app);
    const { code, stdout, stderr } = await checked();
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expectText(stderr);
  });

  test("with a mistake in the configuration nothing is synthesized", async () => {
    project(undefined, "exit 3");
    place.write("sightline.config.yaml", stringify({ ...config, project: "Shop" }));
    const { code, stdout } = await checked();
    expect(code).toBe(1);
    expect(stdout).toContain("[wrong-value]");
  });
});
