import { variableValues } from "../../../lib/cli/dashboards/preview/variable-values";
import type { Recorded } from "../../../lib/cli/dashboards/preview/recorded";
import type { Choice } from "../../../lib/dashboards/preview";
import type { QueryContext } from "../../../lib/queries";
import type { Variable } from "../../../lib/dashboards/read";

const metric = (namespace: string, name: string, dimensions: object) => ({ metric: { namespace, name, dimensions } });
const recorded = {
  series: [
    metric("shop/api", "Requests", { route: "/a", "app.zone": "eu" }),
    metric("shop/api", "Requests", { route: "/b", "app.zone": "us" }),
    metric("shop/api", "Errors", { kind: "timeout" }),
    metric("shop/web", "Views", { route: "/home", "app.zone": "eu" }),
  ],
} as unknown as Recorded;
const service = (name: string, ...metrics: readonly string[]) => ({
  ...{ name, namespace: `shop/${name}` },
  signals: metrics.map((one) => ({ metric: one, unit: "Count" })),
});
const context = {
  ...{ project: "shop", environment: "prod" },
  services: [service("api", "Requests", "Errors"), service("web", "Views")],
} as unknown as QueryContext;

function valuesOf(query: string | object, choices: Readonly<Record<string, Choice>> = {}, known = true) {
  const texts = typeof query === "string" ? { query } : { queryObject: query as Variable["queryObject"] };
  const variable = { name: "v", type: "query", multi: false, includeAll: false, hidden: false, at: [], ...texts };
  const found = variableValues(recorded, known ? context : undefined)(
    variable as Variable,
    new Map(Object.entries(choices)),
  );
  return "why" in found ? "why" : found;
}

const one = (value: string): Choice => ({ values: [value] });
const both: Choice = { values: ["api", "web"], isAll: true, text: "All" };

test.each<[string, Readonly<Record<string, Choice>>, readonly string[] | "why"]>([
  ["label_values(service_name)", {}, ["api", "web"]],
  ["label_values(route)", {}, ["/a", "/b", "/home"]],
  ['label_values({service_name="$service"}, route)', { service: one("api") }, ["/a", "/b"]],
  ['label_values({service_name="$service"}, route)', { service: one("web") }, ["/home"]],
  ['label_values({service_name=~"$service"}, route)', { service: both }, ["/a", "/b", "/home"]],
  ['label_values({service_name!="$service"}, route)', { service: one("api") }, ["/home"]],
  ['label_values({route=~"/h.*"}, service_name)', {}, ["web"]],
  ['label_values(Requests_total{app_zone="$zone"}, route)', { zone: one("us") }, ["/b"]],
  ["label_values(Errors_total, kind)", {}, ["timeout"]],
  ["label_values(Views_total, kind)", {}, "why"],
  ["label_values(up, job)", {}, ["api", "web"]],
  ['label_values(up{deployment_environment_name="prod"}, $label)', { label: one("service_name") }, ["api", "web"]],
  ['label_values(up{deployment_environment_name="dev"}, service_name)', {}, "why"],
  ['label_values(up{cluster="$cluster"}, service_name)', { cluster: one("c") }, "why"],
  ['label_values({route=~"(a+)+"}, service_name)', {}, "why"],
  ['label_values({service_name="api", route)', {}, "why"],
  ["query_result(up)", {}, "why"],
  ["dimension_values(eu-west-1, shop/$service, Requests, route)", { service: one("api") }, ["/a", "/b"]],
  ['dimension_values($region, shop/api, Requests, route, {"app.zone":"$zone"})', { zone: one("us") }, ["/b"]],
  ['dimension_values($region, shop/api, , route, {"app.zone": ["eu", "$zone"]})', { zone: one("us") }, ["/a", "/b"]],
  ['dimension_values($region, shop/api, Requests, route, {"app.zone": "*"})', {}, ["/a", "/b"]],
  ["dimension_values($region, shop/api, Requests, route, {oops)", {}, "why"],
  ["metrics(shop/$service)", { service: one("api") }, ["Errors", "Requests"]],
  ["dimension_keys(shop/web, eu-west-1)", {}, ["app.zone", "route"]],
  ["namespaces()", {}, ["shop/api", "shop/web"]],
  ["ec2_instance_attribute(eu-west-1, InstanceId, {})", {}, "why"],
])("%s with %j", (query, choices, expected) => {
  expect(valuesOf(query, choices)).toEqual(expected);
});

test("a query that is an object is the same", () => {
  const zone = { zone: one("eu") };
  const filters = { dimensionFilters: { "app.zone": "$zone" }, metricName: "Requests", dimensionKey: "route" };
  expect(valuesOf({ queryType: "dimensionValues", namespace: "shop/api", ...filters }, zone)).toEqual(["/a"]);
  expect(valuesOf({ type: 1, label: "route", stream: '{service_name="$service"}' }, { service: one("web") })).toEqual([
    "/home",
  ]);
});

test("labels are known with the contracts of an environment", () => {
  expect(valuesOf("label_values(service_name)", {}, false)).toBe("why");
  expect(valuesOf("dimension_values(eu, shop/web, Views, route)", {}, false)).toEqual(["/home"]);
});
