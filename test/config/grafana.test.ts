import { inspect, planEnvironment } from "../../lib/config";
import { baseContract } from "../../lib/contract";

// `grafana` of an environment.

const service = (owner: string) => ({
  owner,
  runbooks: "https://runbooks.example.com",
  contract: { extends: "base" },
  alarms: {
    errors: { type: "threshold", summary: "Errors.", signal: "errors", severities: { critical: { above: 5 } } },
  },
});

function configuration(prod: object, more: object = {}): Readonly<Record<string, unknown>> {
  return {
    project: "shop",
    services: { checkout: service("team-checkout"), web: service("Web and Mobile") },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "s3", bucket: "state" },
        routes: { critical: [{ email: "a@example.com" }, { email: "b@example.com", teams: ["team-checkout"] }] },
        ...prod,
      },
      ...more,
    },
  };
}

const found = (value: unknown) =>
  inspect(value).findings.map(({ at, rule, severity }) => `${rule} ${severity} ${at.path.join(".")}`);

function planned(prod: object) {
  const { config, findings } = inspect(configuration(prod));
  expect(findings).toEqual([]);
  return planEnvironment(config!, "prod").grafana!;
}

test("an address is enough", () => {
  expect(baseContract.signals).toHaveProperty("errors");
  expect(planned({ grafana: { url: "https://grafana.example.com/" } })).toEqual({
    stack: "shop-prod-grafana",
    backend: expect.objectContaining({ type: "s3", key: "shop/prod-grafana.tfstate" }) as unknown,
    providerVersion: "~> 4.27",
    url: "https://grafana.example.com",
    kind: "grafana",
    auth: { variable: "grafana_auth" },
    schema: "v1",
    timezone: "browser",
    folder: { uid: "shop-prod", title: "shop-prod" },
    teams: [
      { team: "Web and Mobile", uid: "shop-prod-web-and-mobile", title: "Web and Mobile" },
      { team: "team-checkout", uid: "shop-prod-team-checkout", title: "team-checkout" },
    ],
    dashboards: "dashboards/prod",
    dataSources: [
      {
        kind: "cloudwatch",
        isMade: true,
        uid: "shop-prod-cloudwatch",
        name: "shop-prod CloudWatch",
        region: "eu-central-1",
      },
      { kind: "xray", isMade: true, uid: "shop-prod-xray", name: "shop-prod X-Ray", region: "eu-central-1" },
    ],
    prometheus: [],
    alerting: false,
    contactPoints: [],
    quietHours: [],
  });
});

test.each([
  ["https://grafana.example.com", "grafana"],
  ["https://shop.grafana.net", "cloud"],
  ["https://shop.grafana.net.example.com", "grafana"],
  ["https://g-0a1b2c3d4e.grafana-workspace.eu-central-1.amazonaws.com", "amg"],
])("%s is %s", (url, kind) => {
  expect(planned({ grafana: { url } }).kind).toBe(kind);
});

test("a workspace that is made is Amazon Managed Grafana, whatever its address", () => {
  expect(planned({ grafana: { workspace: {}, url: "https://grafana.example.com" } }).kind).toBe("amg");
});

test("back ends of the environment become data sources, and Tempo needs the address at which it is asked", () => {
  const telemetry = {
    logs: { type: "loki", endpoint: "http://loki:3100/", tenant: "shop", token: { ssm: "/loki" } },
    metrics: { type: "amp", workspace: "ws-1234-abcd" },
    traces: { type: "tempo", endpoint: "http://tempo:4318" },
  };
  const grafana = { url: "https://grafana.example.com" };
  expect(found(configuration({ telemetry, collector: {}, grafana }))).toEqual([
    "grafana-address error environments.prod.grafana.dataSources.tempo",
  ]);
  const { dataSources } = planned({
    telemetry,
    collector: {},
    grafana: { ...grafana, dataSources: { tempo: { url: "http://tempo:3200" }, cloudwatch: { existing: "cw" } } },
  });
  expect(dataSources).toEqual([
    { kind: "cloudwatch", isMade: false, uid: "cw", name: "shop-prod CloudWatch" },
    {
      kind: "amp",
      isMade: true,
      uid: "shop-prod-prometheus",
      name: "shop-prod Prometheus",
      url: "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1234-abcd",
      region: "eu-central-1",
    },
    {
      kind: "loki",
      isMade: true,
      uid: "shop-prod-loki",
      name: "shop-prod Loki",
      url: "http://loki:3100",
      tenant: "shop",
      token: { ssm: "/loki" },
    },
    { kind: "tempo", isMade: true, uid: "shop-prod-tempo", name: "shop-prod Tempo", url: "http://tempo:3200" },
  ]);
});

test("Elasticsearch is read with the API key that the collector writes with, or with a token of its own", () => {
  const logs = { type: "elasticsearch", endpoint: "https://es:9200", index: "logs-app", apiKey: { ssm: "/es" } };
  const source = (dataSources: object) =>
    planned({
      telemetry: { logs },
      collector: {},
      grafana: { url: "https://grafana.example.com", dataSources },
    }).dataSources.find(({ kind }) => kind === "elasticsearch");
  expect(source({})).toEqual({
    kind: "elasticsearch",
    isMade: true,
    uid: "shop-prod-elasticsearch",
    name: "shop-prod Elasticsearch",
    url: "https://es:9200",
    token: { ssm: "/es" },
    index: "logs-app",
  });
  expect(source({ elasticsearch: { token: { ssm: "/read" } } })).toMatchObject({ token: { ssm: "/read" } });
});

test("an address of Amazon Managed Service for Prometheus is asked with signed requests, whether telemetry goes there or not", () => {
  const url = "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1";
  const { dataSources, prometheus } = planned({
    grafana: { url: "https://grafana.example.com", dataSources: { prometheus: { url: `${url}/` } } },
  });
  expect(dataSources.find(({ uid }) => uid === "shop-prod-prometheus")).toMatchObject({
    kind: "amp",
    region: "eu-west-1",
    url,
  });
  expect(prometheus).toEqual([{ workspace: "ws-1", region: "eu-west-1" }]);
});

test("of two back ends of a kind, Grafana reads the first, and that is told", () => {
  const one = { type: "elasticsearch", index: "logs-app", apiKey: { ssm: "/es" } };
  const logs = ["https://a:9200", "https://b:9200"].map((endpoint) => ({ ...one, endpoint }));
  const grafana = { url: "https://grafana.example.com" };
  expect(found(configuration({ telemetry: { logs }, collector: {}, grafana }))).toContain(
    "grafana-unread warning environments.prod.telemetry.logs",
  );
});

test("with alerting, receivers follow from the routes; in Amazon Managed Grafana they are the topics", () => {
  const { contactPoints } = planned({ grafana: { url: "https://grafana.example.com", alerting: true } });
  expect(contactPoints).toEqual([
    {
      key: "critical",
      name: "shop-prod-critical",
      severity: "critical",
      receivers: [{ kind: "email", addresses: ["a@example.com"] }],
    },
    {
      key: "critical-team-team-checkout",
      name: "shop-prod-critical-team-team-checkout",
      severity: "critical",
      scope: { kind: "team", name: "team-checkout" },
      receivers: [{ kind: "email", addresses: ["b@example.com"] }],
    },
  ]);
  const managed = planned({ grafana: { workspace: {}, alerting: true } });
  expect(managed.kind).toBe("amg");
  expect(managed.contactPoints.map(({ receivers }) => receivers)).toEqual([
    [{ kind: "sns", topic: "arn:aws:sns:eu-central-1:111122223333:shop-prod-alarms-critical" }],
    [{ kind: "sns", topic: "arn:aws:sns:eu-central-1:111122223333:shop-prod-alarms-critical-team-team-checkout" }],
  ]);
});

test.each([
  ["0 22 * * *", "8h", ["22:00-24:00", "00:00-06:00"]],
  ["0 22 * * FRI", "2d", ["00:00-22:00 sunday", "22:00-24:00 friday", "00:00-24:00 saturday"]],
  ["0 8 * * MON-FRI", "PT1H", ["08:00-09:00 monday,tuesday,wednesday,thursday,friday"]],
  ["0 0 * * SUN", "7d", ["00:00-24:00"]],
])("quiet hours %s for %s are times of weekdays in Grafana", (cron, duration, times) => {
  const quietHours = { nights: { severities: ["critical"], cron, duration, timezone: "Europe/Berlin" } };
  const prod = { providers: { aws: "~> 6.41" }, quietHours, grafana: { url: "https://g.example.com", alerting: true } };
  const [nights] = planned(prod).quietHours;
  const text = nights!.intervals.map((each) =>
    [each.times.map(({ end, start }) => `${start}-${end}`).join(), each.weekdays?.join() ?? ""].join(" ").trim(),
  );
  expect(text.sort()).toEqual([...times].sort());
});

test("quiet hours that are not weekly are not Grafana's, and that is said", () => {
  const quietHours = { first: { severities: ["critical"], cron: "0 8 1 * *", duration: "1h" } };
  const prod = { providers: { aws: "~> 6.41" }, quietHours, grafana: { url: "https://g.example.com", alerting: true } };
  expect(found(configuration(prod))).toEqual(["grafana-routes warning environments.prod.quietHours.first"]);
});

test("a token in the configuration is refused, and not shown", () => {
  const { findings } = inspect(configuration({ grafana: { url: "https://grafana.example.com", auth: "glsa_abcdef" } }));
  expect(findings.map(({ at }) => at.path)).toEqual([["environments", "prod", "grafana", "auth"]]);
  expect(JSON.stringify(findings)).not.toContain("glsa_");
});

test("two environments have one stack if their names make it so", () => {
  const grafana = { url: "https://grafana.example.com" };
  const other = { extends: "prod", account: "444455556666", grafana: null };
  expect(found(configuration({ grafana }, { "prod-grafana": other }))).toEqual([
    "stack-name error environments.prod-grafana",
  ]);
});

describe("folders", () => {
  const url = "https://grafana.example.com";
  const routes = { critical: [{ email: "a@example.com" }] };
  const services = (...teams: readonly string[]) =>
    Object.fromEntries(teams.map((team, index) => [`s${index}`, service(team)]));
  const of = (prod: object, more: object = {}, ...teams: readonly string[]) =>
    found({ ...configuration({ routes, grafana: { url, ...prod } }, more), services: services("t", ...teams) });

  test.each([
    ["itself", "shop-prod"],
    ["the folder of a team in it", "{project}-{environment}-t"],
  ])("are not in %s", (_what, parentFolder) => {
    expect(of({ parentFolder })).toEqual(["grafana-folders error environments.prod.grafana.parentFolder"]);
  });

  test("of two environments are not in each other, unless each has its own Grafana", () => {
    const test = (parentFolder: string, more: object = {}) => ({
      test: { extends: "prod", account: "444455556666", grafana: { parentFolder, ...more } },
    });
    expect(of({ parentFolder: "shop-test" }, test("shop-prod-t"))).toEqual([
      "grafana-folders error environments.prod.grafana.parentFolder",
      "grafana-folders error environments.test.grafana.parentFolder",
    ]);
    expect(of({ parentFolder: "shop-test" }, test("shop-prod-t", { url: "https://test.example.com" }))).toEqual([]);
    // A folder below a circle is not in itself, and a chain has an end.
    expect(of({ parentFolder: "shop-prod" }, test("shop-prod"))).toEqual([
      "grafana-folders error environments.prod.grafana.parentFolder",
    ]);
    expect(of({ parentFolder: "all" }, test("shop-prod"))).toEqual([]);
  });

  test("of teams whose names are nearly the same would be one", () => {
    const alike = ["grafana-folders error environments.prod.grafana"];
    expect(of({}, {}, "Web Mobile", "web-mobile")).toEqual(alike);
    expect(of({}, {}, "Web Mobile", "WebMobile")).toEqual(alike);
    expect(of({}, {}, "Web Mobile", "Web")).toEqual([]);
  });

  test("of a team and of an environment may not have one uid in a Grafana", () => {
    const eu = (grafana: object) => ({ "prod-eu": { extends: "prod", account: "444455556666", grafana } });
    expect(of({}, eu({}), "eu")).toEqual(["grafana-folders error environments.prod.grafana"]);
    expect(of({}, eu({ url: "https://eu.example.com" }), "eu")).toEqual([]);
  });
});
