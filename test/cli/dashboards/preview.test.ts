import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import type { World } from "../../../lib/cli/command";
import { run } from "../../../lib/cli/run";
import type { PageModel, PanelModel } from "../../../lib/dashboards/preview/model";
import { expectText } from "../../texts";
import { configuration, incident, line, template, type Workplace, workplace } from "../small-stack";

let place: Workplace;
beforeAll(() => {
  place = workplace();
  place.write("stack.tf.json", template());
  place.write("api.ndjson", incident());
});
afterAll(() => place.remove());

const cloudwatch = { type: "cloudwatch", uid: "${cloudwatch}" };

function metric(more: object = {}): object {
  const usual = {
    namespace: "App",
    metricName: "Errors",
    statistic: "Sum",
    dimensions: {},
    matchExact: true,
    period: "60",
  };
  return { refId: "A", datasource: cloudwatch, queryMode: "Metrics", metricQueryType: 0, ...usual, ...more };
}

function panel(targets: readonly object[], more: object = {}): object {
  return { id: 1, type: "timeseries", title: "Errors", gridPos: { x: 0, y: 0, w: 12, h: 8 }, targets, ...more };
}

function board(panels: readonly object[], more: object = {}): string {
  return JSON.stringify({ title: "API", schemaVersion: 41, panels, ...more });
}

/** The data of the page that is made of a dashboard. */
async function previewed(text: string, ...argv: readonly string[]): Promise<PageModel> {
  place.write("api.json", text);
  const given = ["--template", "stack.tf.json", "--logs", "api.ndjson", ...argv];
  const { code, stderr, stdout } = await place.run("dashboards", "--preview", ...given, "--out", "out", "api.json");
  expect({ code, stdout, stderr: code === 0 ? "" : stderr }).toEqual({
    code: 0,
    stdout: "out/index.html\n",
    stderr: "",
  });
  return modelOf("out/index.html");
}

function modelOf(file: string): PageModel {
  return modelIn(readFileSync(join(place.folder, file), "utf8"));
}

function modelIn(html: string): PageModel {
  const [, json = ""] = /<script type="application\/json" id="model">(.*?)<\/script>/s.exec(html)!;
  return JSON.parse(json) as PageModel;
}

async function panelOf(targets: readonly object[], more: object = {}, dashboard: object = {}): Promise<PanelModel> {
  const { dashboards } = await previewed(board([panel(targets, more)], dashboard));
  return dashboards[0]!.panels[0]!;
}

test("a metric has the values that its filter publishes, and the alarm that reads it says when it fired", async () => {
  const { alarms, dashboards, from, to } = await previewed(board([panel([metric()])]));
  expect([from, to]).toEqual([Date.UTC(2026, 10, 20, 10) / 1000, Date.UTC(2026, 10, 20, 10, 10) / 1000]);
  expect(dashboards[0]?.panels[0]?.data[""]).toMatchObject({
    reasons: [],
    frames: [{ name: "Errors", start: from, step: 60, values: [0, 0, 0, 4, 4, 0, 0, 0, 0, 0] }],
  });
  expect(alarms).toEqual([{ name: "api-errors-critical", severity: "critical", spans: [[from + 240, from + 360]] }]);
  expect(dashboards[0]?.panels[0]?.alarms).toEqual([0]);
});

test.each([
  ["with an alarm", template()],
  ["without one", template((resource) => (resource.aws_cloudwatch_metric_alarm = {}))],
])("%s, a last line on a full minute is in the period that it begins", async (_, text) => {
  place.write("last.tf.json", text);
  place.write("last.ndjson", `${line(0)}${line(120)}`);
  place.write("last.json", board([panel([metric()])]));
  const given = ["--template", "last.tf.json", "--logs", "last.ndjson", "--out", "last", "last.json"];
  await place.run("dashboards", "--preview", ...given);
  const { dashboards, from, to } = modelOf("last/index.html");
  expect(to - from).toBe(180);
  expect(dashboards[0]?.panels[0]?.data[""]).toMatchObject({ frames: [{ values: [1, null, 1] }] });
});

test("a scenario beside the logs of a folder is not read as lines, unless it is named", async () => {
  place.write("shape/api.ndjson", line(0));
  place.write("shape/late.scenario.yaml", "name: one\n---\nname: two\n");
  place.write("shape/scenario.yaml", "name: three\n");
  const sourceOf = async (...logs: readonly string[]) => {
    const given = ["--template", "stack.tf.json", ...logs.flatMap((each) => ["--logs", each])];
    return (await previewed(board([panel([metric()])]), ...given)).source;
  };
  const inAll = await sourceOf();
  const [inFolder, inGlob, named] = [
    await sourceOf("shape"),
    await sourceOf("shape/*"),
    await sourceOf("shape", "shape/scenario.yaml"),
  ];
  expect(inAll).toContain("60 lines of 1 file");
  expect([inFolder, inGlob]).toEqual(["Recorded logs: 61 lines of 2 files", "Recorded logs: 61 lines of 2 files"]);
  expect(named).toBe("Recorded logs: 62 lines of 3 files");
});

test("every log group with lines has the metric of CloudWatch Logs itself, whether an alarm reads it or not", async () => {
  const lines = { namespace: "AWS/Logs", metricName: "IncomingLogEvents" };
  const asked = (group: string) => panelOf([metric({ ...lines, dimensions: { LogGroupName: group } })]);
  const { data } = await asked("/ecs/api");
  expect(data[""]).toMatchObject({
    frames: [{ kind: "series", values: expect.arrayContaining([6]) as unknown }],
    reasons: [],
  });
  const other = (await asked("/ecs/web")).data[""];
  expect(other).toMatchObject({ frames: [], reasons: [expect.stringContaining("LogGroupName=/ecs/api")] });
});

test("metric math is computed from metrics, hidden ones too, in any order", async () => {
  const { data } = await panelOf([
    { ...metric({ metricEditorMode: 1, expression: "half * 10", id: "ten", refId: "C" }), label: "Ten" },
    metric({ metricEditorMode: 1, expression: "e / 2", id: "half", refId: "B", hide: true }),
    metric({ id: "e", hide: true }),
  ]);
  expect(data[""]?.frames).toMatchObject([{ name: "Ten", values: [0, 0, 0, 20, 20, 0, 0, 0, 0, 0] }]);
});

test("a variable changes what is computed, and the dashboard's value is the first", async () => {
  const { data, variables } = await panelOf(
    [metric({ statistic: "$stat" })],
    {},
    {
      templating: { list: [{ name: "stat", type: "custom", query: "Sum,Maximum,p50", current: { value: "Maximum" } }] },
    },
  );
  expect(variables).toEqual(["stat"]);
  expect(Object.entries(data).map(([key, { frames }]) => [key, frames[0]])).toMatchObject([
    ["0", { values: [0, 0, 0, 1, 1, 0, 0, 0, 0, 0] }],
    ["1", { values: [0, 0, 0, 4, 4, 0, 0, 0, 0, 0] }],
    ["2", { values: [0, 0, 0, 1, 1, 0, 0, 0, 0, 0] }],
  ]);
});

test("a page draws a bounded number of panels, and counts the others", async () => {
  const many = Array.from({ length: 405 }, (_, id) =>
    panel([], { id, type: "text", gridPos: { x: 0, y: id, w: 6, h: 1 } }),
  );
  const { dashboards } = await previewed(board(many));
  expect([dashboards[0]?.panels.length, dashboards[0]?.left]).toEqual([400, 5]);
});

test("annotations that are not drawn, and repeated rows without values, are named", async () => {
  const row = {
    id: 2,
    type: "row",
    title: "By $stat",
    repeat: "stat",
    gridPos: { x: 0, y: 0, w: 24, h: 1 },
    panels: [],
  };
  const list = [
    { name: "Deployments", enable: true, datasource: { type: "grafana", uid: "-- Grafana --" }, target: {} },
    { name: "Off", enable: false, datasource: cloudwatch, target: {} },
    { builtIn: 1, name: "Annotations & Alerts", enable: true, datasource: { type: "grafana", uid: "-- Grafana --" } },
  ];
  const { dashboards } = await previewed(board([row, panel([metric()])], { annotations: { list } }));
  expect(dashboards[0]?.notes).toEqual([
    'The annotation "Deployments" is not drawn: Grafana\'s own database has what was posted to it.',
    'The row "By $stat" is drawn once: the dashboard has no variable "stat" to repeat it for.',
  ]);
});

test("a repeated panel has data for each value, with that value in its query and legend", async () => {
  const stat = { name: "stat", type: "custom", query: "Sum,Maximum", includeAll: true, current: { value: ["$__all"] } };
  const target = { ...metric({ statistic: "$stat" }), label: "$stat of errors" };
  const more = { repeat: "stat", repeatDirection: "v", maxPerRow: 3 };
  const { data, repeat, variables } = await panelOf([target], more, { templating: { list: [stat] } });
  expect(repeat).toEqual({ variable: "stat", isDown: true, maxPerRow: 3 });
  expect(variables).toEqual(["stat"]);
  expect(Object.keys(data)).toEqual(["1", "2"]);
  expect(Object.values(data).map(({ frames }) => frames[0])).toMatchObject([
    { name: "Sum of errors", values: expect.arrayContaining([4]) as unknown },
    { name: "Maximum of errors", values: expect.arrayContaining([1]) as unknown },
  ]);
});

test("alarms that fired are marked, and what else an annotation asks for is computed or said", async () => {
  const alarms = { name: "Alarms", iconColor: "red", enable: true, datasource: cloudwatch };
  const loki = { type: "loki", uid: "l" };
  const list = [
    { ...alarms, target: { queryMode: "Annotations", prefixMatching: true, alarmNamePrefix: "api-" } },
    { ...alarms, name: "Others", target: { queryMode: "Annotations", prefixMatching: true, alarmNamePrefix: "web-" } },
    { name: "Starts", enable: true, datasource: loki, expr: '{service_name="api"}', target: { expr: "" } },
    { name: "Alien", enable: true, datasource: { type: "mysql", uid: "m" }, rawQuery: "select 1" },
  ];
  const { dashboards, from } = await previewed(board([panel([metric()])], { annotations: { list } }));
  expect(dashboards[0]?.annotations).toEqual([
    { name: "Alarms", color: "red", events: [{ at: from + 240, text: "api-errors-critical" }] },
    { name: "Others", color: "red", events: [] },
  ]);
  expect(dashboards[0]?.notes).toEqual([
    expect.stringMatching(/^The annotation "Starts" is not drawn: .*--env/),
    expect.stringMatching(/^The annotation "Alien" is not drawn: /),
  ]);
});

test("what has no local data says why", async () => {
  const reasons = async (target: object) => (await panelOf([target])).data[""];
  const why = [
    await reasons(metric({ namespace: "AWS/ECS", metricName: "CPUUtilization" })),
    await reasons(metric({ dimensions: { Provider: "*" } })),
    await reasons(metric({ statistic: "p200" })),
    await reasons(metric({ metricEditorMode: 1, expression: "m9 + 1" })),
    await reasons({ refId: "A", datasource: { type: "prometheus", uid: "x" }, expr: "up" }),
    await reasons({ refId: "A", datasource: { type: "tempo", uid: "x" }, query: "{}" }),
  ];
  // One reason for all metrics that lack the same, and none for what is computed from them.
  const several = [
    metric({ refId: "A", id: "m1", namespace: "AWS/ECS", metricName: "CPUUtilization" }),
    metric({ refId: "B", id: "m2", namespace: "AWS/ECS", metricName: "MemoryUtilization" }),
    metric({ refId: "C", id: "m3", metricEditorMode: 1, expression: "m1 + m2" }),
    metric({ refId: "D", id: "m4", metricEditorMode: 1, expression: "100 * m3" }),
  ];
  why.push((await panelOf(several)).data[""]);
  for (const data of why) expect(data).toMatchObject({ frames: [], reasons: [expect.any(String)] });
  expectText(why.flatMap((data) => data?.reasons ?? []).join("\n"));
});

test("two versions stand beside each other with the same data, and their panels say what differs", async () => {
  const steps = (value: number) => ({
    fieldConfig: {
      defaults: {
        thresholds: {
          mode: "absolute",
          steps: [
            { value: null, color: "green" },
            { value, color: "red" },
          ],
        },
      },
    },
  });
  const same = panel([metric({ statistic: "p50" })], { id: 2, title: "Same", gridPos: { x: 0, y: 8, w: 12, h: 8 } });
  const gone = panel([metric({ statistic: "Maximum" })], { id: 3, title: "Gone" });
  place.write("old.json", board([panel([metric()], steps(2)), same, gone], { refresh: "1m" }));
  const added = panel([metric({ statistic: "Minimum" })], {
    id: 9,
    title: "New",
    type: "stat",
    gridPos: { x: 0, y: 0, w: 6, h: 4 },
  });
  const now = [added, panel([metric()], { ...steps(5), gridPos: { x: 0, y: 4, w: 12, h: 8 } }), same];
  const { dashboards } = await previewed(board(now, { refresh: "5m" }), "--diff", "old.json");
  const { before, changes, isRemoved, names, words } = dashboards[0]!.compared!;
  expect({ names, isRemoved }).toEqual({ names: ["old.json", "now"], isRemoved: false });
  expect(changes.map(({ after, before: was, kind }) => [kind, was, after])).toEqual([
    ["added", undefined, titles(dashboards[0]).indexOf("New")],
    ["changed", titles(before).indexOf("Errors"), titles(dashboards[0]).indexOf("Errors")],
    ["removed", titles(before).indexOf("Gone"), undefined],
  ]);
  expect(before?.panels[titles(before).indexOf("Errors")]?.data).toEqual(
    dashboards[0]?.panels[titles(dashboards[0]).indexOf("Errors")]?.data,
  );
  expectText([...words, ...changes.flatMap((change) => change.words)].join("\n"));
});

function titles(of: { readonly panels: readonly PanelModel[] } | undefined): readonly string[] {
  return of?.panels.map(({ title }) => title) ?? [];
}

test("a revision of git has what the dashboards were; a dashboard that it does not have is new", async () => {
  const shop = workplace();
  const git = (...argv: string[]) => {
    const options = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"];
    execFileSync("git", [...options, ...argv], { cwd: shop.folder, stdio: "pipe" });
  };
  shop.write("stack.tf.json", template());
  shop.write("api.ndjson", incident());
  shop.write("dashboards/prod/a.json", board([panel([metric()])], { title: "A" }));
  git("init", "-q");
  git("add", ".");
  git("commit", "-q", "-m", "before");
  shop.write("dashboards/prod/a.json", board([panel([metric()], { title: "Faults" })], { title: "A" }));
  shop.write("dashboards/prod/b.json", board([panel([metric()])], { title: "B" }));
  const given = ["--template", "stack.tf.json", "--logs", "api.ndjson", "--out", "out", "dashboards/prod"];
  const { code, stderr } = await shop.run("dashboards", "--preview", "--diff", "HEAD", ...given);
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("HEAD")]);
  const { dashboards } = modelIn(readFileSync(join(shop.folder, "out/index.html"), "utf8"));
  expect(
    dashboards.map(({ compared, title }) => [title, compared?.names, compared?.changes.map(({ kind }) => kind)]),
  ).toEqual([
    ["A", ["HEAD", "now"], ["changed"]],
    ["B", ["HEAD", "now"], []],
  ]);
  for (const named of ["dashboards/**/*.json", join(shop.folder, "dashboards")]) {
    await shop.run("dashboards", "--preview", "--diff", "HEAD", ...given.slice(0, -1), named);
    const [first] = modelIn(readFileSync(join(shop.folder, "out/index.html"), "utf8")).dashboards;
    expect([named, first?.title, first?.compared?.changes.map(({ kind }) => kind)]).toEqual([named, "A", ["changed"]]);
  }
  expect((await shop.run("dashboards", "--preview", "--diff", "nothing", ...given)).code).toBe(2);
  shop.remove();
});

test("folders are paired by file; dashboards that differ come first, new and gone ones say so", async () => {
  for (const [file, title] of [
    ["a", "A"],
    ["b", "B"],
    ["gone", "Gone"],
  ] as const)
    place.write(`old/${file}.json`, board([panel([metric()])], { title }));
  for (const [file, title] of [
    ["a", "A"],
    ["b", "B"],
    ["new", "New"],
  ] as const)
    place.write(`now/${file}.json`, board([panel([metric()], file === "b" ? { title: "Other" } : {})], { title }));
  const { code } = await place.run(
    "dashboards",
    "--preview",
    "--template",
    "stack.tf.json",
    "--logs",
    "api.ndjson",
    "--out",
    "both",
    "--diff",
    "old",
    "now",
  );
  expect(code).toBe(0);
  const shown = modelOf("both/index.html").dashboards.map(({ compared, title }) => [
    title,
    compared?.isRemoved,
    compared?.before !== undefined,
    compared?.changes.length,
  ]);
  expect(shown).toEqual([
    ["B", false, true, 1],
    ["New", false, false, 0],
    ["Gone", true, true, 0],
    ["A", false, true, 0],
  ]);
});

test("a page that is served computes what it does not hold, for this machine alone, until a signal ends it", async () => {
  const many = Array.from({ length: 60 }, (_, at) => `p${at}`).join(",");
  const list = [{ name: "stat", type: "custom", query: many }];
  place.write("api.json", board([panel([metric({ statistic: "$stat" })])], { templating: { list } }));
  let stop: (signal: "SIGINT") => void = () => undefined;
  const io = served(place.folder, (listener) => {
    stop = listener;
  });
  const given = ["--template", "stack.tf.json", "--logs", "api.ndjson"];
  const ended = run(["dashboards", "--preview", "--serve", ...given, "api.json"], io.world);
  const url = await io.said;
  const model = modelIn(await (await fetch(url)).text());
  expect(model.dashboards[0]?.panels[0]).toMatchObject({ left: 20, variables: ["stat"] });
  const ask = async (path: string) => {
    const response = await fetch(new URL(path, url));
    return response.ok ? await response.json() : response.status;
  };
  expect(await ask("/data/d1/after/0/59")).toMatchObject({ frames: [{ values: [0, 0, 0, 1, 1, 0, 0, 0, 0, 0] }] });
  const refused = [
    "/data/d1/after/0/60",
    "/data/d1/before/0/1",
    "/data/d1/after/1/",
    "/etc/passwd",
    "/data/d9/after/0/0",
  ];
  expect(await Promise.all(refused.map(ask))).toEqual(refused.map(() => 404));
  expect(await statusOf(url, "evil.example.com")).toBe(403);
  stop("SIGINT");
  expect(await ended).toBe(130);
  await expect(fetch(url)).rejects.toThrow();
});

function statusOf(url: string, host: string): Promise<number | undefined> {
  return new Promise((done) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      done(response.statusCode);
    });
  });
}

/** A world in which a signal can come, and the first line of standard output. */
function served(cwd: string, onListen: (listener: (signal: "SIGINT") => void) => void) {
  const stdout = new PassThrough();
  const said = new Promise<string>((done) => stdout.once("data", (text: Buffer) => done(text.toString().trim())));
  const world: World = {
    ...{ stdin: Readable.from([]), stdout, stderr: new PassThrough().resume(), cwd, env: {} },
    now: () => new Date("2026-11-21T00:00:00Z"),
    onInterrupt: (listener) => {
      onListen(listener);
      return () => undefined;
    },
  };
  return { world, said };
}

test("nothing in a dashboard or a log line ends the page's script", async () => {
  const evil = "</script><script>window.hacked = 1</script>";
  place.write(
    "api.json",
    board([panel([metric({ label: evil })], { title: evil, description: evil })], { title: evil }),
  );
  await place.run(
    "dashboards",
    "--preview",
    "--template",
    "stack.tf.json",
    "--logs",
    "api.ndjson",
    "--out",
    "evil",
    "api.json",
  );
  const html = readFileSync(join(place.folder, "evil/index.html"), "utf8");
  expect(html.match(/<script/g)).toHaveLength(3);
  expect(html).not.toContain("window.hacked = 1</script>");
  expect(modelOf("evil/index.html").dashboards[0]?.title).toBe(evil);
});

test("wrong calls name what is wrong and how to fix it", async () => {
  place.write("list.json", "[]");
  place.write("broken.json", "{");
  place.write("fine.json", board([]));
  place.write("timeless.ndjson", '{"level":"error"}\n');
  const calls = [
    ["--preview", "--logs", "api.ndjson"],
    ["--preview", "list.json", "broken.json", "none.json"],
    ["--preview", "--logs", "timeless.ndjson", "api.ndjson"],
    ["--preview", "fine.json"],
    ["--preview", "fine.json", "--logs", "none.ndjson"],
    ["--preview", "fine.json", "--logs", "timeless.ndjson"],
    ["--preview", "fine.json", "--from", "2026-01-02T00:00Z", "--to", "2026-01-01T00:00Z", "--config", "x"],
    ["--preview", "fine.json", "--from", "2020-01-02T00:00Z", "--to", "2026-01-01T00:00Z"],
    ["--preview", "fine.json", "--logs", "api.ndjson", "--out", "fine.json"],
    ["fine.json"],
  ];
  const said: string[] = [];
  for (const argv of calls) {
    const { code, stderr, stdout } = await place.run("dashboards", ...argv);
    expect([argv, code, stdout]).toEqual([argv, 2, ""]);
    said.push(stderr);
  }
  expectText(said.join(""));
});

test("queries of logs are answered from the recorded lines, in the words of the environment's contracts", async () => {
  place.write("sightline.config.json", JSON.stringify(configuration));
  place.write("lines.ndjson", [0, 10, 70].map((at) => serviceLine(at, "error")).join("") + serviceLine(80, "info"));
  place.write(
    "one.tf.json",
    template(({ aws_cloudwatch_log_group: groups }) => {
      groups!.api = { name: "/shop/prod/api" };
    }),
  );
  const loki = { type: "loki", uid: "l" };
  const target = (expr: string) => ({ refId: "A", datasource: loki, expr });
  const insights = {
    refId: "A",
    datasource: cloudwatch,
    queryMode: "Logs",
    expression: "stats count(*) as n by level | sort n desc",
  };
  const panels = [
    panel([target('{service_name="$service"} | json | level=`error`')], { type: "logs" }),
    panel([
      {
        ...target('sum by (level) (count_over_time({service_name="$service"} | json [1m]))'),
        legendFormat: "{{level}}",
      },
    ]),
    panel([insights], { type: "table" }),
    panel([target('{service_name="$service"} |= "text" or "error" !~ "z+"')], { type: "logs" }),
    panel(
      [
        {
          ...insights,
          expression:
            'parse @message \'"level":"*"\' as written | filter @message like /(?i)ERR/ | stats count(*) by written',
        },
      ],
      { type: "table" },
    ),
    panel([{ ...insights, expression: "filter @logStream = 'a' | stats count(*)" }], { type: "table" }),
    panel([{ refId: "A", datasource: { type: "prometheus", uid: "p" }, expr: "up" }]),
  ];
  const list = [{ name: "service", type: "query", datasource: loki, query: { label: "service_name", type: 1 } }];
  const starts = {
    name: "Errors",
    enable: true,
    datasource: loki,
    expr: '{service_name="$service"} | json | level="error"',
  };
  place.write("logs.json", board(panels, { templating: { list }, annotations: { list: [starts] } }));
  const given = [
    "--env",
    "prod",
    "--config",
    "sightline.config.json",
    "--template",
    "one.tf.json",
    "--logs",
    "lines.ndjson",
  ];
  const { code, stderr } = await place.run("dashboards", "--preview", ...given, "--out", "asked", "logs.json");
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  const [dashboard] = modelOf("asked/index.html").dashboards;
  expect(dashboard?.variables[0]?.options).toEqual([{ values: ["api"] }]);
  const data = dashboard?.panels.map((one) => Object.values(one.data)[0]);
  expect(dashboard?.annotations).toMatchObject([{ name: "Errors", color: "blue", events: [{}, {}, {}] }]);
  expect(data?.[0]?.frames).toMatchObject([{ kind: "lines", rows: [{ level: "error" }, {}, {}], left: 0 }]);
  expect(data?.[1]?.frames).toMatchObject([
    { name: "error", step: 60, values: [2, 1] },
    { name: "info", step: 60, values: [null, 1] },
  ]);
  expect(data?.[2]?.frames).toMatchObject([
    {
      kind: "table",
      rows: [
        ["error", 3],
        ["info", 1],
      ],
    },
  ]);
  expect(data?.[3]?.frames).toMatchObject([{ kind: "lines", rows: [{ level: "error" }, {}, {}], left: 0 }]);
  expect(data?.[4]?.frames).toMatchObject([{ kind: "table", rows: [["error", 3]] }]);
  expect(data?.slice(5).map((one) => one?.frames)).toEqual([[], []]);
  expectText(
    data
      ?.slice(5)
      .flatMap((one) => one?.reasons ?? [])
      .join("\n") ?? "",
  );
});

test("lines that Grafana would have and a page has not are counted, of panels and of annotations", async () => {
  place.write("sightline.config.json", JSON.stringify(configuration));
  place.write("many.ndjson", Array.from({ length: 1200 }, (_, at) => serviceLine(at, "error")).join(""));
  place.write(
    "many.tf.json",
    template(({ aws_cloudwatch_log_group: groups }) => {
      groups!.api = { name: "/shop/prod/api" };
    }),
  );
  const expr = '{service_name="api"}';
  const target = { refId: "A", datasource: { type: "loki", uid: "l" }, expr };
  const panels = [{}, { maxLines: 350 }, { maxLines: 20 }].map((more) =>
    panel([{ ...target, ...more }], { type: "logs" }),
  );
  const list = [{ ...target, name: "Lines", enable: true }];
  place.write("many.json", board(panels, { annotations: { list } }));
  const given = ["--env", "prod", "--config", "sightline.config.json", "--template", "many.tf.json"];
  await place.run("dashboards", "--preview", ...given, "--logs", "many.ndjson", "--out", "many", "many.json");
  const [dashboard] = modelOf("many/index.html").dashboards;
  const frames = dashboard!.panels.map(({ data }) => data[""]!.frames[0]!);
  expect(frames.map((frame) => frame.kind === "lines" && [frame.rows.length, frame.left])).toEqual([
    [300, 700],
    [300, 50],
    [20, 0],
  ]);
  expect(dashboard!.annotations.map(({ events }) => events.length)).toEqual([300]);
  expect(dashboard!.notes).toEqual([expect.stringMatching(/"Lines" has 700 more moments/)]);
});

test("PromQL over a signal has the values that its metric filter publishes, by the labels of Prometheus", async () => {
  const signals = {
    things: { description: "Things.", where: '{ $.app.kind = "*" }', dimensions: ["app.kind"] },
  };
  const fields = { "app.kind": { type: "string", description: "Its kind.", values: ["small", "large"] } };
  const contract = { extends: "base", fields, events: {}, signals };
  const { api } = configuration.services;
  place.write("signals.config.json", JSON.stringify({ ...configuration, services: { api: { ...api, contract } } }));
  const kind = (second: number, kind: string) =>
    `${JSON.stringify({ ...(JSON.parse(line(second)) as object), app: { kind } })}\n`;
  place.write("things.ndjson", kind(0, "small") + kind(5, "large") + kind(10, "large") + kind(70, "small"));
  const filter = {
    name: "things",
    log_group_name: "/shop/prod/api",
    pattern: '{ $.app.kind = "*" }',
    metric_transformation: {
      namespace: "shop/prod/api",
      name: "Things",
      value: "1",
      dimensions: { "app.kind": "$.app.kind" },
    },
  };
  place.write(
    "things.tf.json",
    template(({ aws_cloudwatch_log_group: groups, aws_cloudwatch_log_metric_filter: filters }) => {
      groups!.api = { name: "/shop/prod/api" };
      filters!.things = filter;
    }),
  );
  const selector = 'Things_total{service_name="api", deployment_environment_name="prod"}';
  const expr = `sum by (app_kind) (increase(${selector}[1m]))`;
  const target = { refId: "A", datasource: { type: "prometheus", uid: "p" }, expr, legendFormat: "{{app_kind}}" };
  place.write("things.json", board([panel([target])]));
  const given = ["--env", "prod", "--config", "signals.config.json", "--template", "things.tf.json"];
  const { code, stderr } = await place.run(
    ...["dashboards", "--preview", ...given, "--logs", "things.ndjson", "--out", "things", "things.json"],
  );
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  expect(modelOf("things/index.html").dashboards[0]?.panels[0]?.data[""]?.frames).toMatchObject([
    { name: "small", step: 60, values: [1, 1] },
    { name: "large", step: 60, values: [2, null] },
  ]);
});

/** A line of the service, as the base contract has it. */
function serviceLine(second: number, level: string): string {
  const timestamp = new Date(Date.UTC(2026, 10, 20, 10) + second * 1000).toISOString();
  return `${JSON.stringify({ timestamp, level, message: "m", service: { name: "api" } })}\n`;
}

test("what cannot be read of given metrics is said on the page", async () => {
  place.write(
    "given.csv",
    "timestamp,namespace,metric,dimensions,statistic,period,value\n2026-11-20T10:00:00Z,App,Depth,,Average,60,1\nsoon,App,Depth,,Average,60,2\n",
  );
  const { notes } = await previewed(board([panel([metric()])]), "--metrics", "given.csv");
  expectText(notes.join("\n"));
});

test("without a template, the page is there, and says what it lacks", async () => {
  place.write("late.ndjson", line(0) + line(60));
  place.write("api.json", board([panel([metric()])]));
  const { code } = await place.run("dashboards", "--preview", "--logs", "late.ndjson", "--out", "bare", "api.json");
  expect(code).toBe(0);
  const { dashboards, notes } = modelOf("bare/index.html");
  expect(notes).toHaveLength(1);
  expect(dashboards[0]?.panels[0]?.data[""]?.frames).toEqual([]);
});
