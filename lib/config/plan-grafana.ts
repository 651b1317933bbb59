import { arnOf, partitionOfRegion } from "../aws";
import { severityNames, type Severity } from "../base";
import type { EnvironmentSettings } from "./merge";
import { constructIdOf, grafanaStackName, grafanaUid, muteRuleName, slug, workspaceName } from "./names";
import { expand, type TextScope } from "./placeholders";
import { scopesOf, topicKey } from "./plan-audiences";
import { planBackends } from "./plan-backends";
import { ampWorkspace, planDataSources } from "./plan-data-sources";
import { referenceOf } from "./plan-routes";
import { weeklyIntervals } from "./plan-weekly";
import type { BackendPlan } from "./plan/deployment";
import type { ContactPointPlan, DataSourcePlan, GrafanaPlan, ReceiverPlan } from "./plan/grafana";
import type { RoutePlan, TopicPlan, TopicScope } from "./plan/notifications";
import type { ServicePlan } from "./plan/service";
import { compact, sorted } from "./records";
import type { GrafanaRouteEntry } from "./schema/grafana";
import { isSubscribed } from "./schema/route";

export interface GrafanaScope {
  readonly place: TextScope & { readonly project: string; readonly environment: string };
  readonly backend: BackendPlan;
  readonly services: readonly ServicePlan[];
  readonly routes: readonly RoutePlan[];
  readonly topics: readonly TopicPlan[];
}

type Grafana = NonNullable<EnvironmentSettings["grafana"]>;

/** Grafana, and what is in it for an environment; undefined without it. */
export function planGrafana(settings: EnvironmentSettings, scope: GrafanaScope): GrafanaPlan | undefined {
  const { grafana, telemetry = {}, providers } = settings;
  if (grafana === undefined) return undefined;
  const { backend, place, services } = scope;
  const { environment, project, region = "" } = place;
  const fill = (text: string): string => expand(text, place);
  const url = grafana.url === undefined ? undefined : fill(grafana.url).replace(/\/+$/, "");
  const kind = grafana.kind ?? (grafana.workspace === undefined ? kindOf(url) : "amg");
  const backends = planBackends(telemetry, { fill, region, makesLogGroups: false });
  const teams = [...new Set(services.flatMap(({ owner }) => (owner === undefined ? [] : [owner.team])))].sort();
  const dataSources = planDataSources(grafana.dataSources ?? {}, { place, backends });
  return {
    stack: grafanaStackName(project, environment),
    backend: beside(backend),
    providerVersion: providers.grafana,
    ...compact({ url, workspace: planWorkspace(grafana.workspace, place) }),
    kind,
    auth: referenceOf(grafana.auth ?? { variable: "grafana_auth" }, fill),
    schema: grafana.schema ?? "v1",
    timezone: grafana.timezone ?? "browser",
    folder: {
      uid: grafanaUid(project, environment),
      title: fill(grafana.folder ?? "{project}-{environment}"),
      ...compact({ parent: grafana.parentFolder === undefined ? undefined : fill(grafana.parentFolder) }),
    },
    teams: teams.map((team) => ({ team, uid: grafanaUid(project, environment, slug(team)), title: team })),
    dashboards: `dashboards/${environment}`,
    dataSources,
    prometheus: workspacesOf(backends.metrics, dataSources),
    alerting: grafana.alerting ?? false,
    contactPoints:
      grafana.alerting !== true
        ? []
        : grafana.routes === undefined && kind === "amg"
          ? topicsAsContactPoints(scope, settings.routes)
          : contactPoints(receiversBySeverity(grafana.routes, settings.routes), place),
    quietHours: grafana.alerting === true ? planQuietHours(settings.quietHours, place) : [],
  };
}

/** Workspaces that telemetry names, and that a data source's address names. */
function workspacesOf(
  metrics: ReturnType<typeof planBackends>["metrics"],
  dataSources: readonly DataSourcePlan[],
): GrafanaPlan["prometheus"] {
  const named = metrics.flatMap((backend) =>
    backend.type === "amp" ? [{ workspace: backend.workspace, region: backend.region }] : [],
  );
  const asked = dataSources.flatMap((source) =>
    source.kind === "amp" && source.isMade && source.url !== undefined ? (ampWorkspace(source.url) ?? []) : [],
  );
  const isNamed = (one: { readonly workspace: string; readonly region: string }) =>
    named.some(({ region, workspace }) => region === one.region && workspace === one.workspace);
  return [...named, ...asked.filter((one) => !isNamed(one))];
}

/** Amazon's and Grafana's own clouds are known by their addresses. */
function kindOf(url: string | undefined): GrafanaPlan["kind"] {
  if (url === undefined || /\.grafana-workspace\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?(?:[:/]|$)/.test(url)) return "amg";
  return /^https?:\/\/[^/:]+\.grafana\.net(?:[:/]|$)/.test(url) ? "cloud" : "grafana";
}

/** The state of the stack, beside that of the environment's. */
function beside(backend: BackendPlan): BackendPlan {
  const other = (path: string): string =>
    path.endsWith(".tfstate") ? `${path.slice(0, -".tfstate".length)}-grafana.tfstate` : `${path}-grafana`;
  return backend.type === "s3" ? { ...backend, key: other(backend.key) } : { ...backend, path: other(backend.path) };
}

function planWorkspace(
  workspace: Grafana["workspace"],
  { environment, project }: { readonly project: string; readonly environment: string },
): GrafanaPlan["workspace"] {
  if (workspace === undefined) return undefined;
  const { admins = [], authentication = "sso", editors = [], version, viewers = [] } = workspace;
  return {
    name: workspaceName(project, environment),
    authentication,
    admins,
    editors,
    viewers,
    ...compact({ version }),
  };
}

function planQuietHours(
  quietHours: EnvironmentSettings["quietHours"],
  { environment, project }: GrafanaScope["place"],
): GrafanaPlan["quietHours"] {
  return sorted(quietHours).flatMap(([quiet, { cron, duration, severities, timezone = "UTC" }]) => {
    const intervals = weeklyIntervals(cron, duration, timezone);
    const name = muteRuleName(project, environment, quiet);
    return intervals === undefined
      ? []
      : [{ quietHours: quiet, id: constructIdOf(quiet), name, severities, intervals }];
  });
}

type Scoped = readonly (Pick<GrafanaRouteEntry, "services" | "teams" | "tiers"> & { readonly receiver: Receiver })[];
type Receiver = (fill: (text: string) => string) => ReceiverPlan;

function receiversBySeverity(
  routes: Grafana["routes"],
  usual: EnvironmentSettings["routes"],
): Readonly<Partial<Record<Severity, Scoped>>> {
  return Object.fromEntries(
    severityNames.map((severity): [Severity, Scoped] => [
      severity,
      routes === undefined
        ? (usual[severity] ?? []).flatMap((route) => {
            const receiver = usualReceiver(route);
            return receiver === undefined ? [] : [{ ...route, receiver }];
          })
        : (routes[severity] ?? []).map((route) => ({ ...route, receiver: receiverOf(route) })),
    ]),
  );
}

/** A receiver of the environment's routes that Grafana can tell by itself, without a key of its own. */
function usualReceiver(route: NonNullable<EnvironmentSettings["routes"]["info"]>[number]): Receiver | undefined {
  if ("email" in route) return (fill) => ({ kind: "email", addresses: [fill(route.email)] });
  if ("webhook" in route) return (fill) => ({ kind: "webhook", url: referenceOf(route.webhook, fill) });
  return undefined;
}

function receiverOf(route: GrafanaRouteEntry): Receiver {
  return (fill): ReceiverPlan => {
    if ("email" in route) return { kind: "email", addresses: route.email };
    if ("slack" in route)
      return "url" in route.slack
        ? { kind: "slack", url: referenceOf(route.slack.url, fill) }
        : { kind: "slack-app", token: referenceOf(route.slack.token, fill), channel: route.slack.channel };
    if ("pagerduty" in route) return { kind: "pagerduty", key: referenceOf(route.pagerduty, fill) };
    if ("webhook" in route) return { kind: "webhook", url: referenceOf(route.webhook, fill) };
    if ("opsgenie" in route) return { kind: "opsgenie", key: referenceOf(route.opsgenie, fill) };
    if ("msteams" in route) return { kind: "msteams", url: referenceOf(route.msteams, fill) };
    return { kind: "sns", topic: fill(route.sns) };
  };
}

/** One for each severity, and for whom its receivers are limited to. */
function contactPoints(
  routes: Readonly<Partial<Record<Severity, Scoped>>>,
  place: GrafanaScope["place"],
): ContactPointPlan[] {
  return severityNames.flatMap((severity) => {
    const found = new Map<string, { readonly scope: TopicScope | undefined; readonly receivers: ReceiverPlan[] }>();
    for (const route of routes[severity] ?? []) {
      const scopes = scopesOf(route);
      for (const scope of scopes.length === 0 ? [undefined] : scopes) {
        const key = topicKey(severity, scope);
        const entry = found.get(key) ?? { scope, receivers: [] };
        entry.receivers.push(route.receiver((text) => expand(text, place)));
        found.set(key, entry);
      }
    }
    return [...found]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { receivers, scope }]) => contactPoint(key, { place, severity, scope, receivers }));
  });
}

/** In Amazon Managed Grafana: the topics of CloudWatch's alarms, with all who hear of them. */
function topicsAsContactPoints(
  { place, topics }: GrafanaScope,
  routes: EnvironmentSettings["routes"],
): ContactPointPlan[] {
  const { account = "", region = "" } = place;
  const partition = partitionOfRegion(region);
  const ofOthers = Object.fromEntries(
    severityNames.map((severity): [Severity, Scoped] => [
      severity,
      (routes[severity] ?? []).flatMap((route) =>
        isSubscribed(route) ? [] : [{ ...route, receiver: (fill) => ({ kind: "sns", topic: fill(route.topic) }) }],
      ),
    ]),
  );
  const points = new Map(contactPoints(ofOthers, place).map((point) => [point.key, point]));
  for (const { key, name, scope, severity } of topics) {
    const topic = arnOf({ partition, service: "sns", region, account, resource: name });
    const receivers = [{ kind: "sns" as const, topic }, ...(points.get(key)?.receivers ?? [])];
    points.set(key, contactPoint(key, { place, severity, scope, receivers }));
  }
  const order = topics.map(({ key }) => key);
  return [...points.values()].toSorted((a, b) => positionIn(order, a.key) - positionIn(order, b.key));
}

/** Those that are not in the list come last. */
function positionIn(list: readonly string[], key: string): number {
  const at = list.indexOf(key);
  return at < 0 ? list.length : at;
}

function contactPoint(
  key: string,
  {
    place,
    receivers,
    scope,
    severity,
  }: Omit<ContactPointPlan, "key" | "name" | "scope"> & {
    readonly place: GrafanaScope["place"];
    readonly scope: TopicScope | undefined;
  },
): ContactPointPlan {
  return { key, name: `${place.project}-${place.environment}-${key}`, severity, receivers, ...compact({ scope }) };
}
