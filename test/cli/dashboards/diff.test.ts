import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { payments, withAt } from "../../dashboards/diff/payments";
import { expectText } from "../../texts";
import { type Outcome, runWith } from "../fake-io";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sightline-dashboards-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const threshold = ["panels", 1, "fieldConfig", "defaults", "thresholds", "steps", 1, "value"] as const;
const stricter = withAt(payments(), threshold, 500);

describe("with a revision", () => {
  beforeEach(() => {
    git("init", "-q", "-b", "main");
    for (const environment of ["dev", "prod"])
      write(`dashboards/${environment}/payments.json`, titled(payments(), environment));
    write("dashboards/prod/old.json", { ...payments(), uid: "old", title: "Old" });
    write("golden/shop-prod/stack.tf.json", stack(800));
    commit();
  });

  test("the dashboards of all environments are compared, those that change alike once", async () => {
    for (const environment of ["dev", "prod"])
      write(`dashboards/${environment}/payments.json`, titled(stricter, environment));
    rmSync(join(folder, "dashboards/prod/old.json"));
    write("dashboards/prod/refunds.json", { title: "Refunds", uid: "refunds", panels: [] });
    write("golden/shop-prod/stack.tf.json", stack(500));
    const { code, stderr, stdout } = await diff("HEAD", "--alarms", "golden");
    expect([code, stderr]).toEqual([0, ""]);
    expectText(stdout);
    expectText((await diff("HEAD", "--alarms", "golden", "--markdown")).stdout.replaceAll(/^#/gm, " #"));
    expect(JSON.parse((await diff("HEAD", "--alarms", "golden", "--json")).stdout)).toMatchObject({
      since: "HEAD",
      dashboards: [
        { file: "dashboards/dev/payments.json", state: "changed", sentences: ["p99 latency: threshold 800 -> 500 ms"] },
        { file: "dashboards/prod/payments.json", state: "changed" },
        { file: "dashboards/prod/refunds.json", state: "new", panels: 0 },
        { file: "dashboards/prod/old.json", state: "gone" },
      ],
      alarms: [{ stack: "shop-prod", kind: "changed", details: ["above 800 -> 500"], besidePanel: false }],
      unread: [],
    });
  });

  describe("alarms", () => {
    const link = ["panels", 1, "links", 0, "url"] as const;
    const url =
      "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#alarmsV2:alarm/shop-prod-payments-latency-critical";
    const shown = (value: number) => withAt(withAt(payments(), threshold, value), link, url);
    const queue = (value: number, more: object = {}) => ({
      alarm_name: "shop-prod-payments-backlog-warning",
      tags: { severity: "warning" },
      comparison_operator: "GreaterThanOrEqualToThreshold",
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: "${aws_sqs_queue.payments.name}" },
      statistic: "Maximum",
      period: 60,
      evaluation_periods: 5,
      datapoints_to_alarm: 3,
      threshold: value,
      ...more,
    });

    test("stand beside the panels that show them, the others at the end", async () => {
      rmSync(join(folder, "dashboards/prod/old.json"));
      write("dashboards/prod/payments.json", shown(800));
      write(
        "golden/shop-prod/stack.tf.json",
        stack(800, { backlog: queue(100), other: { ...queue(5), metric_name: "Age" } }),
      );
      commit();
      write("dashboards/prod/payments.json", shown(500));
      write(
        "golden/shop-prod/stack.tf.json",
        stack(500, {
          backlog: queue(50, { datapoints_to_alarm: 5, alarm_actions: ["arn:aws:sns:eu-west-1:1:pages"] }),
          other: { ...queue(6), metric_name: "Age" },
        }),
      );
      const args = ["HEAD", "dashboards/prod", "--alarms", "golden"] as const;
      expectText((await diff(...args)).stdout);
      expectText((await diff(...args, "--markdown")).stdout.replaceAll(/^#/gm, " #"));
      const { alarms, dashboards } = JSON.parse((await diff(...args, "--json")).stdout) as Compared;
      expect(dashboards).toHaveLength(1);
      expect(dashboards[0]!.changes.map(({ details, name }) => [name, details])).toMatchObject([
        ["p99 latency", [{ kind: "threshold" }, { kind: "alarm", after: { threshold: "500 ms" } }]],
        ["Queue", [{ kind: "alarm", before: { threshold: "100" }, after: { window: "for 5 of 5 minutes" } }]],
      ]);
      expect(alarms.map(({ besidePanel }) => besidePanel)).toEqual([true, true, false]);
    });

    test("that come and go, and a dashboard that is the same", async () => {
      rmSync(join(folder, "dashboards/prod/old.json"));
      write("dashboards/prod/payments.json", shown(800));
      commit();
      write("golden/shop-prod/stack.tf.json", { resource: { aws_cloudwatch_metric_alarm: { backlog: queue(5) } } });
      const args = ["HEAD", "dashboards/prod", "--alarms", "golden"] as const;
      expectText((await diff(...args)).stdout);
      expectText((await diff(...args, "--markdown")).stdout.replaceAll(/^#/gm, " #"));
      expect(JSON.parse((await diff(...args, "--json")).stdout)).toMatchObject({ dashboards: [{ state: "same" }] });
    });

    test.each([
      ["another queue", { dimensions: { QueueName: "other" } }],
      ["another statistic", { statistic: "Sum" }],
      ["one dimension more", { dimensions: { QueueName: "payments", Region: "x" } }],
    ])("of %s stand beside no panel", async (_, more) => {
      write("golden/shop-prod/stack.tf.json", stack(800, { backlog: queue(5, more) }));
      const { stdout } = await diff("HEAD", "dashboards/prod", "--alarms", "golden", "--json");
      expect(JSON.parse(stdout)).toMatchObject({ dashboards: [], alarms: [{ besidePanel: false }] });
    });
  });

  test("nothing changes", async () => {
    expectText((await diff("HEAD")).stdout);
    expectText((await diff("HEAD", "--markdown")).stdout.replaceAll(/^#/gm, " #"));
  });

  test("one environment, one file, or a folder of anybody's", async () => {
    write("dashboards/dev/payments.json", titled(stricter, "dev"));
    expect((await diff("HEAD", "--env", "prod")).stdout).not.toContain("payments");
    expect((await diff("HEAD", "--env", "dev")).stdout).toContain("dashboards/dev/payments.json: shop dev: Payments");
    expect((await diff("HEAD", "dashboards/dev/payments.json")).stdout).toContain("threshold 800 -> 500 ms");
    expect((await diff("HEAD", "dashboards/dev")).stdout).toContain("dashboards/dev/payments.json: shop dev: Payments");
    expect((await diff("HEAD", join(folder, "dashboards/dev"))).stdout).toContain("threshold 800 -> 500 ms");
  });

  test("a file that was renamed is the same dashboard", async () => {
    rmSync(join(folder, "dashboards/prod/old.json"));
    write("dashboards/prod/older.json", { ...payments(), uid: "old", title: "Old" });
    expectText((await diff("HEAD")).stdout);
  });

  test("what is no dashboard any more is not gone", async () => {
    write("dashboards/prod/old.json", "{");
    write("dashboards/prod/huge.json", { ...payments(), description: "x".repeat(16 * 1024 * 1024) });
    write("dashboards/prod/other.json", { name: "other" });
    const { code, stderr, stdout } = await diff("HEAD");
    expect([code, stdout]).toEqual([0, "Since HEAD:\n  no dashboard changes\n"]);
    expectText(stderr);
  });

  test.each([
    ["an unknown revision", ["main2"]],
    ["a revision that looks like an option", ["--output=x"]],
    ["a folder that is nowhere", ["HEAD", "--env", "staging"]],
    ["alarms that are nowhere", ["HEAD", "--alarms", "goldens"]],
    ["a file without the other one", ["dashboards/prod/old.json"]],
    ["too much", ["HEAD", "dashboards", "golden", "--json", "--markdown"]],
  ])("%s is a usage error", async (_, args) => {
    const { code, stderr, stdout } = await runWith(["dashboards", `--diff=${args[0]}`, ...args.slice(1)], at());
    expect([code, stdout]).toEqual([2, ""]);
    expectText(stderr);
  });
});

test("outside of a repository", async () => {
  const { code, stderr } = await diff("HEAD");
  expect(code).toBe(2);
  expect(stderr).toContain("not a git repository");
});

describe("two files", () => {
  test("are compared", async () => {
    write("a.json", payments());
    write("b.json", stricter);
    const { code, stdout } = await diff("a.json", "b.json");
    expect(code).toBe(0);
    expectText(stdout);
  });

  test.each([
    ["no JSON", "{"],
    ["no dashboard", { name: "package" }],
    ["too large", { ...payments(), description: "x".repeat(16 * 1024 * 1024) }],
  ])("must be dashboards: %s", async (_, content) => {
    write("a.json", payments());
    write("b.json", content);
    const { code, stderr } = await diff("a.json", "b.json");
    expect(code).toBe(2);
    expectText(stderr);
  });

  test("colours say what comes and goes", async () => {
    write("a.json", payments());
    write("b.json", withAt(payments(), ["panels", 2], undefined));
    expect((await diff("a.json", "b.json", "--color")).stdout).toContain("\u001b[31m    panel 'Errors' removed");
    expect((await diff("a.json", "b.json")).stdout).not.toContain("\u001b");
  });
});

test("hostile titles, labels and queries are text in Markdown", async () => {
  const hostile = "@octocat #1 <img src=x onerror=alert(1)> [a](https://evil.example) ```\n| a | b |\n</details>";
  const evil = (text: string) => ({
    title: text,
    tags: [text],
    panels: [
      {
        id: 1,
        title: `panel ${text}`,
        type: text,
        targets: [{ refId: text, expr: `up{a="${text}"}`, legendFormat: text, datasource: { type: "prometheus" } }],
      },
    ],
  });
  write("a.json", evil("a"));
  write("b.json", evil(hostile));
  const { stdout } = await diff("a.json", "b.json", "--markdown");
  const outside = stdout.replaceAll(/^(`{3,})diff\n[^]*?^\1$/gm, "").replaceAll(/<code>[^<`]*<\/code>|`[^`]*`/g, "");
  expect(outside).not.toMatch(/@|<img|\]\(|https:\/\/|^\|/m);
  expect(stdout.match(/<details>/g)?.length).toBe(stdout.match(/^<\/details>$/gm)?.length);
});

test("long queries of panels that come and go are folded in Markdown", async () => {
  const expr = Array.from({ length: 12 }, (_, at) => `sum(rate(requests_${at}_total[5m]))`).join("\n+ ");
  const targets = ["A", "B"].map((refId) => ({ refId, expr, datasource: { type: "prometheus" } }));
  write("a.json", withAt(payments(), ["panels", 2, "targets"], targets));
  write(
    "b.json",
    withAt(payments(), ["panels", 2], {
      id: 9,
      title: "New",
      type: "stat",
      targets: [{ ...targets[0], expr: `${expr} * 2 or vector(0)` }],
    }),
  );
  expectText((await diff("a.json", "b.json")).stdout);
  expectText((await diff("a.json", "b.json", "--markdown")).stdout.replaceAll(/^#/gm, " #"));
});

test("a dashboard whose whole queries do not fit is told without them", async () => {
  const panels = (by: string) =>
    Array.from({ length: 30 }, (_, id) => ({
      id,
      title: `Panel ${id}`,
      type: "stat",
      targets: [
        { refId: "A", expr: `${id} + sum by (${by}) (a) ${"+ b ".repeat(1000)}`, datasource: { type: "prometheus" } },
      ],
    }));
  write("a.json", { title: "T", panels: panels("c) (d") });
  write("b.json", { title: "T", panels: panels("e) (f") });
  const { stdout } = await diff("a.json", "b.json", "--markdown");
  expect(stdout).toContain("30 changes");
  expect(stdout).not.toContain("whole queries");
  expect(Buffer.byteLength(stdout)).toBeLessThan(65_000);
});

test("a comment has room for it", async () => {
  mkdirSync(join(folder, "after"));
  for (let at = 0; at < 80; at++) {
    const title = `Dashboard ${at} ${"x".repeat(900)}`;
    write(`before/${at}.json`, { uid: String(at), title, panels: [] });
    write(`after/${at}.json`, { uid: String(at), title, panels: [], description: `${at} ${"y".repeat(900)}` });
  }
  const { stdout } = await diff("before", "after", "--markdown");
  expect(Buffer.byteLength(stdout)).toBeLessThan(65_000);
  expect(stdout).toMatch(/\d+ more dashboards left out/);
});

type Json = Readonly<Record<string, unknown>>;
interface Compared {
  readonly dashboards: readonly { readonly changes: readonly Json[] }[];
  readonly alarms: readonly Json[];
}

/** As ours are: with the environment. */
function titled(json: unknown, environment: string): unknown {
  return withAt(json, ["title"], `shop ${environment}: Payments`);
}

function diff(...args: string[]): Promise<Outcome> {
  return runWith(["dashboards", "--diff", ...args], at());
}

function at() {
  return { cwd: folder, env: { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: tmpdir() } };
}

function write(path: string, content: unknown): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

function commit(): void {
  git("add", "-A");
  git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first");
}

function git(...args: string[]): void {
  const { status, stderr } = spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

function stack(limit: number, others: Readonly<Record<string, object>> = {}) {
  return {
    provider: { aws: [{ default_tags: [{ tags: { project: "shop", environment: "prod" } }] }] },
    resource: {
      aws_cloudwatch_metric_alarm: {
        latency: {
          alarm_name: "shop-prod-payments-latency-critical",
          comparison_operator: "GreaterThanThreshold",
          evaluation_periods: 1,
          metric_name: "Latency",
          namespace: "shop",
          period: 60,
          extended_statistic: "p99",
          threshold: limit,
        },
        ...others,
      },
    },
  };
}
