import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { expectText } from "../texts";
import { type Repository, repository } from "./against/repository";
import { configuration, incident, type Resources, resources, scenario } from "./small-stack";

let repo: Repository;
beforeEach(() => {
  repo = repository();
  repo.write("sightline.config.yaml", stringify(configuration));
  repo.write("cdktf.json", JSON.stringify({ app: "node app.js" }));
  repo.write(
    "app.js",
    `const fs = require("fs"); const folder = process.env.CDKTF_OUTDIR + "/stacks/shop-prod";
fs.mkdirSync(folder, { recursive: true }); fs.copyFileSync("stack.tf.json", folder + "/cdk.tf.json");`,
  );
  repo.write("api.ndjson", incident());
  repo.write("scenarios/errors/api.ndjson", incident());
  repo.write(
    "scenarios/errors/scenario.yaml",
    scenario().replace('"template":"stack.tf.json",', "").replace("api-errors", "shop-prod-api-errors"),
  );
  stack();
  repo.write("dashboards/prod/api.json", dashboard("Errors"));
  repo.commit("A project");
});
afterEach(() => repo.remove());

const tags = { project: "shop", environment: "prod", service: "api" };

/** Writes the stack, perhaps with a change. */
function stack(change: (resource: Resources) => void = () => undefined): void {
  const resource = resources();
  const alarm = resource.aws_cloudwatch_metric_alarm!.errors!;
  alarm.tags = { ...tags, severity: "critical" };
  alarm.alarm_name = "shop-prod-api-errors-critical";
  change(resource);
  repo.write("stack.tf.json", JSON.stringify({ provider: { aws: { region: "eu-central-1" } }, resource }));
}

const alarmOf = (resource: Resources): Record<string, unknown> => resource.aws_cloudwatch_metric_alarm!.errors!;

function dashboard(title: string): string {
  const panel = { id: 1, type: "timeseries", title, gridPos: { x: 0, y: 0, w: 12, h: 8 }, targets: [] };
  return JSON.stringify({ uid: "api", title: "API", schemaVersion: 42, panels: [panel] });
}

interface Json {
  readonly unchanged: boolean;
  readonly findings: readonly { readonly rule: string; readonly source: string | null }[];
  readonly not_compared: readonly string[];
  readonly stacks: readonly {
    readonly changes: readonly { readonly kind: string; readonly what: string; readonly subject: string }[];
    readonly resources: Readonly<
      Record<"added" | "destroyed", readonly string[]> & Record<"changed" | "replaced", readonly object[]>
    >;
    readonly findings: readonly { readonly rule: string }[];
  }[];
  readonly dashboards: readonly { readonly kind: string; readonly sentences: readonly string[] }[];
  readonly problems: readonly string[];
  readonly logs: { readonly counts: object } | null;
  readonly scenarios: readonly { readonly held: object; readonly alike: boolean }[];
  readonly queries: readonly { readonly alarms: readonly string[]; readonly link: string }[];
}

const all = ["--scenarios", "scenarios", "--logs", "api.ndjson", "--log-group", "/ecs/api=*"];

async function json(...argv: string[]): Promise<Json & { readonly code: number }> {
  const { code, stderr, stdout } = await repo.run("review", "--base", "main", "--json", ...argv);
  expect(stderr).toBe(
    "sightline: main has no golden of shop-prod: its app runs, with the packages that are installed now\n",
  );
  return { code, ...(JSON.parse(stdout) as Json) };
}

async function text(...argv: string[]): Promise<string> {
  return (await repo.run("review", "--base", "main", ...argv)).stdout.replaceAll(/^(?=.)/gm, "  ");
}

test("nothing that changes is a line", async () => {
  const result = await json(...all);
  expect(result).toMatchObject({ code: 0, unchanged: true, scenarios: [{ alike: true }] });
  expectText(await text(...all));
});

test("a threshold that changes is told in words, and what scenarios and logs now do", async () => {
  stack((resource) => {
    alarmOf(resource).threshold = 200;
  });
  const result = await json(...all);
  expect(result).toMatchObject({
    code: 1,
    unchanged: false,
    stacks: [{ changes: [{ kind: "changed", what: "alarm" }], resources: { destroyed: [] } }],
    scenarios: [{ held: { was: true, is: false } }],
    logs: { counts: { was: { pages: 1 }, is: { pages: 0 } } },
  });
  expectText(await text(...all));
});

test("logs that hold nothing do not show that nothing changes", async () => {
  repo.write("empty.ndjson", "");
  expect(await json("--logs", "empty.ndjson")).toMatchObject({ unchanged: false, logs: { alike: false } });
  expect(await text("--logs", "empty.ndjson")).toContain("Nothing was replayed");
});

test("a signal that is added, with its alarm, is new", async () => {
  stack((resource) => {
    const filter = resource.aws_cloudwatch_log_metric_filter!.errors!;
    resource.aws_cloudwatch_log_metric_filter!.slow = {
      ...filter,
      name: "api-slow",
      pattern: "{ $.duration_ms > 1000 }",
      metric_transformation: { namespace: "App", name: "Slow", value: "1" },
    };
    resource.aws_cloudwatch_metric_alarm!.slow = {
      ...alarmOf(resource),
      alarm_name: "shop-prod-api-slow-critical",
      metric_name: "Slow",
    };
  });
  const result = await json();
  expect(result.code).toBe(0);
  expect(result.stacks[0]?.changes.map(({ kind, what }) => `${kind} ${what}`)).toEqual([
    "new alarm",
    "new metric filter",
  ]);
  expect(result.stacks[0]?.resources.added).toHaveLength(2);
});

describe("queries to look at", () => {
  const config = (alarms: object) => {
    const { services, ...rest } = configuration;
    const contract = {
      ...services.api.contract,
      events: { request_failed: { description: "A request failed.", level: "error" } },
      signals: { failures: { description: "Requests that failed.", on: "request_failed" } },
    };
    repo.write(
      "sightline.config.yaml",
      stringify({ ...rest, services: { api: { ...services.api, contract, alarms } } }),
    );
  };
  const alarm = {
    type: "threshold",
    summary: "Requests fail.",
    signal: "failures",
    severities: { critical: { above: 2 } },
  };
  const quieter = () =>
    stack((resource) => {
      alarmOf(resource).threshold = 200;
    });

  test("are the query of the alarm's text, which nothing in it escapes", async () => {
    const query = "filter level = 'error' ``` </details> @octocat | stats count() by bin(5m)";
    config({ errors: { ...alarm, query } });
    quieter();
    expect((await json()).queries).toMatchObject([
      { service: "api", environment: "prod", alarms: ["errors"], question: null, text: query },
    ]);
    expectText(await text());
  });

  test("are the question for its signal, where its text has none", async () => {
    config({ errors: alarm });
    quieter();
    const { queries } = await json();
    expect(queries).toMatchObject([{ alarms: ["errors"], question: "signal_failures" }]);
    expect(queries[0]?.link).toMatch(/^https:\/\/console\.aws\.amazon\.com\/[^\s<>]*logs-insights/);
    expectText(await text());
  });

  test("are none for what did not change, what is gone, and what is not in the configuration", async () => {
    config({ errors: alarm });
    expect((await json()).queries).toEqual([]);
    stack((resource) => {
      delete resource.aws_cloudwatch_metric_alarm;
    });
    expect((await json()).queries).toEqual([]);
    config({});
    quieter();
    expect((await json()).queries).toEqual([]);
  });

  test("are not for alarms without one, and cut where they are long, and the review says so", async () => {
    config({
      errors: { ...alarm, query: `filter level = '${"e".repeat(9000)}'` },
      depth: {
        type: "metric",
        summary: "The queue is long.",
        metric: { namespace: "Shop/Things", name: "Depth" },
        severities: { critical: { above: 100 } },
      },
      both: {
        type: "composite",
        summary: "Both.",
        rule: { all: ["errors.critical", "depth.critical"] },
        severities: { critical: {} },
      },
    });
    stack((resource) => {
      resource.aws_cloudwatch_metric_alarm = Object.fromEntries(
        ["errors", "depth"].map((name) => [
          name,
          { ...alarmOf(resource), threshold: 200, alarm_name: `shop-prod-api-${name}-critical` },
        ]),
      );
      resource.aws_cloudwatch_composite_alarm = {
        both: {
          alarm_name: "shop-prod-api-both-critical",
          alarm_rule: "ALARM(shop-prod-api-errors-critical) AND ALARM(shop-prod-api-depth-critical)",
          tags: { ...tags, severity: "critical" },
        },
      };
    });
    expect(await json()).toMatchObject({
      queries: [{ alarms: ["errors"], link: null, text: `filter level = '${"e".repeat(9000)}'` }],
      alarms_without_query: ["api: both", "api: depth"],
    });
    const markdown = await text();
    expect(markdown.match(/e/g)!.length).toBeLessThan(2500);
    expectText(markdown.replaceAll(/e{500,}/g, "e..."));
  });

  test("are twelve at most", async () => {
    const names = Array.from({ length: 15 }, (_, index) => `errors${index}`);
    config(Object.fromEntries(names.map((name) => [name, { ...alarm, query: `filter level = '${name}'` }])));
    stack((resource) => {
      resource.aws_cloudwatch_metric_alarm = Object.fromEntries(
        names.map((name) => [name, { ...alarmOf(resource), alarm_name: `shop-prod-api-${name}-critical` }]),
      );
    });
    expect(await json()).toMatchObject({ queries_left_out: 3, queries: { length: 12 } });
  });
});

test("an alarm that is renamed is not a new one", async () => {
  stack((resource) => {
    const alarm = alarmOf(resource);
    resource.aws_cloudwatch_metric_alarm = { failures: { ...alarm, alarm_name: "shop-prod-api-failures-critical" } };
  });
  const result = await json("--logs", "api.ndjson");
  expect(result.stacks[0]).toMatchObject({
    changes: [{ kind: "renamed", what: "alarm" }],
    resources: { destroyed: ["aws_cloudwatch_metric_alarm.errors"] },
  });
  expect(result.logs).toMatchObject({ alike: true });
});

test("a route that is removed is a new finding, and an exit code", async () => {
  stack((resource) => {
    delete resource.aws_sns_topic_subscription;
  });
  repo.commit("No route");
  const { code, stdout } = await repo.run("review", "--base", "HEAD~1", "--json");
  expect(code).toBe(1);
  const [one] = (JSON.parse(stdout) as Json).stacks;
  expect(one?.findings.map(({ rule }) => rule)).toContain("topic-without-subscription");
  expect(one?.resources.destroyed).toEqual(["aws_sns_topic_subscription.pagerduty"]);
  // The base of a base has no news.
  expect((await json()).stacks[0]?.findings).toEqual([]);
});

describe("new findings", () => {
  const rulesOf = ({ findings }: Json): string[] => [...new Set(findings.map(({ rule }) => rule))].sort();
  const service = { ...configuration.services.api };
  const configured = (change: object) =>
    repo.write("sightline.config.yaml", stringify({ ...configuration, services: { api: { ...service, ...change } } }));

  test("are those of the configuration that the base does not have", async () => {
    const contract = {
      ...service.contract,
      events: { request_failed: { description: "A request failed.", level: "error" } },
      signals: { failures: { description: "Requests that failed.", on: "request_failed" } },
    };
    const alarm = {
      type: "threshold",
      summary: "Requests fail.",
      signal: "failures",
      severities: { critical: { above: 2 } },
    };
    const errors = { ...alarm, query: "filter `" };
    configured({ contract, alarms: { errors } });
    repo.commit("A mistake");
    // In other lines, and with another message.
    configured({
      description: "Takes orders.\n\nAnd more.",
      contract,
      alarms: { errors: { ...alarm, query: "fields `" } },
    });
    expect(await json()).toMatchObject({ code: 0, findings: [], not_compared: [] });
    configured({ contract, alarms: { errors, more: { ...errors, summary: "More." } } });
    expect((await json()).findings.map(({ rule }) => rule)).toEqual(["alarm-query"]);
  });

  test("are those of dashboards, whatever panels they move", async () => {
    const panel = (id: number, title: string, y: number, query?: string) => ({
      id,
      type: "timeseries",
      title,
      gridPos: { x: 0, y, w: 12, h: 8 },
      targets: query === undefined ? [] : [{ refId: "A", expr: query, datasource: { type: "prometheus" } }],
    });
    const board = (...panels: object[]) =>
      repo.write("dashboards/prod/api.json", JSON.stringify({ uid: "api", title: "API", schemaVersion: 42, panels }));
    board(panel(1, "Errors", 0, "rate(errors[5m])"), panel(2, "Old", 8));
    repo.commit("Panels");
    board(panel(3, "New", 0, "rate(new[5m])"), panel(1, "Errors", 8, "rate(errors[5m])"), panel(2, "Old", 16));
    const base = "HEAD";
    const run = async () => {
      const { stdout } = await repo.run("review", "--base", base, "--json");
      return JSON.parse(stdout) as Json;
    };
    const alike = await run();
    board(panel(3, "New", 0, "rate(new[5m"), panel(1, "Errors", 8, "rate(errors[5m])"), panel(2, "Old", 16));
    const broken = await run();
    expect(rulesOf(broken)).toContain("query-syntax");
    expect(rulesOf(alike)).not.toContain("query-syntax");
    expect(broken.findings.every(({ source }) => source === "dashboards/prod/api.json")).toBe(true);
    expect((await repo.run("review", "--base", base)).stdout).toContain("query-syntax");
  });

  test("are not compared with a base that cannot be read, and the review says so", async () => {
    repo.git("rm", "-q", "sightline.config.yaml");
    repo.write("sightline.config.yaml", "project: [");
    repo.commit("Broken");
    configured({});
    const { code, stdout } = await repo.run("review", "--base", "main", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [], not_compared: [expect.stringContaining("main")] });
    expectText((await repo.run("review", "--base", "main")).stdout.replaceAll(/^(?=.)/gm, "  "));
  });
});

describe("resources", () => {
  const queue = { aws_sqs_queue: { letters: { name: "letters", tags: { a: "b" } } } };
  const group = { aws_security_group: { all: { name: "all", vpc_id: "vpc-1", description: "All" } } };

  test("that cannot be changed in place would be replaced", async () => {
    stack((resource) => Object.assign(resource, structuredClone({ ...queue, ...group })));
    repo.commit("A queue");
    stack((resource) => {
      Object.assign(resource, structuredClone({ ...queue, ...group }));
      resource.aws_sqs_queue!.letters!.tags = { a: "c" };
      Object.assign(resource.aws_security_group!.all!, { vpc_id: "vpc-2", description: "Everything" });
    });
    const { stacks } = await json();
    expect(stacks[0]?.resources).toMatchObject({
      destroyed: [],
      replaced: [{ address: "aws_security_group.all", arguments: ["description", "vpc_id"] }],
    });
    expectText(await text());
  });

  test("are replaced by an argument on one side only, where its default is known and another", async () => {
    const topic = { aws_sns_topic: { all: { display_name: "All", fifo_topic: false } } };
    const workspace = { aws_prometheus_workspace: { all: { alias: "all" } } };
    const before = { ...topic, ...workspace, ...group, ...queue };
    stack((resource) => {
      const { page } = resource.aws_sns_topic!;
      Object.assign(resource, structuredClone(before));
      resource.aws_sns_topic!.page = page!;
    });
    repo.commit("Resources");
    stack((resource) => {
      const { page } = resource.aws_sns_topic!;
      Object.assign(resource, structuredClone(before));
      resource.aws_sns_topic = { page: page!, all: { display_name: "All" } };
      resource.aws_prometheus_workspace!.all!.kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/a";
      delete resource.aws_security_group!.all!.description;
      delete resource.aws_security_group!.all!.vpc_id;
      delete resource.aws_sqs_queue!.letters!.name;
    });
    const { stacks } = await json();
    expect(stacks[0]?.resources.replaced).toEqual([
      { address: "aws_prometheus_workspace.all", arguments: ["kms_key_arn"] },
      { address: "aws_security_group.all", arguments: ["description"] },
    ]);
  });

  test("that are moved or taken from the state are not destroyed", async () => {
    const moved = [{ from: "aws_sqs_queue.letters", to: "aws_sqs_queue.post" }];
    stack((resource) => Object.assign(resource, structuredClone({ ...queue, ...group })));
    repo.commit("A queue");
    const { aws_sqs_queue: queues } = structuredClone(queue);
    let resource = {};
    stack((is) => {
      is.aws_sqs_queue = { post: queues.letters };
      resource = is;
    });
    const removed = [{ from: "aws_security_group.all", lifecycle: { destroy: false } }];
    const written = (rest: object) =>
      repo.write("stack.tf.json", JSON.stringify({ provider: { aws: { region: "eu-central-1" } }, resource, ...rest }));
    written({ moved, removed });
    expect((await json()).stacks[0]?.resources).toMatchObject({ destroyed: [], replaced: [] });
    written({});
    expect((await json()).stacks[0]?.resources.destroyed).toEqual(["aws_security_group.all", "aws_sqs_queue.letters"]);
  });
});

describe("files below dashboards/", () => {
  const api = "dashboards/prod/api.json";
  const at = (path: string): string => join(repo.folder, path);
  const reviewed = async () => {
    const { code, stdout } = await repo.run("review", "--base", "main", "--json");
    return { code, ...(JSON.parse(stdout) as Json) };
  };

  test.each<[string, (path: string) => void]>([
    ["a link to nowhere", (path) => symlinkSync("nowhere", path)],
    ["a link to a folder", (path) => symlinkSync("..", path)],
    ["a pipe", (path) => execFileSync("mkfifo", [path])],
    ["a file that is too large", (path) => writeFileSync(path, `{"a": "${" ".repeat(17 * 1024 * 1024)}"}`)],
  ])("that cannot be read are named, and are not gone: %s", async (_, make) => {
    rmSync(at(api));
    make(at(api));
    repo.write("dashboards/prod/new.json", dashboard("New").replace('"uid":"api"', '"uid":"new"'));
    const { code, dashboards, problems } = await reviewed();
    expect(code).toBe(2);
    expect(problems).toEqual([expect.stringContaining(api)]);
    expect(dashboards).toMatchObject([
      { file: api, kind: "unreadable" },
      { file: "dashboards/prod/new.json", kind: "new" },
    ]);
  });

  test("a file in place of the folder is named", async () => {
    rmSync(at("dashboards"), { recursive: true });
    repo.write("dashboards", "");
    expect(await reviewed()).toMatchObject({ code: 2, problems: [expect.stringContaining("dashboards: ")] });
  });

  test("a byte order mark changes nothing, and a folder may have the name of a file", async () => {
    repo.write(api, `\ufeff${dashboard("Errors")}`);
    mkdirSync(at("dashboards/prod/folder.json"));
    expect(await reviewed()).toMatchObject({ code: 0, problems: [], dashboards: [] });
  });
});

test("dashboards that changed, came or went are told in words", async () => {
  repo.write("dashboards/prod/api.json", dashboard("Errors by provider"));
  repo.write("dashboards/prod/new.json", dashboard("New"));
  const { dashboards } = await json();
  expect(dashboards.map(({ kind }) => kind)).toEqual(["changed", "new"]);
  expect(dashboards[0]?.sentences.join(" ")).toContain("Errors by provider");
});

test("a dashboard that can no longer be read is not gone", async () => {
  repo.write("dashboards/prod/api.json", "{");
  repo.write("dashboards/prod/folder.json/other.json", "{}");
  expect((await json()).dashboards).toMatchObject([{ kind: "unreadable", file: "dashboards/prod/api.json" }]);
});

test("a repository of other Terraform is told what compares it", async () => {
  rmSync(join(repo.folder, "sightline.config.yaml"));
  const { code, stderr, stdout } = await repo.run("review", "--base", "HEAD");
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("replay --template plan.json --against old-plan.json");
});

test("hostile names neither break out of their place nor mention anybody", async () => {
  stack((resource) => {
    alarmOf(resource).threshold = 200;
    resource.aws_cloudwatch_metric_alarm!.evil = {
      ...alarmOf(resource),
      alarm_name: "@octocat </details> | `x` #12 <img src=x>\n\n# h",
    };
  });
  const evil = scenario()
    .replace('"name":"errors"', '"name":"<b> @octocat"')
    .replace('"template":"stack.tf.json",', "");
  repo.write("scenarios/evil/scenario.yaml", evil.replace('"api.ndjson"', '"../errors/api.ndjson"'));
  repo.write("dashboards/prod/@evil|`.json", dashboard("</details> @octocat"));
  const { stdout } = await repo.run("review", "--base", "main", ...all);
  const summaries = stdout.match(/<summary>.*/g) ?? [];
  expect(summaries.join("\n")).toContain("octocat");
  // In HTML, what looks like code is not.
  for (const summary of summaries) expect(summary).not.toMatch(/[@`]|<b>/);
  const bare = stdout.replaceAll(/`[^`\n]*`|<code>[^<\n]*<\/code>/g, "");
  expect(bare).not.toMatch(/@octocat|<img|(?<!&)#12|^# h/m);
  expect(stdout.match(/<details>/g)).toHaveLength(stdout.match(/<\/details>/g)?.length ?? 0);
});

test("hundreds of alarms stay within a comment of GitHub, and what is left out is counted", async () => {
  stack((resource) => {
    for (let index = 0; index < 400; index++)
      resource.aws_cloudwatch_metric_alarm![`a${index}`] = {
        ...alarmOf(resource),
        alarm_name: `${"long-".repeat(30)}${index}`,
      };
  });
  const { stdout } = await repo.run("review", "--base", "main");
  expect(stdout.length).toBeLessThanOrEqual(65_536);
  expect(stdout).toMatch(/Left out here: \d+ of 400/);
});

test.each([
  ["without a base", []],
  ["with a base that does not exist", ["--base", "nowhere"]],
  ["with an environment that does not exist", ["--base", "main", "--env", "pord"]],
  ["with logs among the words", ["--base", "main", "api.ndjson"]],
])("a call %s is wrong", async (_, argv) => {
  const { code, stderr, stdout } = await repo.run("review", ...argv);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expectText(stderr);
});
