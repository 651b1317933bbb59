import { allowsFrom, collectorAlarms, limiterCountsSince, ranges, type VpcEndpointService } from "../aws";
import type { EnvironmentSettings } from "./merge";
import { collectorName } from "./names";
import { planOwner } from "./owners";
import { topicsOf } from "./plan-audiences";
import type { CollectorPlan } from "./plan/collector";
import type { CollectorAlarmPlan, EcsPlan, NetworkPlan } from "./plan/ecs";
import type { TextScope } from "./placeholders";
import { compact } from "./records";
import type { EcsEntry } from "./schema/ecs";

interface EcsScope {
  readonly place: TextScope & { readonly project: string; readonly environment: string };
  readonly settings: Pick<EnvironmentSettings, "logs" | "routes">;
  readonly backends: Pick<CollectorPlan, "logs" | "metrics" | "traces">;
  readonly hasSampler: boolean;

  /** Whether traces are dropped. */
  readonly isSampled: boolean;

  /** Of the collector. */
  readonly version: string;
}

/** How Amazon ECS runs a collector. */
export function planEcs(entry: EcsEntry, scope: EcsScope): EcsPlan {
  const { certificate, cluster, delivery, network, owner, wait = true } = entry;
  // Each once: rules of security groups are named after them.
  const clients = entry.clients === undefined ? ownAddresses(network) : [...new Set(entry.clients)];
  const { backends, place, settings } = scope;
  const { environment, project } = place;
  const owned = owner === undefined ? undefined : planOwner(owner);
  const name = collectorName(project, environment);
  return {
    name,
    ...compact({ network: network === undefined ? undefined : networkOf(network, endpointsOf(entry, scope)) }),
    clients: {
      securityGroups: clients.filter((client) => client.startsWith("sg-")),
      cidrs: clients.filter((client) => !client.startsWith("sg-")),
    },
    ...compact({ cluster, certificate, delivery, owner: owned }),
    egressPorts: portsOf(backends),
    wait,
    stopTimeoutSeconds: ranges.stopTimeout.most,
    logGroupPrefix: `/${project}/${environment}/collector`,
    retentionDays: settings.logs.retentionDays,
    namespace: `${project}/${environment}/collector`,
    alarms: alarmsOf(name, scope),
    topics: topicsOf(settings.routes, { team: owned?.team }, place),
  };
}

/** Silence is no alarm: that telemetry always comes is not known. */
function alarmsOf(name: string, { hasSampler, isSampled, version }: EcsScope): readonly CollectorAlarmPlan[] {
  const countsRefusals = allowsFrom(version, limiterCountsSince) === true;
  const watched = { countsRefusals, promised: [] };
  const gateway = { ...watched, decides: isSampled && !hasSampler, findsSamplers: hasSampler, isBalanced: true };
  const sampler = { ...watched, decides: true, findsSamplers: false, isBalanced: false };
  const tiers = [["gateway", gateway] as const, ...(hasSampler ? [["sampler", sampler] as const] : [])];
  return tiers.flatMap(([tier, tasks]) =>
    collectorAlarms(`${name}-${tier}`, tasks).map((alarm) => ({ ...alarm, tier })),
  );
}

function networkOf(network: NonNullable<EcsEntry["network"]>, endpoints: readonly VpcEndpointService[]): NetworkPlan {
  return "vpc" in network
    ? { kind: "existing", vpc: network.vpc, subnets: [...new Set(network.subnets)] }
    : { kind: "made", cidr: network.cidr, zones: network.zones ?? 2, endpoints };
}

/** What tasks call in AWS: each endpoint costs by the hour. Layers of images, which are in S3, and the tasks' own logs always. */
function endpointsOf({ delivery }: EcsEntry, { backends, hasSampler }: EcsScope): readonly VpcEndpointService[] {
  const { logs, metrics, traces } = backends;
  const all = [...logs, ...metrics, ...traces];
  const secrets = all.flatMap(
    (backend) => ("token" in backend ? backend.token : "apiKey" in backend ? backend.apiKey : undefined) ?? [],
  );
  const needed: Readonly<Partial<Record<VpcEndpointService, boolean>>> = {
    "aps-workspaces": metrics.some(({ type }) => type === "amp"),
    "data-servicediscovery": hasSampler,
    "ecr.api": true,
    "ecr.dkr": true,
    logs: true,
    monitoring: metrics.some(({ type }) => type === "cloudwatch"),
    s3: true,
    secretsmanager: secrets.some((secret) => "secret" in secret),
    ssm: delivery === "ssm" || secrets.some((secret) => "ssm" in secret),
    xray: traces.some(({ type }) => type === "xray"),
  };
  return (Object.keys(needed) as VpcEndpointService[]).filter((service) => needed[service] === true);
}

/** Ports of addresses, beside that of HTTPS. An address that is not one is a finding of its own. */
function portsOf({ logs, metrics, traces }: EcsScope["backends"]): readonly number[] {
  const ports = [...logs, ...metrics, ...traces].flatMap((backend) => {
    if (!("endpoint" in backend) || !URL.canParse(backend.endpoint)) return [];
    const { port, protocol } = new URL(backend.endpoint);
    return [port === "" ? (protocol === "http:" ? 80 : 443) : Number(port)];
  });
  return [...new Set(ports)].filter((port) => port !== 443).sort((a, b) => a - b);
}

/** All addresses of a network of its own. */
function ownAddresses(network: EcsEntry["network"]): readonly string[] {
  return network !== undefined && "cidr" in network ? [network.cidr] : [];
}
