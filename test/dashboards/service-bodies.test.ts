import { planEnvironment } from "../../lib/config";
import { grafanaEmitter, SdkMissing, serviceBodies } from "../../lib/dashboards";
import shop from "../../examples/shop/sightline.config";

// Whoever loads the SDK in this file fails: CloudWatch's dashboards do not need it.
jest.mock("@grafana/grafana-foundation-sdk/cloudwatch", () => missing());
jest.mock("@grafana/grafana-foundation-sdk/common", () => missing());
jest.mock("@grafana/grafana-foundation-sdk/dashboard", () => missing());
jest.mock("@grafana/grafana-foundation-sdk/dashboardv2", () => missing());

function missing(): never {
  throw new Error("Cannot find module");
}

const plan = planEnvironment(shop, "staging");

interface Body {
  readonly widgets: readonly { readonly type: string; readonly properties: Readonly<Record<string, unknown>> }[];
}

test("every service of the shop has a dashboard, which asks nothing but CloudWatch's metrics", () => {
  const bodies = serviceBodies(plan);
  expect([...bodies.keys()]).toEqual(plan.services.map(({ name }) => name));
  for (const body of bodies.values()) {
    const { widgets } = JSON.parse(body) as Body;
    expect(new Set(widgets.map(({ type }) => type))).toEqual(new Set(["text", "metric"]));
  }
});

test("a dashboard is the same whether there is a Grafana or not", () => {
  const { grafana, ...rest } = plan;
  expect(grafana).toBeDefined();
  expect(serviceBodies(rest)).toEqual(serviceBodies(plan));
  const local = planEnvironment(shop, "local");
  expect(serviceBodies(local).size).toBe(local.services.length);
});

test("a service about which CloudWatch has nothing to show has no dashboard", () => {
  const services = plan.services.map((service) => ({ ...service, signals: [], alarms: [] }));
  expect(serviceBodies({ ...plan, services }).size).toBe(0);
});

test("Grafana's SDK is loaded only for Grafana's dashboards", async () => {
  await expect(grafanaEmitter()).rejects.toBeInstanceOf(SdkMissing);
  expect(serviceBodies(plan).size).toBe(plan.services.length);
});
