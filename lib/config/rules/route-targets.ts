import { type Path, type Severity, severityNames } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { scopeIn } from "../expandable-texts";
import { targetOf } from "../plan-routes";
import type { RouteTargetPlan } from "../plan/notifications";
import type { RouteEntry } from "../schema/route";
import { routesPath } from "./route-scope";
import type { ConfigRule, RuleSubject } from "./rule";

export const routeFifo: ConfigRule<"route-fifo"> = {
  id: "route-fifo",
  check: (subject) =>
    listsOf(subject).flatMap((list) =>
      list.flatMap(({ path, target }) =>
        target.kind === "sqs" && target.arn.endsWith(".fifo")
          ? [problem("route-fifo", [...path, "sqs"], `"${target.arn}" is a FIFO queue`)]
          : [],
      ),
    ),
};

export const routeTwice: ConfigRule<"route-twice"> = {
  id: "route-twice",
  check: (subject) =>
    listsOf(subject).flatMap((list) => {
      const seen = new Set<string>();
      return list.flatMap(({ path, route: { services, teams, tiers }, target }): ConfigFinding[] => {
        const receiver = { ...target, deadLetter: undefined, filterPolicy: undefined };
        const key = JSON.stringify([receiver, services, teams, tiers]);
        const twice = seen.has(key);
        seen.add(key);
        return twice ? [doubt("route-twice", path, "the same receiver is already listed")] : [];
      });
    }),
};

interface PlacedRoute {
  readonly path: Path;
  readonly route: RouteEntry;

  /** Its receiver there. */
  readonly target: RouteTargetPlan;
}

/** The routes of each severity, in each environment. */
function listsOf({ config, environments }: RuleSubject): PlacedRoute[][] {
  return environments.flatMap((environment) =>
    severityNames.map((severity: Severity) =>
      (environment.value.routes[severity] ?? []).map((route, index) => ({
        path: [...routesPath(environment, severity), index],
        route,
        target: targetOf(route, scopeIn(config, environment)),
      })),
    ),
  );
}
