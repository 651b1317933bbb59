import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Aspects, Testing, type IAspect, type TerraformStack } from "cdktf";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { InvoicingStack } from "../../examples/reuse/invoicing-stack";
import { sightlineMatchers } from "../../lib/testing";
import { expectText } from "../texts";

expect.extend(sightlineMatchers);

const shop = join(__dirname, "../golden/shop-prod/stack.tf.json");

/** One log group, a filter on errors, an alarm on more than two errors in a minute, and a topic with an email subscription. */
const small = {
  resource: {
    aws_cloudwatch_log_group: { app: { name: "/app" } },
    aws_cloudwatch_log_metric_filter: {
      errors: {
        name: "errors",
        log_group_name: "${aws_cloudwatch_log_group.app.name}",
        pattern: '{ $.level = "error" }',
        metric_transformation: { namespace: "app", name: "Errors", value: "1", default_value: "0" },
      },
    },
    aws_cloudwatch_metric_alarm: {
      errors: {
        alarm_name: "app-errors-critical",
        namespace: "app",
        metric_name: "Errors",
        statistic: "Sum",
        period: 60,
        evaluation_periods: 1,
        comparison_operator: "GreaterThanThreshold",
        threshold: 2,
        treat_missing_data: "notBreaching",
        alarm_actions: ["${aws_sns_topic.mail.arn}"],
      },
      age: {
        alarm_name: "app-age-warning",
        namespace: "AWS/SQS",
        metric_name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: "orders" },
        statistic: "Maximum",
        period: 60,
        evaluation_periods: 3,
        comparison_operator: "GreaterThanThreshold",
        threshold: 300,
      },
    },
    aws_sns_topic: { mail: { name: "app-mail" } },
    aws_sns_topic_subscription: {
      mail: { topic_arn: "${aws_sns_topic.mail.arn}", protocol: "email", endpoint: "a@shop.example" },
    },
  },
};

const start = "2026-11-20T19:30:00Z";
/** `count` errors, spread over the third minute. */
function errors(count: number): Readonly<Record<string, unknown>> {
  return { generate: `${count} over 1m`, from: "2m", line: { level: "error" } };
}

/** A line per minute, so that each minute has a datapoint. */
const heartbeat = { generate: "every 1m for 20m", line: { level: "info" } };

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a failing assertion says. */
async function failure(assertion: Promise<unknown>): Promise<string> {
  try {
    await assertion;
  } catch (error) {
    return messageOf(error);
  }
  throw new Error("it did not fail");
}

describe("toFire", () => {
  test("accepts a span, a time, a latest time, a number of firings, and a recovery", async () => {
    // The third minute is evaluated when it is over; the next minute has no errors.
    await expect(small).toFire("app-errors-critical", { replaying: errors(3), start });
    await expect(small).toFire("app-errors-critical", { replaying: errors(3), start, between: ["3m", "3m"] });
    await expect(small).toFire("app-errors-critical", { replaying: errors(3), at: "2026-01-05T00:03:00Z" });
    await expect(small).toFire("errors", {
      replaying: [errors(3), heartbeat],
      within: "3m",
      times: 1,
      recovers: { at: "4m", tolerance: "0s" },
    });
    await expect(small).toFire("app-errors-*", { replaying: errors(3), delay: "2m", at: "5m", tolerance: "0s" });
  });

  test("fails with too few errors, too early a time, a wrong number of firings, or an alarm that recovers", async () => {
    await expect(small).not.toFire("errors", { replaying: errors(2) });
    await expect(small).not.toFire("errors", { replaying: errors(3), within: "2m" });
    await expect(small).not.toFire("errors", { replaying: errors(3), times: 2 });
    await expect(small).not.toFire("errors", { replaying: [errors(3), heartbeat], recovers: false });
  });

  test("a failure says what happened instead, and why", async () => {
    const line = { level: "eror" };
    const replaying = { generate: "3 over 1m", from: "1s", line };
    expectText(await failure(expect(small).toFire("errors", { replaying, start, from: "1m", within: "10m" })));
    expectText(await failure(expect(small).not.toFire("errors", { replaying: errors(3) })));
  });

  test("takes metrics that no filter produces", async () => {
    const metrics = [
      {
        namespace: "AWS/SQS",
        name: "ApproximateAgeOfOldestMessage",
        dimensions: { QueueName: "orders" },
        values: "0x4 400x2 0x10",
      },
    ];
    // Minutes 5, 6 and 7 are above the threshold: the third of them is over at 8m.
    await expect(small).toFire("app-age-warning", { replaying: errors(1), metrics, at: "8m", tolerance: "0s" });
  });
});

describe("toStayQuiet", () => {
  test("an alarm that stays quiet, and one that does not", async () => {
    await expect(small).toStayQuiet("errors", { replaying: errors(2) });
    await expect(small).not.toStayQuiet("errors", { replaying: errors(3) });
    await expect(small).toStayQuiet("app-*", { replaying: errors(2), except: ["age"] });
  });

  test("an alarm that is not evaluated is neither quiet nor firing", async () => {
    const asked = { replaying: errors(1) };
    for (const assertion of [
      expect(small).toStayQuiet("app-age-warning", asked),
      expect(small).not.toStayQuiet("app-age-warning", asked),
      expect(small).not.toFire("app-age-warning", asked),
      expect(small).toStayQuiet("*", asked),
    ])
      expectText(await failure(assertion));
  });

  test("lines that reach no log group are an error", async () => {
    const asked = { replaying: { generate: "3 over 1m", line: "no JSON" } };
    expectText(await failure(expect(shop).toStayQuiet("payments-error-rate-critical", asked)));
  });
});

describe("toNotify", () => {
  test("accepts a kind of channel or a topic, and an alarm and a state", async () => {
    await expect(small).toNotify("email", { replaying: errors(3), within: "3m", times: 1 });
    await expect(small).toNotify("app-mail", { replaying: errors(3), alarm: "errors" });
    await expect(small).toNotify("mail", { replaying: errors(3) });
    await expect(small).not.toNotify("email", { replaying: errors(2) });
    await expect(small).not.toNotify("email", { replaying: errors(3), state: "OK" });
    await expect(small).not.toNotify("pagerduty", { replaying: errors(3) });
  });

  test("a failure says who was told instead", async () => {
    expectText(await failure(expect(small).toNotify("slack", { replaying: errors(3), start })));
  });
});

describe("names of alarms", () => {
  test.each(["app-errors-critical", "errors-critical", "critical"])("%s matches one alarm", async (name) =>
    expect(small).toFire(name, { replaying: errors(3) }),
  );

  test("a glob means whole names and parts of names", async () => {
    await expect(small).toFire("errors-*", { replaying: errors(3) });
    await expect(small).toStayQuiet("errors-*", { replaying: errors(2) });
    await expect(small).toStayQuiet("*-errors-?ritical", { replaying: errors(2) });
  });

  test.each(["rrors", "app", "web-*"])("%s matches no alarm, or several", async (name) =>
    expectText(await failure(expect(small).toFire(name, { replaying: errors(3) }))),
  );

  test("no name matches in a stack without alarms", async () =>
    expectText(await failure(expect({ resource: {} }).toFire("x", { replaying: errors(3) }))));
});

describe("what is replayed", () => {
  const folder = mkdtempSync(join(tmpdir(), "sightline-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const line = (second: number): string => `{"timestamp":"2026-11-20T19:32:0${second}Z","level":"error"}`;
  const text = [1, 2, 3].map((second) => `${line(second)}\n`).join("");
  writeFileSync(join(folder, "a.ndjson"), text);
  writeFileSync(join(folder, "b.ndjson.gz"), gzipSync(text));
  const at = Date.parse("2026-11-20T19:32:00Z");

  // Durations count from the minute of the first line, 19:32.
  test.each<[string, Parameters<typeof sightlineMatchers.toFire>[2]["replaying"]]>([
    ["a file", join(folder, "a.ndjson")],
    ["a compressed file", join(folder, "b.ndjson.gz")],
    ["a folder", folder],
    ["a glob", join(folder, "*.gz")],
    ["a deep glob", `${folder}/**/a.*`],
    ["a file as in a scenario", { file: join(folder, "a.ndjson"), log_group: "/app" }],
    ["lines of JSON", [line(1), line(2), line(3)]],
    ["objects", [1, 2, 3].map((second) => ({ timestamp: at + second * 1000, level: "error" }))],
    ["records", [1, 2, 3].map((second) => ({ text: '{"level":"error"}', at: at + second * 1000 }))],
    ["several kinds", [line(1), { text: line(2), at }, { lines: [{ level: "error" }] }]],
  ])("%s", async (_kind, replaying) => {
    await expect(small).toFire("errors", { replaying, at: "1m", tolerance: "0s", times: 1 });
  });

  test("lines that do not name their log group get the given one", async () => {
    const replaying = {
      generate: "3 over 1m",
      line: { event: "payment_failed", payment: { failure: "provider_timeout" } },
    };
    await expect(shop).toStayQuiet("provider-timeouts-critical", { replaying, logGroup: "/app/prod/payments" });
  });

  test("rejects a path without a file", async () => {
    const message = await failure(expect(small).toFire("errors", { replaying: "logs/none.ndjson" }));
    expect(message).toContain(process.cwd());
    expectText(message.replace(process.cwd(), "(working directory)"));
  });

  test("rejects options that are not valid", async () => {
    expectText(
      await failure(expect(small).toFire("errors", { replaying: errors(3), between: ["5m", "soon"], delay: "x" })),
    );
    expectText(await failure(expect(small).toFire("errors", { replaying: errors(3), at: "1m", within: "2m" })));
  });
});

describe("what is received", () => {
  const variables = { environment: "prod" };
  const stack = (): TerraformStack => new InvoicingStack(Testing.app(), "invoicing");
  const failed = {
    generate: "30 over 5m",
    line: { level: "error", event: "invoice_failed", invoice: { kind: "order" } },
  };

  test("a cdktf stack", async () => {
    await expect(stack()).toFire("invoicing-prod-failure-rate-critical", { replaying: failed, variables });
    // The composite alarm pages; its child alarms do not.
    await expect(stack()).toFire("outage", { replaying: failed, variables });
    await expect(stack()).toNotify("pagerduty", { replaying: failed, variables, alarm: "outage" });
    await expect(stack()).toStayQuiet("invoicing-prod-refunds*", { replaying: failed, variables });
  });

  test("the aspects of a cdktf stack, each applied once", async () => {
    const relaxed = stack();
    const visited: unknown[] = [];
    const relax: IAspect = {
      visit(construct) {
        visited.push(construct);
        if (construct instanceof CloudwatchMetricAlarm) construct.evaluationPeriods = 60;
        if (construct instanceof CloudwatchMetricAlarm) construct.datapointsToAlarm = 60;
      },
    };
    Aspects.of(relaxed).add(relax);
    Aspects.of(relaxed.node.children[0]!).add(relax);
    await expect(relaxed).not.toFire("invoicing-prod-failure-rate-critical", { replaying: failed, variables });
    expect(new Set(visited).size).toBe(visited.length);
  });

  test("Terraform JSON in a text and in files", async () => {
    await expect(JSON.stringify(small)).toFire("errors", { replaying: errors(3) });
    await expect(Testing.synth(stack())).toFire("failure-rate-critical", { replaying: failed, variables });
    const folder = mkdtempSync(join(tmpdir(), "sightline-"));
    try {
      writeFileSync(join(folder, "main.tf.json"), JSON.stringify(small));
      await expect(folder).toFire("errors", { replaying: errors(3) });
      await expect(join(folder, "main.tf.json")).toFire("errors", { replaying: errors(3) });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each<[string, unknown]>([
    ["a number", 5],
    ["a list", []],
    ["a cdktf app", Testing.app()],
    ["an object of another class", new Map()],
  ])("rejects %s", async (_what, received) =>
    expectText(await failure(expect(received).toFire("x", { replaying: errors(1) }))),
  );

  test("rejects a folder without Terraform", async () => {
    const folder = mkdtempSync(join(tmpdir(), "sightline-"));
    try {
      const message = await failure(expect(folder).toFire("x", { replaying: errors(1) }));
      expect(message).toContain(folder);
      expectText(message.replace(folder, "(folder)"));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  // The messages contain those of Node.js, which differ between its versions.
  test.each([
    ["a path without a file", "nowhere.json", /ENOENT.*nowhere\.json/],
    ["text that is not JSON", "{ not json", /not json|JSON/i],
  ])("rejects %s", async (_what, received, expected) =>
    expect(await failure(expect(received).toFire("x", { replaying: errors(1) }))).toMatch(expected),
  );
});

describe("toPassScenario", () => {
  const scenario = {
    start,
    logs: [errors(3)],
    expect: [{ alarm: "app-errors-critical", fires: { at: "3m" }, times: 1 }, { notified: { kind: "email" } }],
  };

  test("takes a value, and files of JSON and YAML with their logs next to them", async () => {
    await expect(small).toPassScenario(scenario);
    await expect(small).not.toPassScenario({ ...scenario, logs: [errors(2)] });
    const folder = mkdtempSync(join(tmpdir(), "sightline-"));
    try {
      writeFileSync(join(folder, "errors.ndjson"), '{"timestamp":"2026-11-20T19:32:00Z","level":"error"}\n'.repeat(3));
      writeFileSync(join(folder, "scenario.json"), JSON.stringify({ ...scenario, logs: [{ file: "errors.ndjson" }] }));
      await expect(small).toPassScenario(join(folder, "scenario.json"));
      writeFileSync(
        join(folder, "scenario.yaml"),
        `start: ${start}\nlogs:\n  - file: errors.ndjson\nexpect:\n  - alarm: app-errors-critical\n    fires: { at: 3m }\n`,
      );
      await expect(small).toPassScenario(join(folder, "scenario.yaml"));
      writeFileSync(join(folder, "scenario.yaml"), "start: x");
      await expect(expect(small).toPassScenario(join(folder, "scenario.yaml"))).rejects.toMatchObject({
        findings: [
          { rule: "scenario-wrong-value", at: { line: 1, path: ["start"] } },
          { rule: "scenario-without-logs" },
          { rule: "scenario-without-expectation" },
        ],
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a failure says what did not hold", async () => {
    expectText(await failure(expect(small).toPassScenario({ ...scenario, logs: [errors(2)] })));
    expectText(await failure(expect(small).toPassScenario({ ...scenario, expect: [] })));
  });
});

// What the compiler rejects; the calls are not made.
export const types = (): void => {
  void expect(small).toFire("a", { replaying: "x", between: ["1m", "2m"] });
  // @ts-expect-error: nothing is replayed
  void expect(small).toFire("a", {});
  // @ts-expect-error: a span has two ends
  void expect(small).toFire("a", { replaying: "x", between: ["1m"] });
  // @ts-expect-error: an alarm that stays quiet has no time
  void expect(small).toStayQuiet("a", { replaying: "x", at: "1m" });
  // @ts-expect-error: there is no such state
  void expect(small).toNotify("email", { replaying: "x", state: "Ok" });
  const promise: Promise<void> = expect(small).toFire("a", { replaying: "x" });
  void promise;
};
