import type { EnvironmentSettings } from "./merge";
import { collectorName, type NameScope } from "./names";
import { planOwner } from "./owners";
import { topicsOf } from "./plan-audiences";
import type { CollectorPlan } from "./plan/collector";
import type { EcsPlan, NetworkPlan } from "./plan/ecs";
import { compact } from "./records";
import type { EcsEntry } from "./schema/ecs";

/** The longest time that Fargate gives a task to end. */
const stopTimeoutSeconds = 120;

interface EcsScope {
  readonly place: Pick<NameScope, "project" | "environment">;
  readonly settings: Pick<EnvironmentSettings, "logs" | "routes">;
  readonly backends: Pick<CollectorPlan, "logs" | "metrics" | "traces">;
}

/** How Amazon ECS runs a collector. */
export function planEcs(
  { certificate, clients, cluster, delivery, network, owner, wait = true }: EcsEntry,
  { backends, place: { environment, project }, settings }: EcsScope,
): EcsPlan {
  const owned = owner === undefined ? undefined : planOwner(owner);
  return {
    name: collectorName(project, environment),
    ...compact({ network: network === undefined ? undefined : networkOf(network) }),
    clients: {
      securityGroups: (clients ?? []).filter((client) => client.startsWith("sg-")),
      cidrs: clients === undefined ? ownAddresses(network) : clients.filter((client) => !client.startsWith("sg-")),
    },
    ...compact({ cluster, certificate, delivery, owner: owned }),
    egressPorts: portsOf(backends),
    wait,
    stopTimeoutSeconds,
    logGroupPrefix: `/${project}/${environment}/collector`,
    retentionDays: settings.logs.retentionDays,
    namespace: `${project}/${environment}/collector`,
    topics: topicsOf(settings.routes, { team: owned?.team }),
  };
}

function networkOf(network: NonNullable<EcsEntry["network"]>): NetworkPlan {
  return "vpc" in network
    ? { kind: "existing", vpc: network.vpc, subnets: network.subnets }
    : { kind: "made", cidr: network.cidr, zones: network.zones ?? 2 };
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
