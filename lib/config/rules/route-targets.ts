import type { Path } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import type { RouteEntry } from "../schema/route";
import type { ConfigRule, RuleSubject } from "./rule";

export const routeFifo: ConfigRule<"route-fifo"> = {
  id: "route-fifo",
  check: ({ config }) =>
    routes(config).flatMap(([path, route]) =>
      "sqs" in route && route.sqs.endsWith(".fifo")
        ? [problem("route-fifo", [...path, "sqs"], `"${route.sqs}" is a FIFO queue`)]
        : [],
    ),
};

export const routeTwice: ConfigRule<"route-twice"> = {
  id: "route-twice",
  check: ({ config }) => {
    const seen = new Set<string>();
    return routes(config).flatMap(([path, route]): ConfigFinding[] => {
      const target = { ...route, deadLetter: undefined, filterPolicy: undefined };
      const key = JSON.stringify([path.slice(0, -1), target]);
      const twice = seen.has(key);
      seen.add(key);
      return twice ? [doubt("route-twice", path, "the same receiver is already listed")] : [];
    });
  },
};

function routes(config: RuleSubject["config"]): (readonly [Path, RouteEntry])[] {
  return Object.entries(config.environments).flatMap(([environment, { routes }]) =>
    Object.entries(routes ?? {}).flatMap(([severity, list]) =>
      (list ?? []).map((route, index) => [["environments", environment, "routes", severity, index], route] as const),
    ),
  );
}
