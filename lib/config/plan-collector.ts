import { fargateMemory, secondsOf } from "../aws";
import type { Contract, RedactedShape, Redaction } from "../contract";
import type { EnvironmentSettings } from "./merge";
import { expand, type TextScope } from "./placeholders";
import { referenceOf } from "./plan-routes";
import type { CollectorPlan, LogsBackendPlan, MetricsBackendPlan, TierPlan, TracesBackendPlan } from "./plan/collector";
import type { SamplingPlan } from "./plan/sampling";
import { compact } from "./records";
import type { SecretReference } from "./schema/route";
import type { LogsBackendEntry, MetricsBackendEntry, TracesBackendEntry } from "./schema/telemetry";

/** Where a collector is, and whose telemetry it takes. */
export interface CollectorScope {
  readonly place: TextScope & { readonly project: string; readonly environment: string };
  readonly contracts: readonly Contract[];
}

/** The collector of an environment; undefined without one. */
export function planCollector(
  { collector, production, sampling, telemetry = {} }: EnvironmentSettings,
  { contracts, place }: CollectorScope,
): CollectorPlan | undefined {
  if (collector === undefined) return undefined;
  const { distribution = "contrib", gateway, image, sampler, spanMetrics = {}, version = "0.159.0" } = collector;
  const { account = "", environment, project, region = "" } = place;
  const gatewayTier = tierOf(gateway);
  const fill = (text: string): string => expand(text, place);
  const traces = listed(telemetry.traces, "xray").map((entry) => tracesBackend(entry, fill, region));
  const isSampled = traces.length > 0 && isSampling(sampling.traces);
  return {
    project,
    environment,
    region,
    account,
    production: production === true,
    distribution,
    version,
    ...compact({ image }),
    logs: listed(telemetry.logs, "cloudwatch").map((entry) => logsBackend(entry, fill, region)),
    metrics: listed(telemetry.metrics, "cloudwatch").map((entry) => metricsBackend(entry, fill, region)),
    traces,
    gateway: gatewayTier,
    isSampled,
    ...(isSampled && gatewayTier.tasks.max > 1 ? { sampler: tierOf(sampler) } : {}),
    decisionWaitSeconds: secondsOf(sampler?.decisionWait ?? "10s"),
    sampling: traceSampling(sampling),
    spanMetrics: {
      dimensions: spanMetrics.dimensions ?? ["http.request.method", "http.route", "http.response.status_code"],
      limit: spanMetrics.limit ?? 2000,
    },
    redaction: redactionOf(contracts),
  };
}

/** How much of traces is kept. */
export function traceSampling({ traces }: EnvironmentSettings["sampling"]): SamplingPlan["traces"] {
  const { dropRoutes, keepErrors, keepSlowerThan, keepWhere, rate, services } = traces;
  return {
    rate,
    services,
    keepErrors,
    keepWhere,
    ...compact({ keepSlowerThanSeconds: keepSlowerThan === undefined ? undefined : secondsOf(keepSlowerThan) }),
    dropRoutes,
  };
}

/** Whether any trace is dropped that is not of a dropped route. */
function isSampling({ rate, services }: EnvironmentSettings["sampling"]["traces"]): boolean {
  return rate < 1 || Object.values(services).some((share) => share < 1);
}

interface TierEntry {
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
  readonly tasks?: number | { readonly min: number; readonly max: number } | undefined;
}

function tierOf({ cpu = 1024, memory, tasks = 2 }: TierEntry = {}): TierPlan {
  return {
    cpu,
    memoryMib: memory ?? fargateMemory(cpu)[0] ?? 0,
    tasks: typeof tasks === "number" ? { min: tasks, max: tasks } : tasks,
  };
}

function listed<Entry>(entries: Entry | readonly Entry[] | undefined, normally: Entry): readonly Entry[] {
  if (entries === undefined) return [normally];
  return isList(entries) ? entries : [entries];
}

function isList<Entry>(entries: Entry | readonly Entry[]): entries is readonly Entry[] {
  return Array.isArray(entries);
}

type Fill = (text: string) => string;

function logsBackend(entry: LogsBackendEntry, fill: Fill, region: string): LogsBackendPlan {
  if (entry === "cloudwatch" || entry.type === "cloudwatch") {
    const { group = "/{project}/{environment}/telemetry" } = entry === "cloudwatch" ? {} : entry;
    return { type: "cloudwatch", logGroup: fill(group) };
  }
  switch (entry.type) {
    case "loki":
      return { type: entry.type, ...addressOf(entry, fill) };
    case "elasticsearch":
      return { type: entry.type, ...elasticsearchOf(entry, fill) };
    default:
      return anyBackend(entry, fill, region);
  }
}

function metricsBackend(entry: MetricsBackendEntry, fill: Fill, region: string): MetricsBackendPlan {
  if (entry === "cloudwatch") return { type: entry };
  if (entry === "emf") return metricsBackend({ type: entry }, fill, region);
  switch (entry.type) {
    case "cloudwatch":
      return { type: entry.type };
    case "emf":
      return {
        type: entry.type,
        namespace: fill(entry.namespace ?? "{project}/{environment}"),
        logGroup: fill(entry.group ?? "/{project}/{environment}/metrics"),
      };
    case "prometheus":
      return { type: entry.type, ...addressOf(entry, fill) };
    case "amp":
      return { type: entry.type, workspace: fill(entry.workspace), region: entry.region ?? region };
    default:
      return anyBackend(entry, fill, region);
  }
}

function tracesBackend(entry: TracesBackendEntry, fill: Fill, region: string): TracesBackendPlan {
  if (entry === "xray") return { type: entry };
  switch (entry.type) {
    case "xray":
      return { type: entry.type };
    case "tempo":
      return { type: entry.type, ...addressOf(entry, fill) };
    case "elasticsearch":
      return { type: entry.type, ...elasticsearchOf(entry, fill) };
    default:
      return anyBackend(entry, fill, region);
  }
}

type AnyEntry = Extract<LogsBackendEntry, { readonly type: "s3" | "otlp" | "file" }>;

function anyBackend(entry: AnyEntry, fill: Fill, region: string) {
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

/** What any of the contracts forbids. */
function redactionOf(contracts: readonly Contract[]): Redaction {
  const shapes = new Map<string, RedactedShape>();
  for (const { redaction } of contracts) for (const shape of redaction.shapes) shapes.set(JSON.stringify(shape), shape);
  return { keys: [...new Set(contracts.flatMap(({ redaction }) => redaction.keys))], shapes: [...shapes.values()] };
}
