import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { App, Testing } from "cdktf";
import { defineConfig, deployedEnvironments, planEnvironment } from "../../lib/config";
import { alarmPlaces } from "../../lib/dashboards";
import { checkDashboards } from "../../lib/dashboards/rules";
import { parseQuery } from "../../lib/queries/languages";
import { defineStacks, GrafanaStack } from "../../lib/stacks";
import { configArbitrary } from "../config/arbitrary";
import { stackFaults } from "../constructs/grafana/schema";
import { refusal } from "../constructs/stack";

// Stacks of Grafana, against the schema of its provider, with dashboards of a folder.

const folder = mkdtempSync(join(tmpdir(), "sightline-grafana-"));
afterAll(() => rmSync(folder, { recursive: true }));

const config = (prod: object) =>
  defineConfig({
    project: "shop",
    services: {
      checkout: {
        owner: "team-checkout",
        runbooks: "https://runbooks.example.com",
        contract: { extends: "base" },
        alarms: {
          errors: { type: "threshold", summary: "Errors.", signal: "errors", severities: { critical: { above: 5 } } },
        },
      },
    },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        routes: { critical: [{ email: "a@example.com" }] },
        ...prod,
      },
    },
  });

let count = 0;
/** A project with these dashboards of prod, as JSON or text. */
function project(dashboards: Readonly<Record<string, unknown>>): string {
  const at = join(folder, String(count++));
  mkdirSync(join(at, "dashboards", "prod"), { recursive: true });
  for (const [name, content] of Object.entries(dashboards))
    writeFileSync(
      join(at, "dashboards", "prod", name),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  return at;
}

function stackOf(prod: object, dashboards: Readonly<Record<string, unknown>>): GrafanaStack {
  const app = new App();
  defineStacks(app, config(prod), { project: project(dashboards) });
  const [stack] = app.node.children.filter((child) => child instanceof GrafanaStack);
  return stack!;
}

interface Terraform {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly variable: object;
  readonly provider: Readonly<Record<string, readonly object[]>>;
  readonly data?: object;
}

const grafana = { url: "https://grafana.example.com" };
const v1 = { uid: "orders", title: "Orders ${service}", tags: ["team:team-checkout"], panels: [] };
const v2 = {
  apiVersion: "dashboard.grafana.app/v2",
  kind: "Dashboard",
  metadata: { name: "fleet" },
  spec: { title: "Fleet", elements: {} },
};

test("an address is enough: a folder, folders of teams, data sources, and the dashboards of a folder", () => {
  const stack = stackOf({ grafana }, { "orders.json": v1, "fleet.json": v2, "README.md": "no dashboard" });
  const json = Testing.synth(stack);
  expect(stackFaults(json)).toEqual([]);
  const { data, provider, resource, variable } = JSON.parse(json) as Terraform;
  expect(Object.keys(provider)).toEqual(["grafana"]);
  expect(data).toBeUndefined();
  expect(variable).toEqual({ grafana_auth: { type: "string", sensitive: true } });
  const tree = Object.entries(resource).flatMap(([type, all]) => Object.keys(all).map((name) => `${type} ${name}`));
  expect(tree.sort()).toEqual(
    [
      "grafana_apps_dashboard_dashboard_v2 Observability_FleetDashboard_AAAAAAAA",
      "grafana_dashboard Observability_OrdersDashboard_AAAAAAAA",
      "grafana_data_source Observability_Cloudwatch_AAAAAAAA",
      "grafana_data_source Observability_Xray_AAAAAAAA",
      "grafana_folder Observability_Folder_AAAAAAAA",
      "grafana_folder Observability_TeamCheckoutFolder_AAAAAAAA",
    ].map((line) => expect.stringMatching(line.replace("AAAAAAAA", "[0-9A-F]{8}")) as unknown),
  );
  const [dashboard] = Object.values(resource.grafana_dashboard!);
  expect(dashboard!.config_json).toContain("Orders $${service}");
  expect(dashboard!.folder).toMatch(/^\$\{grafana_folder\.Observability_TeamCheckoutFolder_[0-9A-F]{8}\.uid\}$/);
});

test("a team whose name has no Latin letter has a folder, too", () => {
  const app = new App();
  const { services, ...rest } = config({ grafana });
  const checkout = { ...services.checkout!, owner: "支付" };
  defineStacks(app, defineConfig({ ...rest, services: { checkout } }), { project: project({}) });
  const [stack] = app.node.children.filter((child) => child instanceof GrafanaStack);
  const titles = Object.values((JSON.parse(Testing.synth(stack!)) as Terraform).resource.grafana_folder!);
  expect(titles.map(({ title }) => title)).toEqual(["shop-prod", "支付"]);
});

test("a dashboard may have 1 MB as it is sent, not as it is indented", () => {
  const sized = (text: string) => ({ uid: "large", title: "Large", text });
  const indented = `${" ".repeat(1024 * 1024)}${JSON.stringify(sized("x"))}`;
  expect(() => stackOf({ grafana }, { "large.json": indented })).not.toThrow();
  expect(() => stackOf({ grafana }, { "large.json": sized("é".repeat(600_000)) })).toThrow(
    /large\.json has 12\d{5} bytes/,
  );
});

test("data sources lead to each other, and tokens come from stores of secrets", () => {
  const stack = stackOf(
    {
      telemetry: {
        logs: { type: "loki", endpoint: "http://loki:3100", tenant: "shop", token: { ssm: "/loki" } },
        metrics: { type: "amp", workspace: "ws-1234-abcd" },
        traces: { type: "tempo", endpoint: "http://tempo:4318" },
      },
      collector: {},
      grafana: { ...grafana, kind: "amg", dataSources: { tempo: { url: "http://tempo:3200" } } },
    },
    {},
  );
  const json = Testing.synth(stack);
  expect(stackFaults(json)).toEqual([]);
  const { provider, resource } = JSON.parse(json) as Terraform;
  expect(Object.keys(provider).sort()).toEqual(["aws", "grafana"]);
  const sources = Object.values(resource.grafana_data_source!);
  const settings = new Map(sources.map((each) => [each.uid, String(each.json_data_encoded)]));
  expect(settings.get("shop-prod-loki")).toContain('"datasourceUid":"shop-prod-tempo"');
  expect(settings.get("shop-prod-loki")).toContain('"$${__value.raw}"');
  expect(settings.get("shop-prod-tempo")).toContain('"datasourceUid":"shop-prod-loki"');
  expect(settings.get("shop-prod-prometheus")).toContain('"sigV4AuthType":"ec2_iam_role"');
  expect(settings.get("shop-prod-tempo")).toContain('"serviceMap":{"datasourceUid":"shop-prod-prometheus"}');
  expect(sources.find(({ uid }) => uid === "shop-prod-prometheus")!.type).toBe("grafana-amazonprometheus-datasource");
  const loki = sources.find(({ uid }) => uid === "shop-prod-loki");
  expect(loki!.http_headers).toEqual({
    Authorization: expect.stringMatching(/^Bearer \$\{data\.aws_ssm_parameter\./) as unknown,
    "X-Scope-OrgID": "shop",
  });
});

test("with alerting, the tree of policies follows the routes, and quiet hours mute severities", () => {
  const stack = stackOf(
    {
      providers: { aws: "~> 6.41" },
      quietHours: { nights: { severities: ["warning"], cron: "0 22 * * *", duration: "8h" } },
      routes: {
        warning: [{ email: "w@example.com" }],
        critical: [{ email: "a@example.com" }, { email: "b@example.com", teams: ["team-checkout"] }],
      },
      grafana: { ...grafana, alerting: true },
    },
    {},
  );
  const json = Testing.synth(stack);
  expect(stackFaults(json)).toEqual([]);
  const { resource } = JSON.parse(json) as Terraform;
  const [policy] = Object.values(resource.grafana_notification_policy!);
  const matchers = (policy!.policy as { matcher: { label: string; value: string }[]; mute_timings?: string[] }[]).map(
    ({ matcher, mute_timings: muted }) => [
      matcher.map(({ label, value }) => `${label}=${value}`).join(),
      muted?.length ?? 0,
    ],
  );
  expect(matchers).toEqual([
    ["environment=prod,severity=warning", 1],
    ["environment=prod,severity=critical", 0],
    ["environment=prod,severity=critical,team=team-checkout", 0],
  ]);
  expect(policy!.contact_point).toMatch(/Alerting_Critical_/);
});

describe("with alerting, alarms", () => {
  const telemetry = { metrics: { type: "prometheus", endpoint: "http://prometheus:9090" } };
  const alerting = { ...grafana, alerting: true };
  const synthesized = (prod: object, dashboards = {}): Terraform & { readonly output: Output } => {
    const json = Testing.synth(stackOf(prod, dashboards));
    expect(stackFaults(json)).toEqual([]);
    return JSON.parse(json) as Terraform & { readonly output: Output };
  };
  const groupsOf = ({ resource = {} }: Partial<Terraform>) =>
    Object.values(resource.grafana_rule_group ?? {}) as unknown as { folder_uid: string; rule: Rule[] }[];

  test("are rules over the back end that has the metrics, in the folder of the team", () => {
    const found = synthesized({ telemetry, collector: {}, grafana: alerting });
    const [group] = groupsOf(found);
    expect(group!.folder_uid).toMatch(/TeamCheckoutFolder/);
    const [rule] = group!.rule;
    expect(rule).toMatchObject({
      name: "shop-prod-checkout-errors-critical",
      uid: "shop-prod-checkout-errors-critical",
      condition: "B",
      no_data_state: "OK",
      labels: {
        severity: "critical",
        environment: "prod",
        service: "checkout",
        team: "team-checkout",
        tier: "standard",
      },
      annotations: { summary: "Errors." },
    });
    const [query, condition] = rule!.data.map(({ model }) => JSON.parse(model) as Record<string, unknown>);
    expect(rule!.data.map(({ datasource_uid: uid }) => uid)).toEqual(["shop-prod-prometheus", "__expr__"]);
    expect(parseQuery("promql", String(query!.expr)).mistakes).toEqual([]);
    expect(query).toMatchObject({ refId: "A", instant: true, range: false });
    expect(condition).toMatchObject({ refId: "B", type: "math" });
    expect(rule!.annotations).not.toHaveProperty("__panelId__");
  });

  test.each([
    ["breaching", "Alerting"],
    ["ignore", "KeepLast"],
    ["missing", "Error"],
    ["notBreaching", "Error"],
  ] as const)("with missing data that is %s are in the state %s if a query fails", (missingData, state) => {
    const { services, ...rest } = config({ telemetry, collector: {}, grafana: alerting });
    const { alarms, ...checkout } = services.checkout!;
    const of = defineConfig({
      ...rest,
      services: { checkout: { ...checkout, alarms: { errors: { ...alarms!.errors!, missingData } as never } } },
    });
    const stack = new GrafanaStack(new App(), {
      plan: planEnvironment(of, "prod"),
      grafana: planEnvironment(of, "prod").grafana!,
      project: project({}),
    });
    const [group] = groupsOf(JSON.parse(Testing.synth(stack)) as Terraform);
    expect(group!.rule).toEqual([expect.objectContaining({ exec_err_state: state, no_data_state: "OK" })]);
  });

  test("are rules that our own check of alert rules has nothing against", () => {
    const [group] = groupsOf(synthesized({ telemetry, collector: {}, grafana: alerting }));
    const rules = group!.rule.map((rule) => ({
      ...{ title: rule.name, uid: rule.uid, condition: rule.condition, for: rule.for },
      ...{ noDataState: rule.no_data_state, execErrState: rule.exec_err_state },
      ...{ labels: rule.labels, annotations: rule.annotations },
      data: rule.data.map(({ datasource_uid: datasourceUid, model, ref_id: refId }) => ({
        ...{ refId, datasourceUid },
        model: JSON.parse(model) as unknown,
      })),
    }));
    const text = JSON.stringify({ groups: [{ name: "shop", rules }] });
    const [checked] = checkDashboards([{ name: "rules.json", text }]);
    expect(checked!.kind).toBe("alert rules");
    // Periods are counted in the query, so the first bad value is the last of them.
    expect(checked!.findings.map(({ rule }) => rule)).toEqual(["alert-for"]);
  });

  test("lead to the panel that draws them, where that is in Grafana", () => {
    const prod = { telemetry, collector: {}, grafana: alerting };
    const place = alarmPlaces(planEnvironment(config(prod), "prod"))("checkout", "errors")!;
    const board = { uid: place.dashboard, title: "Checkout", panels: [{ id: place.panel, type: "timeseries" }] };
    const linked = (dashboard: object): unknown =>
      groupsOf(synthesized(prod, { "checkout.json": dashboard }))[0]!.rule[0]!.annotations.__panelId__;
    expect(linked(board)).toBe(String(place.panel));
    expect(linked({ ...board, panels: [] })).toBeUndefined();
  });

  test("are rules over Loki where only lines are in Grafana", () => {
    const logs = { type: "loki", endpoint: "http://loki:3100" };
    const [rule] = groupsOf(synthesized({ telemetry: { logs }, collector: {}, grafana: alerting }))[0]!.rule;
    expect(rule!.data[0]).toMatchObject({ datasource_uid: "shop-prod-loki", query_type: "instant" });
  });

  test.each([
    ["there is no back end that could be asked", { grafana: alerting }],
    [
      "a data source has not the environment's metrics",
      { grafana: { ...alerting, dataSources: { prometheus: { existing: "mimir" } } } },
    ],
    ["alerting is off", { telemetry, collector: {}, grafana }],
    [
      "the data source is off",
      { telemetry, collector: {}, grafana: { ...alerting, dataSources: { prometheus: "off" } } },
    ],
  ])("are no rules where %s", (_what, prod) => {
    const found = synthesized(prod);
    expect(groupsOf(found)).toEqual([]);
    expect(found.output).not.toHaveProperty("alarms_without_rule");
  });
});

interface Rule {
  readonly [key: string]: unknown;
  readonly annotations: Readonly<Record<string, string>>;
  readonly data: readonly { readonly datasource_uid: string; readonly model: string; readonly ref_id: string }[];
}

type Output = Readonly<Record<string, { readonly value: unknown }>>;

test("a workspace is made by the environment's stack, reads what is named, and tells the environment's topics", () => {
  const [stack] = defineStacks(
    new App(),
    config({
      telemetry: {
        metrics: [
          { type: "amp", workspace: "ws-1234-abcd" },
          { type: "amp", workspace: "ws-5678-efab", region: "eu-west-1" },
        ],
      },
      collector: {},
      grafana: { workspace: { version: "12.4", admins: ["0a1b"] }, alerting: true },
    }),
    { project: project({}) },
  );
  const json = Testing.synth(stack!);
  if (process.env.GRAFANA_OUT !== undefined) writeFileSync(process.env.GRAFANA_OUT, json);
  const { output, resource } = JSON.parse(json) as Terraform & { readonly output: object };
  expect(Object.keys(output)).toEqual(expect.arrayContaining(["grafana_url", "grafana_workspace_id"]));
  expect(Object.values(resource.aws_grafana_workspace!)).toEqual([
    expect.objectContaining({ name: "shop-prod", grafana_version: "12.4", permission_type: "CUSTOMER_MANAGED" }),
  ]);
  expect(Object.values(resource.aws_grafana_role_association!)).toEqual([
    expect.objectContaining({ role: "ADMIN", group_ids: ["0a1b"] }),
  ]);
  const policy = Object.entries(resource.aws_iam_role_policy!).find(([name]) => name.startsWith("ManagedGrafana"))!;
  const { Statement: statements } = JSON.parse(String(policy[1].policy)) as {
    Statement: { Action: string[]; Resource: string | string[] }[];
  };
  const actions = statements.flatMap(({ Action: action }) => action);
  expect(
    actions.filter((action) => !/:(?:Batch)?(?:Get|List|Describe|StartQuery|StopQuery|QueryMetrics)/.test(action)),
  ).toEqual(["sns:Publish", "kms:Decrypt", "kms:GenerateDataKey"]);
  expect(JSON.stringify(statements)).toContain("arn:aws:aps:eu-central-1:111122223333:workspace/ws-1234-abcd");
  expect(JSON.stringify(statements)).toContain("arn:aws:aps:eu-west-1:111122223333:workspace/ws-5678-efab");
  expect(JSON.stringify(statements)).toContain("shop-prod-alarms-critical");
});

test.each([
  ["no folder of dashboards", undefined],
  [
    "dashboards that Grafana would refuse, all at once",
    {
      "a.json": v1,
      "b.json": v1,
      "c.json": "{",
      "d.json": "[]",
      "e.json": { title: "no uid" },
      "f.json": { uid: "x".repeat(41) },
      "g.json": { uid: "g", tags: ["team:nobody"] },
      "h.json": { uid: "h", text: "x".repeat(1024 * 1024) },
    },
  ],
])("%s: a clear error", (_what, dashboards) => {
  const at = dashboards === undefined ? join(folder, "nothing") : project(dashboards);
  const hidden = (error: unknown): never => {
    throw Object.assign(error as Error, { message: (error as Error).message.replaceAll(`${at}/`, "") });
  };
  expect(
    refusal(() => {
      try {
        defineStacks(new App(), config({ grafana }), { project: at });
      } catch (error) {
        hidden(error);
      }
    }),
  ).toBe("value shop-prod-grafana");
});

test("any configuration that is accepted gives stacks that the provider's schema has", () => {
  const at = join(folder, "any");
  let seen = 0;
  fc.assert(
    fc.property(configArbitrary(), (input) => {
      const config = defineConfig(input);
      for (const environment of deployedEnvironments(config)) {
        const plan = planEnvironment(config, environment);
        if (plan.grafana === undefined) continue;
        const dashboards = join(at, plan.grafana.dashboards);
        mkdirSync(dashboards, { recursive: true });
        writeFileSync(join(dashboards, "orders.json"), JSON.stringify({ ...v1, tags: [] }));
        writeFileSync(join(dashboards, "fleet.json"), JSON.stringify(v2));
        seen++;
        const stack = new GrafanaStack(new App(), { plan, grafana: plan.grafana, project: at });
        expect(stackFaults(Testing.synth(stack))).toEqual([]);
      }
    }),
    { numRuns: 20 },
  );
  expect(seen).toBeGreaterThan(0);
});
