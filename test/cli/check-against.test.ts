import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectText } from "../texts";
import { runWith } from "./fake-io";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-against-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const terraform = (environment: string, threshold: number, groups: readonly string[] = ["orders"]) => ({
  provider: {
    aws: [
      {
        region: "eu-central-1",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: { project: "shop", environment } }],
      },
    ],
  },
  resource: {
    aws_cloudwatch_log_group: Object.fromEntries(
      groups.map((name) => [name, { name: `/app/${environment}/${name}`, retention_in_days: 30 }]),
    ),
    aws_cloudwatch_metric_alarm: {
      errors: {
        alarm_name: `shop-${environment}-orders-errors-critical`,
        comparison_operator: "GreaterThanThreshold",
        evaluation_periods: 1,
        metric_name: "Errors",
        namespace: `shop/${environment}/orders`,
        period: 300,
        statistic: "Sum",
        threshold,
        tags: { severity: "critical" },
      },
    },
  },
});

const write = (path: string, value: object): void => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), JSON.stringify(value));
};
const check = (...args: string[]) => runWith(["check", ...args], { cwd: folder });

test("a template is compared with a deployed one: a loss of logs is an error, alarms are named with their values", async () => {
  write("old.tf.json", terraform("prod", 25, ["orders", "refunds"]));
  write("new.tf.json", terraform("prod", 30));
  const { code, stdout } = await check(
    "--template",
    "new.tf.json",
    "--against",
    "old.tf.json",
    "--only",
    "log-group-lost",
  );
  expect(code).toBe(1);
  expectText(stdout);
  const json = await check("--template", "new.tf.json", "--against", "old.tf.json", "--json");
  expect(JSON.parse(json.stdout)).toMatchObject({
    reach: [
      {
        changes: [
          { kind: "gone", what: "log group", subject: "/app/prod/refunds" },
          { kind: "changed", what: "alarm", subject: "orders-errors critical", details: ["above 25 -> 30"] },
        ],
      },
    ],
  });
});

test("the same template has no changes and no losses", async () => {
  write("new.tf.json", terraform("prod", 30));
  const { stdout } = await check("--template", "new.tf.json", "--against", "new.tf.json");
  expect(stdout).toContain("Since new.tf.json:\n  nothing changes\n");
});

describe("in a project", () => {
  beforeEach(() => {
    const environment = (account: string) => ({
      region: "eu-central-1",
      account,
      backend: { type: "local" },
      routes: { critical: [{ email: "oncall@example.com" }] },
    });
    write("sightline.config.json", {
      project: "shop",
      services: { orders: { owner: "team", runbooks: "https://runbooks.example.com", contract: { extends: "base" } } },
      environments: { prod: environment("111122223333"), dev: environment("444455556666") },
    });
    write("cdktf.json", { app: "node app.js", output: "out" });
    const stacks = ["prod", "dev"].map((name) => [`shop-${name}`, JSON.stringify(terraform(name, 30))]);
    writeFileSync(
      join(folder, "app.js"),
      `const fs = require("fs"); for (const [name, text] of ${JSON.stringify(stacks)}) { const folder = process.env.CDKTF_OUTDIR + "/stacks/" + name; fs.mkdirSync(folder, { recursive: true }); fs.writeFileSync(folder + "/cdk.tf.json", text); }`,
    );
  });
  const inProject = (...args: string[]) => runWith(["check", ...args], { cwd: folder, env: process.env });

  test("environments that change alike are one line", async () => {
    write("golden/shop-prod/stack.tf.json", terraform("prod", 25));
    write("golden/shop-dev.json", terraform("dev", 25));
    expect((await inProject("--against", "golden")).stdout).toContain(
      "Since golden:\n  all: orders-errors critical: above 25 -> 30\n",
    );
  });

  test("an alarm that all environments rename is one line, and found once", async () => {
    for (const environment of ["prod", "dev"]) {
      const before = terraform(environment, 30);
      const alarms = before.resource.aws_cloudwatch_metric_alarm;
      const name = `shop-${environment}-orders-failures-critical`;
      const { errors } = alarms;
      Object.assign(before.resource, { aws_cloudwatch_metric_alarm: { failures: { ...errors, alarm_name: name } } });
      write(`golden/shop-${environment}.json`, before);
    }
    const { code, stdout } = await inProject(
      "--against",
      "golden",
      "--only",
      "alarm-renamed",
      "--only",
      "service-renamed",
    );
    expect(code).toBe(0);
    expectText(stdout);
  });

  test("a stack that the folder does not have is named", async () => {
    write("golden/shop-prod/stack.tf.json", terraform("prod", 30));
    const { stdout } = await inProject("--against", "golden");
    expect(stdout).toContain("Since golden:\n  nothing changes\n  nothing to compare with: shop-dev\n");
  });

  test.each([
    ["a file for two stacks", ["--against", "one.json"]],
    ["a folder with none of the stacks", ["--against", "empty"]],
    ["no such file", ["--against", "missing.json"]],
    ["nothing to compare", ["--against", "one.json", "--no-reach"]],
  ])("%s is refused", async (_, args) => {
    write("one.json", terraform("prod", 25));
    mkdirSync(join(folder, "empty"));
    const { code, stderr } = await inProject(...args);
    expect(code).toBe(2);
    expectText(stderr);
  });
});

test("a tag of the environment may be any text", async () => {
  const odd = "prod (eu [1";
  write("old.tf.json", terraform(odd, 25));
  write("new.tf.json", terraform(odd, 30));
  const { code, stdout, stderr } = await check("--template", "new.tf.json", "--against", "old.tf.json");
  expect({ code: code < 2, stderr }).toEqual({ code: true, stderr: "" });
  expect(stdout).toContain("above 25 -> 30");
});
