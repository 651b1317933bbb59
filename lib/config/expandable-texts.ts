import { own, type Path, pathText } from "../base";
import { alarmHere } from "./alarm-here";
import type { Config, Service } from "./config";
import { ownLogs, writtenLogs } from "./log-settings";
import { type EffectiveEnvironment, isEnabled } from "./merge";
import type { TextScope } from "./placeholders";
import { compact } from "./records";
import { recommendedUses } from "./recommended";
import { alarmsOf } from "./rules/walk";
import { type ConfiguredAlarm, runbookForm } from "./schema/alarm";
import type { EnvironmentEntry } from "./schema/environment";
import type { TextForm } from "./schema/form";
import type { LogsEntry } from "./schema/logs";
import { httpsForm } from "./schema/names";
import { type RouteEntry, routeForms, type SecretReference } from "./schema/route";
import {
  backendForms,
  type LogsBackendEntry,
  type MetricsBackendEntry,
  type TracesBackendEntry,
} from "./schema/telemetry";
import { type GrafanaRouteEntry, grafanaForms } from "./schema/grafana";
import { savedQueryFolder } from "./schema/saved-queries";
import { samplingForms } from "./schema/xray";
import { sourcesOf } from "./sources";

/** A text in which placeholders are expanded. */
export interface ExpandableText {
  readonly path: Path;
  readonly text: string;

  /** The service whose values the placeholders have; undefined of a text that is an environment's own. */
  readonly service?: string;

  /** What it must look like once its placeholders are filled in; undefined where another rule or nothing says so. */
  readonly form?: TextForm;

  /** Whether it is in use in an environment. */
  readonly holdsIn: (environment: EffectiveEnvironment) => boolean;
}

/** All texts in which placeholders are expanded, as they are written. */
export function expandableTexts(config: Config): readonly ExpandableText[] {
  const texts = known.get(config) ?? [
    ...textsOfServices(config),
    ...textsOfAlarms(config),
    ...textsOfEnvironments(config),
  ];
  known.set(config, texts);
  return texts;
}

/** Of each configuration, its texts: a configuration does not change, and many rules ask for them. */
const known = new WeakMap<Config, readonly ExpandableText[]>();

function textsOfServices({ services }: Config): ExpandableText[] {
  return Object.entries(services).flatMap(([service, entry]) => {
    const path = ["services", service];
    const holdsIn = (environment: EffectiveEnvironment): boolean => isEnabled(environment.value, service);
    const { filters = {}, namespace, runbooks } = entry;
    return [
      ...(namespace === undefined ? [] : [{ path: [...path, "namespace"], text: namespace, service, holdsIn }]),
      ...Object.entries(filters).map(([signal, text]) => ({
        path: [...path, "filters", signal],
        text,
        service,
        holdsIn,
      })),
      ...(runbooks === undefined
        ? []
        : [{ path: [...path, "runbooks"], text: runbooks, service, form: httpsForm, holdsIn }]),
      ...textsOfRecommended(entry).map((each) => ({ ...each, path: [...path, ...each.path], service, holdsIn })),
      ...textsOfLogs([...path, "logs"], writtenLogs(entry)).map((each) => ({
        ...each,
        service,
        // An environment may name another log group.
        holdsIn: (environment: EffectiveEnvironment): boolean =>
          holdsIn(environment) && ownLogs(entry, environment.value, service)?.[each.key] === each.text,
      })),
    ];
  });
}

/** Texts beside a service's recommended sets; those of their alarms are texts of alarms, too. */
function textsOfRecommended(service: Service): Pick<ExpandableText, "path" | "text" | "form">[] {
  return recommendedUses(service).flatMap(({ changes, of = {}, path }) => [
    ...Object.entries(of).map(([name, text]) => ({ path: [...path, "of", name], text })),
    ...Object.entries(changes).flatMap(([alarm, change]) =>
      change === "off" || change.runbook === undefined
        ? []
        : [{ path: [...path, "alarms", alarm, "runbook"], text: change.runbook, form: runbookForm }],
    ),
  ]);
}

function textsOfAlarms(config: Config): ExpandableText[] {
  return alarmsOf(config).flatMap(({ alarm, entry, path, service }) => {
    const holdsIn = (environment: EffectiveEnvironment): boolean => {
      const { severities } = alarmHere(entry, { settings: environment.value, service, alarm });
      return (
        isEnabled(environment.value, service) && Object.values(severities).some((condition) => condition !== undefined)
      );
    };
    return [
      ...(["summary", "impact", "runbook"] as const).flatMap((key) => {
        const text = entry[key];
        const form = key === "runbook" ? { form: runbookForm } : {};
        return text === undefined ? [] : [{ path: [...path, key], text, service, holdsIn, ...form }];
      }),
      ...Object.entries(entry.names ?? {}).flatMap(([severity, text]) =>
        text === undefined ? [] : [{ path: [...path, "names", severity], text, service, holdsIn }],
      ),
      ...textsOfQuery(entry.query).map(({ path: at, text }) => ({
        path: [...path, "query", ...at],
        text,
        service,
        holdsIn,
      })),
      // A rate's dimensions may be those of both of its signals.
      ...sourcesOf(entry).flatMap(({ dimensions = {}, dimensionsPath }) =>
        Object.entries(dimensions).map(([key, text]) => ({
          path: [...path, ...dimensionsPath, key],
          text,
          service,
          holdsIn,
        })),
      ),
    ];
  });
}

function textsOfQuery(query: ConfiguredAlarm["query"]): { readonly path: Path; readonly text: string }[] {
  if (typeof query === "string") return [{ path: [], text: query }];
  return Object.entries(query?.params ?? {}).flatMap(([name, value]) =>
    typeof value === "string" ? [{ path: ["params", name], text: value }] : [],
  );
}

function textsOfEnvironments({ environments }: Config): ExpandableText[] {
  return Object.entries(environments).flatMap(
    ([name, { backend, grafana, routes, savedQueries, services, telemetry, xray }]) => {
      const at = ["environments", name];
      const holdsIn =
        (path: Path) =>
        (environment: EffectiveEnvironment): boolean =>
          isWrittenAt(environment, name, path);
      const inBackend =
        backend?.type === "s3"
          ? [["key", backend.key] as const]
          : backend?.type === "local"
            ? [["path", backend.path] as const]
            : [];
      return [
        ...inBackend.flatMap(([key, text]) =>
          text === undefined ? [] : [{ path: [...at, "backend", key], text, holdsIn: holdsIn(["backend", key]) }],
        ),
        ...Object.entries(routes ?? {}).flatMap(([severity, list]) =>
          (list ?? []).flatMap((route, index) =>
            textsOfRoute(route).map(({ path, ...rest }) => ({
              ...rest,
              path: [...at, "routes", severity, index, ...path],
              holdsIn: holdsIn(["routes", severity]),
            })),
          ),
        ),
        ...Object.entries(telemetry ?? {}).flatMap(([signal, backends]) =>
          textsOfBackends(backends).map(({ path, ...rest }) => ({
            ...rest,
            path: [...at, "telemetry", signal, ...path],
            holdsIn: (environment: EffectiveEnvironment): boolean =>
              (environment.value.collector !== undefined || environment.value.grafana !== undefined) &&
              holdsIn(["telemetry", signal, ...(Array.isArray(backends) ? [] : path)])(environment),
          })),
        ),
        ...textsOfGrafana(grafana).map(({ path, ...rest }) => ({
          ...rest,
          path: [...at, "grafana", ...path],
          // Lists are replaced as a whole.
          holdsIn: holdsIn(["grafana", ...(path[0] === "routes" ? path.slice(0, 2) : path)]),
        })),
        ...(typeof savedQueries === "object" && savedQueries !== null
          ? textsAt(["folder"], savedQueries.folder, savedQueryFolder)
          : []
        ).map(({ path, ...rest }) => ({
          ...rest,
          path: [...at, "savedQueries", ...path],
          holdsIn: holdsIn(["savedQueries", ...path]),
        })),
        ...textsOfXray(xray).map(({ path, ...rest }) => ({
          ...rest,
          path: [...at, "xray", ...path],
          holdsIn: holdsIn(["xray", ...path]),
        })),
        ...Object.entries(services ?? {}).flatMap(([service, entry]) =>
          textsOfLogs([...at, "services", service, "logs"], entry?.logs).map((each) => ({
            ...each,
            service,
            holdsIn: (environment: EffectiveEnvironment): boolean =>
              isEnabled(environment.value, service) && holdsIn(["services", service, "logs", each.key])(environment),
          })),
        ),
      ];
    },
  );
}

function textsOfLogs(path: Path, logs: LogsEntry | null | undefined) {
  return (["group", "existing", "where"] as const).flatMap((key) => {
    const text = logs?.[key];
    return text === undefined || text === null ? [] : [{ key, path: [...path, key], text }];
  });
}

interface FormedText {
  readonly path: Path;
  readonly text: string;
  readonly form: TextForm;
}

type Backend = LogsBackendEntry | MetricsBackendEntry | TracesBackendEntry;

function textsOfBackends(backends: Backend | readonly Backend[] | null | undefined): FormedText[] {
  if (backends === null || backends === undefined) return [];
  if (!isList(backends)) return textsOfBackend(backends);
  return backends.flatMap((backend, index) =>
    textsOfBackend(backend).map(({ path, ...rest }) => ({ ...rest, path: [index, ...path] })),
  );
}

function isList(backends: Backend | readonly Backend[]): backends is readonly Backend[] {
  return Array.isArray(backends);
}

function textsOfBackend(backend: Backend): FormedText[] {
  if (typeof backend === "string") return [];
  return Object.entries(backend).flatMap(([key, value]: [string, string | SecretReference | undefined]) => {
    if (typeof value === "object") return textsOfReference([key], value);
    const form = own<TextForm>(backendForms, key);
    return value === undefined || form === undefined ? [] : [{ path: [key], text: value, form }];
  });
}

function textsOfGrafana(grafana: EnvironmentEntry["grafana"]): FormedText[] {
  if (grafana === null || grafana === undefined) return [];
  return [
    ...(["url", "folder", "parentFolder"] as const).flatMap((key) => textsAt([key], grafana[key], grafanaForms[key])),
    ...(grafana.auth === null || grafana.auth === undefined ? [] : textsOfReference(["auth"], grafana.auth)),
    ...Object.entries(grafana.dataSources ?? {}).flatMap(([kind, entry]) =>
      entry === null || entry === undefined || entry === "off"
        ? []
        : Object.entries(entry).flatMap(([key, value]: [string, string | SecretReference | undefined]) =>
            typeof value === "object"
              ? textsOfReference(["dataSources", kind, key], value)
              : textsAt(["dataSources", kind, key], value, own<TextForm>(grafanaForms, key)),
          ),
    ),
    ...Object.entries(grafana.routes ?? {}).flatMap(([severity, list]) =>
      (list ?? []).flatMap((route, index) => textsOfReceiver(["routes", severity, index], route)),
    ),
  ];
}

function textsOfReceiver(path: Path, route: GrafanaRouteEntry): FormedText[] {
  if ("email" in route) return [];
  if ("sns" in route) return textsAt([...path, "sns"], route.sns, grafanaForms.sns);
  if ("slack" in route)
    return "url" in route.slack
      ? textsOfReference([...path, "slack", "url"], route.slack.url)
      : textsOfReference([...path, "slack", "token"], route.slack.token);
  return (["pagerduty", "webhook", "opsgenie", "msteams"] as const).flatMap((key) => {
    const reference = (route as Partial<Record<typeof key, SecretReference>>)[key];
    return reference === undefined ? [] : textsOfReference([...path, key], reference);
  });
}

function textsAt(path: Path, text: string | null | undefined, form: TextForm | undefined): FormedText[] {
  return text === null || text === undefined || form === undefined ? [] : [{ path, text, form }];
}

function textsOfXray(xray: EnvironmentEntry["xray"]): (Omit<FormedText, "form"> & { readonly form?: TextForm })[] {
  return [
    ...Object.entries(xray?.groups ?? {}).flatMap(([group, entry]) =>
      entry === null ? [] : [{ path: ["groups", group, "where"], text: entry.where }],
    ),
    ...Object.entries(xray?.samplingRules ?? {}).flatMap(([rule, entry]) =>
      Object.entries(samplingForms).flatMap(([key, form]) => {
        const text = entry?.[key as keyof typeof samplingForms];
        return text === undefined ? [] : [{ path: ["samplingRules", rule, key], text, form }];
      }),
    ),
  ];
}

function textsOfRoute(route: RouteEntry): FormedText[] {
  if ("email" in route) return [{ path: ["email"], text: route.email, form: routeForms.email }];
  if ("lambda" in route) return [{ path: ["lambda"], text: route.lambda, form: routeForms.lambda }];
  if ("topic" in route) return [{ path: ["topic"], text: route.topic, form: routeForms.topic }];
  if ("sqs" in route) return [{ path: ["sqs"], text: route.sqs, form: routeForms.sqs }];
  if ("webhook" in route) return textsOfReference(["webhook"], route.webhook);
  if ("pagerduty" in route) return textsOfReference(["pagerduty"], route.pagerduty);
  return (["team", "channel"] as const).flatMap((key) => textsOfReference(["slack", key], route.slack[key]));
}

function textsOfReference(path: Path, reference: SecretReference): FormedText[] {
  if ("ssm" in reference) return [{ path: [...path, "ssm"], text: reference.ssm, form: routeForms.ssm }];
  if ("secret" in reference) return [{ path: [...path, "secret"], text: reference.secret, form: routeForms.secret }];
  return [];
}

/** Whether what an environment has at a path comes from another one, or from itself. */
function isWrittenAt({ origins }: EffectiveEnvironment, environment: string, path: Path): boolean {
  const origin = origins.get(pathText(path));
  return origin?.kind === "environment" && origin.name === environment;
}

/** The values of placeholders in an environment, as far as they are known; of `service`, if there is one. */
export function scopeIn({ project }: Config, { name, value }: EffectiveEnvironment, service?: string): TextScope {
  const { account, region, vars } = value;
  return { project, environment: name, vars, ...compact({ account, region, service }) };
}
