import { fargateMemory, secondsOf } from "../aws";
import type { RedactedShape, Redaction } from "../contract";
import type { EnvironmentSettings } from "./merge";
import { expand, type TextScope } from "./placeholders";
import { planBackends } from "./plan-backends";
import { planEcs } from "./plan-ecs";
import type { AgentPlan, CollectorPlan, SidecarPlan, TierPlan } from "./plan/collector";
import type { SamplingPlan } from "./plan/sampling";
import type { ServicePlan } from "./plan/service";
import { compact } from "./records";
import type { CollectorEntry } from "./schema/collector";

/** Digests of the public images, by distribution and version: of all architectures. */
const images: Readonly<Record<string, string>> = {
  "contrib 0.159.0":
    "otel/opentelemetry-collector-contrib@sha256:1f2c54a30e713fac6b3ae77a1ec84010c2007e29ced8ec666214fc2f6739c1cc",
};

/** Where a collector is, and whose telemetry it takes. */
export interface CollectorScope {
  readonly place: TextScope & { readonly project: string; readonly environment: string };
  readonly services: readonly ServicePlan[];
}

/** The collector of an environment; undefined without one. */
export function planCollector(
  settings: EnvironmentSettings,
  { place, services }: CollectorScope,
): CollectorPlan | undefined {
  const { collector, production, sampling, telemetry = {}, xray } = settings;
  if (collector === undefined) return undefined;
  const {
    agent,
    counts,
    distribution = "contrib",
    ecs,
    gateway,
    image,
    sampler,
    sidecar,
    spanMetrics = {},
    version = "0.159.0",
  } = collector;
  const { account = "", environment, project, region = "" } = place;
  const gatewayTier = tierOf(gateway);
  const backends = planBackends(telemetry, {
    fill: (text) => expand(text, place),
    region,
    makesLogGroups: ecs !== undefined,
  });
  const isSampled = backends.traces.length > 0 && isSampling(sampling.traces);
  const hasSampler = isSampled && gatewayTier.tasks.max > 1;
  return {
    project,
    environment,
    region,
    account,
    production: production === true,
    distribution,
    version,
    ...compact({
      image: image ?? images[`${distribution} ${version}`],
      ecs: ecs === undefined ? undefined : planEcs(ecs, { place, settings, backends, hasSampler, isSampled, version }),
    }),
    ...backends,
    gateway: gatewayTier,
    isSampled,
    ...(hasSampler ? { sampler: tierOf(sampler) } : {}),
    discovery: { namespace: `${project}-${environment}`, service: "collector-sampler" },
    ...compact({
      sidecar: sidecar === undefined ? undefined : sidecarOf(sidecar),
      agent: agent === undefined ? undefined : agentOf(agent),
    }),
    decisionWaitSeconds: secondsOf(sampler?.decisionWait ?? "10s"),
    sampling: traceSampling(sampling),
    spanMetrics: {
      dimensions: spanMetrics.dimensions ?? ["http.request.method", "http.route", "http.response.status_code"],
      limit: spanMetrics.limit ?? 2000,
    },
    counts:
      (counts ?? backends.logs.every(({ type }) => type !== "cloudwatch")) ? services.flatMap(countedService) : [],
    redaction: redactionOf(services),
    ...compact({ transactionSearch: xray?.transactionSearch }),
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

type Entry<Name extends "sidecar" | "agent"> = NonNullable<CollectorEntry[Name]>;

function sidecarOf({ gateway, memory = 256, scrape = [], statsd = false }: Entry<"sidecar">): SidecarPlan {
  return { memoryMib: memory, statsd, scrape, ...compact({ gateway }) };
}

function agentOf({ files = [], gateway, memory = 512, platform }: Entry<"agent">): AgentPlan {
  return { platform, memoryMib: memory, files, ...compact({ gateway }) };
}

function countedService({ contract: { fields }, name, signals }: ServicePlan): CollectorPlan["counts"] {
  return signals.length === 0 ? [] : [{ name, fields, signals }];
}

/** What any of the contracts forbids. */
function redactionOf(services: readonly ServicePlan[]): Redaction {
  const redactions = services.map(({ contract: { redaction } }) => redaction);
  const shapes = new Map<string, RedactedShape>();
  for (const redaction of redactions) for (const shape of redaction.shapes) shapes.set(JSON.stringify(shape), shape);
  return { keys: [...new Set(redactions.flatMap(({ keys }) => keys))], shapes: [...shapes.values()] };
}
