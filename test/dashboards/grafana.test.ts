import fc from "fast-check";
import shop from "../../examples/shop/sightline.config";
import { deployedEnvironments, type EnvironmentPlan, inspect, planEnvironment } from "../../lib/config";
import { type Board, boardsOf, type GrafanaEmitter, grafanaEmitter } from "../../lib/dashboards";
import { defineContract, baseContract } from "../../lib/contract";
import { configArbitrary } from "../config/arbitrary";
import { broken, readBack } from "./invariants";

let emit: GrafanaEmitter;
beforeAll(async () => {
  emit = await grafanaEmitter();
});

const grafana = { url: "https://grafana.example.com", dataSources: { tempo: { url: "https://tempo.example.com" } } };
const runs = { numRuns: 5 };
const plans = configArbitrary().map((input) => {
  const environments = Object.fromEntries(
    Object.entries(input.environments).map(([name, environment]) => [name, { grafana, ...environment }]),
  );
  const { config } = inspect({ ...input, environments });
  return deployedEnvironments(config!).map((name) => planEnvironment(config!, name));
});

test.each(["v1", "v2"] as const)(
  "whatever the configuration, dashboards in %s keep what every dashboard has to",
  (schema) => {
    fc.assert(
      fc.property(plans, (all) => {
        for (const plan of all) {
          const made = emit(boardsOf(plan), plan, { schema });
          expect(made.flatMap(broken)).toEqual([]);
          expect(emit(boardsOf(plan), plan, { schema })).toEqual(made);
        }
      }),
      runs,
    );
  },
);

test("an alarm on an oddity is drawn with its band, an identifier leads to its lines, and a board to itself elsewhere", () => {
  const { config } = inspect(shop);
  const dashboards = emit(boardsOf(planEnvironment(config!, "prod")), planEnvironment(config!, "prod"));
  const storefront = readBack(dashboards.find(({ name }) => name === "service-storefront")!);
  const band = storefront.panels.flatMap(({ queries }) => queries).find(({ text }) => text?.startsWith("ANOMALY"));
  expect(band).toMatchObject({ text: "ANOMALY_DETECTION_BAND(m1, 3)", legend: "expected", hidden: false });
  const errors = storefront.panels.find(({ title }) => title === "Newest errors");
  const linked = errors!.overrides.filter(({ properties }) => properties.some(({ id }) => id === "links"));
  expect(linked.map(({ matcher }) => matcher.options)).toEqual(["request_id", "trace_id"]);
  expect(JSON.stringify(linked)).toContain('"/d/shop-prod-logs?var-search=${__value.raw}&${__url_time_range}"');
  const [, trace] = linked;
  const [spans] = trace!.properties.flatMap(({ value }) => value as readonly { readonly url: string }[]);
  const panes = JSON.parse(new URL(spans!.url, "http://grafana").searchParams.get("panes")!) as object;
  expect(Object.values(panes)).toEqual([
    expect.objectContaining({
      datasource: "shop-prod-xray",
      queries: [
        expect.objectContaining({
          datasource: { type: "grafana-x-ray-datasource", uid: "shop-prod-xray" },
          query: "${__value.raw}",
          queryType: "getTrace",
        }),
      ],
    }),
  ]);
  expect(storefront.links.map(({ tags }) => tags)).toEqual([
    ["sightline", "environment:prod"],
    ["sightline", "board:shop-service-storefront"],
    undefined,
  ]);
});

test("both schemas say the same", () => {
  fc.assert(
    fc.property(plans, (all) => {
      const said = (plan: EnvironmentPlan, schema: "v1" | "v2") =>
        emit(boardsOf(plan), plan, { schema }).map((dashboard) => {
          const { annotations, description, panels, refresh, tags, time, title, uid, variables } = readBack(dashboard);
          return {
            ...{ description, refresh, tags, time, title, uid },
            annotations: annotations.map(({ name, query }) => ({ name, language: query?.language, text: query?.text })),
            variables: variables.map(({ label, multi, name, query, type }) => ({ label, multi, name, query, type })),
            panels: panels.map(({ description: of, id, links, queries, thresholds, title: named, type, unit }) => ({
              ...{ of, id, named, type, unit },
              links: links.map(({ title: text, url }) => ({ text, url })),
              queries: queries.map(({ hidden, language, legend, logGroups, metric, refId, text }) => ({
                hidden,
                language,
                legend,
                logGroups,
                metric,
                refId,
                text,
              })),
              steps: thresholds?.steps,
            })),
          };
        });
      for (const plan of all) expect(said(plan, "v2")).toEqual(said(plan, "v1"));
    }),
    runs,
  );
});

describe("a signal that is added", () => {
  const planOf = (more: boolean) => {
    const contract = defineContract({
      name: "orders",
      extends: baseContract,
      events: { order_placed: { level: "info", description: "An order." } },
      signals: {
        orders: { description: "Orders.", on: "order_placed", default: 0 },
        ...(more ? { big_orders: { description: "Big orders.", on: "order_placed" } } : {}),
        zebras: { description: "Zebras.", on: "order_placed", default: 0 },
      },
    });
    const { config } = inspect({
      project: "shop",
      services: { orders: { owner: "team", contract } },
      environments: { prod: { region: "eu-central-1", account: "111122223333", backend: { type: "local" }, grafana } },
    });
    return planEnvironment(config!, "prod");
  };

  test("is one panel more, and no other panel has another id", () => {
    const idsOf = (plan: EnvironmentPlan) =>
      new Map(
        emit(boardsOf(plan), plan).flatMap((dashboard) =>
          readBack(dashboard).panels.map((panel) => [panel.id, panel.title]),
        ),
      );
    const [before, after] = [idsOf(planOf(false)), idsOf(planOf(true))];
    expect([...before].filter(([id, title]) => after.get(id) !== title)).toEqual([]);
    expect([...after].filter(([id]) => !before.has(id)).map(([, title]) => title)).toEqual(["Big orders"]);
  });
});

describe("boards that cannot be dashboards", () => {
  const { config } = inspect({
    project: "shop",
    services: { orders: { owner: "team", contract: { extends: "base" } } },
    environments: { prod: { region: "eu-central-1", account: "111122223333", backend: { type: "local" }, grafana } },
  });
  const plan = planEnvironment(config!, "prod");
  const board = (key: string, text = "Hello"): Board => ({
    key,
    title: key,
    description: "A board.",
    rows: [
      {
        key: "row",
        title: "Row",
        panels: [{ key: "text", title: "Text", description: "A text.", kind: "text", queries: [], text }],
      },
    ],
  });

  test("two with one key have one uid", () => {
    expect(() => emit([board("a"), board("a")], plan)).toThrow("shop-prod-a");
  });

  test("one is larger than Grafana takes", () => {
    expect(() => emit([board("a", "x".repeat(1_000_001))], plan)).toThrow("board a");
  });
});
