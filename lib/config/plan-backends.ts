import type { EnvironmentSettings } from "./merge";
import { referenceOf } from "./plan-routes";
import type { CollectorPlan, LogsBackendPlan, MetricsBackendPlan, TracesBackendPlan } from "./plan/collector";
import { compact } from "./records";
import type { SecretReference } from "./schema/route";
import type { LogsBackendEntry, MetricsBackendEntry, TracesBackendEntry } from "./schema/telemetry";

/** What back ends are filled in with. */
export interface BackendScope {
  /** Fills in placeholders. */
  readonly fill: (text: string) => string;
  readonly region: string;

  /** Whether log groups that nobody names are made. */
  readonly makesLogGroups: boolean;
}

/** Where each signal goes. */
export function planBackends(
  { logs, metrics, traces }: NonNullable<EnvironmentSettings["telemetry"]>,
  scope: BackendScope,
): Pick<CollectorPlan, "logs" | "metrics" | "traces"> {
  return {
    logs: listed(logs, "cloudwatch").map((entry) => logsBackend(entry, scope)),
    metrics: listed(metrics, "cloudwatch").map((entry) => metricsBackend(entry, scope)),
    traces: listed(traces, "xray").map((entry) => tracesBackend(entry, scope)),
  };
}

function listed<Entry>(entries: Entry | readonly Entry[] | undefined, normally: Entry): readonly Entry[] {
  if (entries === undefined) return [normally];
  return isList(entries) ? entries : [entries];
}

function isList<Entry>(entries: Entry | readonly Entry[]): entries is readonly Entry[] {
  return Array.isArray(entries);
}

type Fill = BackendScope["fill"];

function logsBackend(entry: LogsBackendEntry, scope: BackendScope): LogsBackendPlan {
  if (entry === "cloudwatch" || entry.type === "cloudwatch") {
    const { group } = entry === "cloudwatch" ? {} : entry;
    return { type: "cloudwatch", ...logGroupOf(group, "/{project}/{environment}/telemetry", scope) };
  }
  switch (entry.type) {
    case "loki":
      return { type: entry.type, ...addressOf(entry, scope.fill) };
    case "elasticsearch":
      return { type: entry.type, ...elasticsearchOf(entry, scope.fill) };
    default:
      return anyBackend(entry, scope);
  }
}

function metricsBackend(entry: MetricsBackendEntry, scope: BackendScope): MetricsBackendPlan {
  if (entry === "cloudwatch") return { type: entry };
  if (entry === "emf") return metricsBackend({ type: entry }, scope);
  const { fill, region } = scope;
  switch (entry.type) {
    case "cloudwatch":
      return { type: entry.type };
    case "emf":
      return {
        type: entry.type,
        namespace: fill(entry.namespace ?? "{project}/{environment}"),
        ...logGroupOf(entry.group, "/{project}/{environment}/metrics", scope),
      };
    case "prometheus":
      return { type: entry.type, ...addressOf(entry, fill) };
    case "amp":
      return { type: entry.type, workspace: fill(entry.workspace), region: entry.region ?? region };
    default:
      return anyBackend(entry, scope);
  }
}

function tracesBackend(entry: TracesBackendEntry, scope: BackendScope): TracesBackendPlan {
  if (entry === "xray") return { type: entry };
  switch (entry.type) {
    case "xray":
      return { type: entry.type };
    case "tempo":
      return { type: entry.type, ...addressOf(entry, scope.fill) };
    case "elasticsearch":
      return { type: entry.type, ...elasticsearchOf(entry, scope.fill) };
    default:
      return anyBackend(entry, scope);
  }
}

type AnyEntry = Extract<LogsBackendEntry, { readonly type: "s3" | "otlp" | "file" }>;

function anyBackend(entry: AnyEntry, { fill, region }: BackendScope) {
  switch (entry.type) {
    case "s3":
      return {
        type: entry.type,
        bucket: fill(entry.bucket),
        prefix: fill(entry.prefix ?? "{project}/{environment}"),
        region: entry.region ?? region,
      } as const;
    case "otlp":
      return { type: entry.type, ...addressOf(entry, fill) } as const;
    case "file":
      return { type: entry.type, path: fill(entry.path) } as const;
  }
}

/** A log group that is named, or the usual one. */
function logGroupOf(written: string | undefined, usual: string, { fill, makesLogGroups }: BackendScope) {
  return { logGroup: fill(written ?? usual), isMade: makesLogGroups && written === undefined };
}

interface AddressEntry {
  readonly endpoint: string;
  readonly tenant?: string | undefined;
  readonly token?: SecretReference | undefined;
}

function addressOf({ endpoint, tenant, token }: AddressEntry, fill: Fill) {
  return {
    endpoint: fill(endpoint).replace(/\/+$/, ""),
    ...compact({
      tenant: tenant === undefined ? undefined : fill(tenant),
      token: token === undefined ? undefined : referenceOf(token, fill),
    }),
  };
}

function elasticsearchOf(
  { apiKey, endpoint, index }: Extract<LogsBackendEntry, { readonly type: "elasticsearch" }>,
  fill: Fill,
) {
  return {
    ...addressOf({ endpoint }, fill),
    ...compact({
      index: index === undefined ? undefined : fill(index),
      apiKey: apiKey === undefined ? undefined : referenceOf(apiKey, fill),
    }),
  };
}
