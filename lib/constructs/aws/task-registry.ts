import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import type { Construct } from "constructs";
import { badValue } from "../errors";
import { checkText } from "./checks";
import { given } from "./given";
import type { NetworkReference } from "./references";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";

/** What a service of AWS Cloud Map is made of. */
export interface TaskRegistryProps {
  /** Name of the service whose tasks it lists. */
  readonly name: string;

  /** Its name in Cloud Map. */
  readonly service: string;

  /** A new namespace, or the ID of an existing one. */
  readonly namespace: string | { readonly id: string };

  /** The VPC in which a new namespace is resolved. */
  readonly network: NetworkReference;

  /** @default - only the provider's default tags */
  readonly tags?: Tags | undefined;
}

/** The addresses of tasks, in a private zone of DNS: the children `Registry` and `Namespace` of the scope. */
export function taskRegistry(scope: Construct, props: TaskRegistryProps): ServiceDiscoveryService {
  const { name, service, tags } = props;
  const { path } = scope.node;
  checkText(path, "namespaceOfServices", service, "name of the service in Cloud Map");
  if (isKnown(service) && !serviceShape.test(service))
    throw badValue(
      path,
      "name of the service in Cloud Map",
      service,
      "Use up to 63 letters, digits, _ and -, as a host.",
    );
  return new ServiceDiscoveryService(
    scope,
    "Registry",
    given({
      name: service,
      description: `Tasks of ${name}`,
      dnsConfig: {
        namespaceId: namespaceOf(scope, props),
        routingPolicy: "MULTIVALUE",
        dnsRecords: [{ type: "A", ttl: 10 }],
      },
      // ECS says whether a task is well; Cloud Map asks nobody.
      healthCheckCustomConfig: { failureThreshold: 1 },
      forceDestroy: true,
      tags: checkTags(scope, tags),
    }),
  );
}

/** @see https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html */
const serviceShape = /^(?=.{1,127}$)\w(?:[\w-]{0,61}\w)?(?:\.\w(?:[\w-]{0,61}\w)?)*$/;

function namespaceOf(scope: Construct, { namespace, network, tags }: TaskRegistryProps): string {
  if (typeof namespace !== "string") return namespace.id;
  checkText(scope.node.path, "namespaceOfServices", namespace);
  return new ServiceDiscoveryPrivateDnsNamespace(
    scope,
    "Namespace",
    given({ name: namespace, vpc: network.vpcId, tags: checkTags(scope, tags) }),
  ).id;
}
