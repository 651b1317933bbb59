import { flatAlarms } from "../flat-alarms";
import { listed, type Severity, severityNames } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { ServicePlan } from "../plan/service";
import { audiencesAt } from "./route-scope";
import type { RouteEntry } from "../schema/route";
import type { ConfigRule, Names } from "./rule";

export const routeMissing: ConfigRule<"route-missing"> = {
  id: "route-missing",
  check: ({ environments, names, plans }) =>
    plans.flatMap((plan) => {
      const routes = environments.find(({ name }) => name === plan.environment)?.value.routes ?? {};
      return severityNames.flatMap((severity): ConfigFinding[] => {
        const alarms = alarmsAt(plan, severity);
        const [first] = alarms;
        if (first === undefined) return [];
        const written = routes[severity];
        // Whom a name that nobody has was meant for is not known.
        if (written?.some((route) => namesNobody(route, names)) === true) return [];
        if (written !== undefined)
          return [
            ...plan.services.flatMap((service) => unheard(plan, service, severity)),
            ...unheardCollector(plan, severity),
          ];
        const others = alarms.length === 1 ? "" : ` and ${alarms.length - 1} more`;
        return [
          problem(
            "route-missing",
            ["environments", plan.environment, "routes", severity],
            `nobody is notified of ${severity} alarms: ${first}${others}`,
            `Add routes: { ${severity}: [{ email: ... }] }, or ${severity}: [] to notify nobody.`,
          ),
        ];
      });
    }),
};

/** Whether a route names a team or a service that there is not: a finding of its own. */
function namesNobody({ services = [], teams = [] }: RouteEntry, names: Names): boolean {
  return services.some((name) => !names.services.has(name)) || teams.some((name) => names.teams?.has(name) === false);
}

/** Alarms of a service that no route of their severity hears of. */
function unheard({ environment }: EnvironmentPlan, service: ServicePlan, severity: Severity): ConfigFinding[] {
  return audiencesAt(service, severity).flatMap(({ alarms, team, topics }) => {
    if (topics.length > 0) return [];
    const whose = team ?? service.owner?.team;
    const scopes = [...(whose === undefined ? [] : [`teams: ["${whose}"]`]), `services: ["${service.name}"]`];
    return [
      problem(
        "route-missing",
        inEnvironment(environment, service.source),
        `in environment ${environment} no route hears of its ${severity} alarms${team === undefined ? "" : ` of ${team}`}: ${listed(alarms)}`,
        `Add a route with ${scopes.join(" or ")} to routes.${severity}, or one for everybody.`,
      ),
    ];
  });
}

/** Alarms on the collector that no route of their severity hears of. */
function unheardCollector({ collector, environment }: EnvironmentPlan, severity: Severity): ConfigFinding[] {
  const ecs = collector?.ecs;
  if (ecs?.alarms.some((alarm) => alarm.severity === severity) !== true) return [];
  if ((ecs.topics[severity] ?? []).length > 0) return [];
  const team = ecs.owner?.team;
  return [
    problem(
      "route-missing",
      inEnvironment(environment, ["environments", environment, "collector", "ecs"]),
      `in environment ${environment} no route hears of ${severity} alarms on the collector`,
      team === undefined
        ? `Add a route for everybody to routes.${severity}, or an owner to collector.ecs.`
        : `Add a route with teams: ["${team}"] to routes.${severity}, or one for everybody.`,
    ),
  ];
}

function alarmsAt({ collector, services }: EnvironmentPlan, severity: Severity): string[] {
  const ofServices = services.flatMap(({ name, alarms }) =>
    flatAlarms({ alarms })
      .filter((alarm) => alarm.notify && alarm.severity === severity)
      .map(({ alarm }) => `${name}/${alarm}`),
  );
  const hasCollector = collector?.ecs?.alarms.some((alarm) => alarm.severity === severity) === true;
  return hasCollector ? [...ofServices, "those on the collector"] : ofServices;
}
