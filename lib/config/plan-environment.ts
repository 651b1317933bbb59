import { deadLetterAlarms } from "../aws";
import { severityNames } from "../base";
import { withQueries } from "./asked-question";
import type { Config, Service } from "./config";
import { abstractEnvironment, ConfigError } from "./errors";
import { effective, type EffectiveEnvironment, type EnvironmentSettings, isEnabled } from "./merge";
import { logGroupNameIn, ownLogs } from "./log-settings";
import { constructIdOf, deadLettersName, keyAlias, muteRuleName, stackName, topicName, type NameScope } from "./names";
import { flatAlarms } from "./flat-alarms";
import { expand } from "./placeholders";
import { planCollector, traceSampling } from "./plan-collector";
import { planAlarms } from "./plan-alarms";
import { hasCommonTopic, scopesOf, topicKey } from "./plan-audiences";
import { planImports } from "./plan-imports";
import { planRoutes } from "./plan-routes";
import { planSavedQueries } from "./plan-saved-queries";
import { planService } from "./plan-service";
import { planGrafana } from "./plan-grafana";
import { planXray } from "./plan-xray";
import type { BackendPlan } from "./plan/deployment";
import type { CollectorPlan } from "./plan/collector";
import type { EnvironmentPlan } from "./plan/environment";
import type { MuteRulePlan, TopicPlan, TopicScope } from "./plan/notifications";
import type { ServicePlan } from "./plan/service";
import { compact, sorted } from "./records";
import { isSubscribed } from "./schema/route";
import { missingSettings } from "./rules/environment-incomplete";

/**
 * Everything that an environment is made of; see {@link EnvironmentPlan}.
 *
 * @throws {ConfigError} if the environment does not exist, is abstract, or lacks a region, an account or a backend.
 */
export function planEnvironment(config: Config, name: string): EnvironmentPlan {
  const environment = effective(config, name);
  if (environment.abstract) throw new ConfigError([abstractEnvironment(name)]);
  const missing = missingSettings(environment);
  if (missing.length > 0) throw new ConfigError(missing);
  return planEffective(config, environment);
}

/** Names of the environments that are deployed: all but the abstract ones, in the configuration's order. */
export function deployedEnvironments(config: Pick<Config, "environments">): readonly string[] {
  return Object.entries(config.environments)
    .filter(([, { abstract }]) => abstract !== true)
    .map(([name]) => name);
}

/** The plan of an environment that has a region, an account and a backend. Entries that refer to something missing are left out. */
export function planEffective(config: Config, { name, value, origins }: EffectiveEnvironment): EnvironmentPlan {
  const { project } = config;
  const { account = "", region = "" } = value;
  const place = { project, environment: name, region, account, vars: value.vars };
  const enabled = sorted(config.services).filter(([service]) => isEnabled(value, service));
  const alarms = planAlarms(config, enabled, value, place);
  const shared = sharedGroups(enabled, value, place);
  const planned = enabled.map(([service, entry]) =>
    planService({ entry, settings: value, scope: { ...place, service }, alarms: alarms.get(service) ?? [], shared }),
  );
  const services = withQueries(planned, place);
  const routes = planRoutes(place, value.routes);
  const collector = planCollector(value, { place, services });
  const topics = planTopics(place, value.routes, { collector, services });
  const backend = planBackend(value, place);
  const grafana = planGrafana(value, { place, backend, services, routes, topics });
  const deadLetters = routes.some(({ deadLetter }) => deadLetter) ? deadLettersName(project, name) : undefined;
  return {
    project,
    environment: name,
    stack: stackName(project, name),
    region,
    account,
    backend,
    provider: {
      version: value.providers.aws,
      ...compact({ assumeRole: value.assumeRole, endpoints: value.endpoints }),
      tags: { ...value.tags, project, environment: name },
    },
    sampling: { logs: value.sampling.logs, traces: traceSampling(value.sampling) },
    ...compact({ collector, grafana }),
    ...compact({ xray: planXray(value, place) }),
    topics,
    routes,
    ...compact({
      keyAlias: value.encrypt ? keyAlias(project, name) : undefined,
      deadLetters,
    }),
    deadLetterAlarms:
      deadLetters === undefined
        ? []
        : deadLetterAlarms(
            deadLetters,
            // Everybody's topics first, as `Notifications` has them.
            topics.toSorted((a, b) => Number(a.scope !== undefined) - Number(b.scope !== undefined)),
            routes.map(({ deadLetter, kind, scopedTopics, severities }) => ({
              topics: [...severities, ...scopedTopics],
              // Of a Slack channel nothing is kept.
              keepsDeadLetters: deadLetter && kind !== "slack",
            })),
          ),
    services,
    ...compact({ imports: planImports(value, services) }),
    savedQueries: planSavedQueries(value, place, services),
    muteRules: planMuteRules(place, value.quietHours, { collector, services }).map((rule) => {
      const origin = origins.get(`quietHours.${rule.quietHours}.cron`);
      const environment = origin?.kind === "environment" ? origin.name : name;
      return { ...rule, source: ["environments", environment, "quietHours", rule.quietHours] };
    }),
  };
}

/** Names of existing log groups that several services read. */
function sharedGroups(
  services: readonly (readonly [string, Service])[],
  settings: EnvironmentSettings,
  place: Omit<NameScope, "service">,
): ReadonlySet<string> {
  const once = new Set<string>();
  const shared = new Set<string>();
  for (const [service, entry] of services) {
    const logs = ownLogs(entry, settings, service);
    if (logs?.existing === undefined) continue;
    const name = logGroupNameIn(logs, { ...place, service });
    (once.has(name) ? shared : once).add(name);
  }
  return shared;
}

function planBackend({ assumeRole, backend }: EnvironmentSettings, place: Omit<NameScope, "service">): BackendPlan {
  if (backend?.type === "s3") {
    return {
      type: "s3",
      bucket: backend.bucket,
      region: backend.region ?? place.region,
      key: expand(backend.key ?? "{project}/{environment}.tfstate", place),
      encrypt: backend.encrypt ?? true,
      ...compact({ kmsKey: backend.kmsKey }),
      // The backend uses the caller's credentials, not those of the role that the provider assumes.
      allowedAccounts: backend.allowedAccounts ?? (assumeRole === undefined ? [place.account] : []),
      lock: backend.lock ?? true,
    };
  }
  return { type: "local", path: expand(backend?.path ?? "{project}-{environment}.tfstate", place) };
}

/** What has alarms. */
interface Watched {
  readonly collector: CollectorPlan | undefined;
  readonly services: readonly ServicePlan[];
}

function planTopics(
  { environment, project }: Pick<NameScope, "environment" | "project">,
  routes: EnvironmentSettings["routes"],
  { collector, services }: Watched,
): TopicPlan[] {
  const telling = services.flatMap(flatAlarms).filter(({ notify }) => notify);
  const used = new Set([...telling, ...(collector?.ecs?.alarms ?? [])].map(({ severity }) => severity));
  return severityNames.flatMap((severity): TopicPlan[] => {
    const scopes = (routes[severity] ?? []).filter(isSubscribed).flatMap(scopesOf);
    const keyed = new Map(scopes.map((scope) => [JSON.stringify(scope), scope]));
    const topic = (scope?: TopicScope): TopicPlan => {
      const key = topicKey(severity, scope);
      return { key, severity, ...compact({ scope }), name: topicName(project, environment, key) };
    };
    const isCommon = (used.has(severity) || routes[severity] !== undefined) && hasCommonTopic(routes, severity);
    const scoped = [...keyed.values()].map(topic).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    return [...(isCommon ? [topic()] : []), ...scoped];
  });
}

function planMuteRules(
  { environment, project }: Pick<NameScope, "environment" | "project">,
  quietHours: EnvironmentSettings["quietHours"],
  { collector, services }: Watched,
): Omit<MuteRulePlan, "source">[] {
  const acting = [
    ...services.flatMap((service) => [...flatAlarms(service).filter(({ actions }) => actions), ...service.notices]),
    ...(collector?.ecs?.alarms ?? []),
  ];
  return sorted(quietHours).map(([quiet, { severities, cron, duration, timezone = "UTC" }]) => ({
    quietHours: quiet,
    id: constructIdOf(quiet),
    name: muteRuleName(project, environment, quiet),
    cron,
    duration,
    timezone,
    alarms: acting.filter(({ severity }) => severities.includes(severity)).map(({ name }) => name),
  }));
}
