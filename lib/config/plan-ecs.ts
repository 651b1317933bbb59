import type { EnvironmentSettings } from "./merge";
import { collectorName, type NameScope } from "./names";
import { planOwner } from "./owners";
import { topicsOf } from "./plan-audiences";
import type { EcsPlan, NetworkPlan } from "./plan/ecs";
import { compact } from "./records";
import type { EcsEntry } from "./schema/ecs";

/** The longest time that Fargate gives a task to end. */
const stopTimeoutSeconds = 120;

interface EcsScope {
  readonly place: Pick<NameScope, "project" | "environment">;
  readonly settings: Pick<EnvironmentSettings, "logs" | "routes">;
}

/** How Amazon ECS runs a collector. */
export function planEcs(
  { certificate, clients, cluster, delivery, network, owner, wait = true }: EcsEntry,
  { place: { environment, project }, settings }: EcsScope,
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

/** All addresses of a network of its own. */
function ownAddresses(network: EcsEntry["network"]): readonly string[] {
  return network !== undefined && "cidr" in network ? [network.cidr] : [];
}
