import { severityNames } from "../../base";
import { flatAlarms } from "../flat-alarms";
import { type ConfigFinding, doubt, problem, unknownName } from "../errors";
import type { EffectiveEnvironment } from "../merge";
import type { EnvironmentPlan } from "../plan/environment";
import type { TopicScope } from "../plan/notifications";
import type { ServicePlan } from "../plan/service";
import type { ConfigRule, RuleSubject } from "./rule";

export const routeScope: ConfigRule<"route-scope"> = {
  id: "route-scope",
  check: (subject) =>
    subject.plans.flatMap((plan) => {
      const environment = subject.environments.find(({ name }) => name === plan.environment);
      return environment === undefined ? [] : scopeFindings(subject, plan, environment);
    }),
};

const keys = { team: "teams", service: "services", tier: "tiers" } as const;
type Kind = TopicScope["kind"];

function scopeFindings(
  subject: RuleSubject,
  plan: EnvironmentPlan,
  environment: EffectiveEnvironment,
): ConfigFinding[] {
  const here = ownersIn(plan);
  // Of a service that cannot be read, it is not known what it owns.
  const isWhole = Object.keys(subject.config.services).length === subject.names.services.size;
  return severityNames.flatMap((severity) =>
    (environment.value.routes[severity] ?? []).flatMap((route, index) =>
      (Object.keys(keys) as Kind[]).flatMap((kind) =>
        (route[keys[kind]] ?? []).flatMap((name, at): ConfigFinding[] => {
          const path = [...routesPath(environment, severity), index, keys[kind], at];
          if (here[kind].has(name)) return [];
          const known = kind === "tier" ? undefined : kind === "team" ? subject.names.teams : subject.names.services;
          if (known?.has(name) === false)
            return [unknownName({ rule: "route-scope", path, what: kind, name, names: known })];
          if (!isWhole || (kind === "team" && known === undefined)) return [];
          return [doubt("route-scope", path, `in environment ${plan.environment} ${kind} "${name}" owns no alarm`)];
        }),
      ),
    ),
  );
}

/** Teams, services and tiers with an alarm. */
function ownersIn(plan: EnvironmentPlan): Readonly<Record<Kind, ReadonlySet<string>>> {
  const services = plan.services.filter(({ alarms }) => alarms.length > 0);
  return {
    team: new Set([
      ...services.flatMap(({ alarms }) => alarms.flatMap(({ team }) => team ?? [])),
      ...(plan.collector?.ecs?.owner === undefined ? [] : [plan.collector.ecs.owner.team]),
    ]),
    service: new Set(services.map(({ name }) => name)),
    tier: new Set(services.map(({ tier }) => tier)),
  };
}

export const routeOverlap: ConfigRule<"route-overlap"> = {
  id: "route-overlap",
  check: ({ environments, plans }) =>
    plans.flatMap((plan) => {
      const environment = environments.find(({ name }) => name === plan.environment);
      return environment === undefined ? [] : overlaps(plan, environment);
    }),
};

function overlaps(plan: EnvironmentPlan, environment: EffectiveEnvironment): ConfigFinding[] {
  return severityNames.flatMap((severity) =>
    plan.routes.flatMap(({ name, scopedTopics, severities }): ConfigFinding[] => {
      const subscribed: readonly string[] = [...severities, ...scopedTopics];
      const [first] = plan.services.flatMap((service) =>
        audiencesAt(service, severity).flatMap(({ alarm, topics }) => {
          const heard = topics.filter((topic) => subscribed.includes(topic));
          return heard.length < 2 ? [] : [{ alarm: `${service.name}/${alarm}`, heard }];
        }),
      );
      if (first === undefined) return [];
      const whose = plan.topics.filter(({ key }) => first.heard.includes(key)).map(({ scope }) => whoseText(scope));
      return [
        problem(
          "route-overlap",
          routesPath(environment, severity),
          `in environment ${plan.environment} ${name} is told of ${severity} alarms such as ${first.alarm} ${first.heard.length === 2 ? "twice" : `${first.heard.length} times`}: ${whose.join(" and ")}`,
        ),
      ];
    }),
  );
}

function whoseText(scope: TopicScope | undefined): string {
  return scope === undefined ? "as one of all" : `for ${scope.kind} ${scope.name}`;
}

/** Who hears of a service's alarms of a severity that notify: an alarm of each audience, and the topics it publishes to. */
export function audiencesAt(
  service: ServicePlan,
  severity: (typeof severityNames)[number],
): {
  readonly alarm: string;
  readonly alarms: readonly string[];
  readonly team?: string;
  readonly topics: readonly string[];
}[] {
  const heard = flatAlarms(service).filter((alarm) => alarm.notify && alarm.severity === severity);
  const audiences = [undefined, ...service.audiences];
  return audiences.flatMap((audience) => {
    const alarms = heard.filter((alarm) => alarm.audience === audience?.name).map(({ alarm }) => alarm);
    const [alarm] = alarms;
    if (alarm === undefined) return [];
    const topics = (audience ?? service).topics[severity] ?? [];
    return [{ alarm, alarms, topics, ...(audience === undefined ? {} : { team: audience.team }) }];
  });
}

/** Where the routes of a severity are written. */
export function routesPath({ name, origins }: EffectiveEnvironment, severity: string): readonly string[] {
  const origin = origins.get(`routes.${severity}`);
  return ["environments", origin?.kind === "environment" ? origin.name : name, "routes", severity];
}
