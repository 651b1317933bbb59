import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";
import { checkText } from "./checks";
import { collectorService, type CollectorServiceProps, otlpPorts } from "./collector-service";
import type { FargateService } from "./fargate-service";
import { given } from "./given";
import { egressRule } from "./security-group-rules";
import { checkTags } from "./tags";

/** Props of {@link CollectorSampler}. */
export interface CollectorSamplerProps extends CollectorServiceProps {
  /** A new namespace of AWS Cloud Map, `shop-prod`, or the ID of an existing one. `load_balancing` of the gateway names it. */
  readonly namespace: string | { readonly id: string };

  /** Name of the service in Cloud Map: `service_name` of the gateway's `load_balancing`. */
  readonly service: string;

  /** ID of the security group of the gateway's tasks: only they may send. */
  readonly gatewaySecurityGroup: string;

  /** How many tasks run. Load does not change the number: each change sends a part of all traces to other tasks, in the middle. */
  readonly tasks: number;

  /**
   * Seconds that a task has to decide about what it holds and to send it, 2 to 120: longer than `decision_wait`.
   *
   * @default 120
   */
  readonly stopTimeoutSeconds?: number;
}

/**
 * The collectors that keep or drop whole traces: a service that the gateway finds in AWS Cloud Map, reachable at 4317 from the gateway only.
 *
 * Cloud Map knows of a task what ECS tells it: a task is there from when it runs until ECS stops it, before it is told to. Its image has no
 * command for a health check, so a collector that runs and hangs stays in the list; the gateway then sends again to others only after its
 * requests fail, and the alarms on failed exports ring.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
 */
export class CollectorSampler extends Construct {
  readonly service: FargateService;

  /** ID of the tasks' security group. */
  readonly securityGroupId: string;

  /** Its service in Cloud Map. */
  readonly registry: ServiceDiscoveryService;

  /** @throws {ConstructError} for what ECS and Cloud Map refuse, an image without digest, a text too large for its delivery */
  constructor(scope: Construct, id: string, props: CollectorSamplerProps) {
    super(scope, id);
    const { gatewaySecurityGroup, stopTimeoutSeconds = 120, tags } = props;
    const port = otlpPorts.grpc;
    checkText(this.node.path, "namespaceOfServices", props.service, "name of the service in Cloud Map");
    this.registry = new ServiceDiscoveryService(
      this,
      "Registry",
      given({
        name: props.service,
        description: `Tasks of ${props.name}`,
        dnsConfig: {
          namespaceId: this.namespaceOf(props),
          routingPolicy: "MULTIVALUE",
          dnsRecords: [{ type: "A", ttl: 10 }],
        },
        // ECS says whether a task is well; Cloud Map asks nobody.
        healthCheckCustomConfig: { failureThreshold: 1 },
        forceDestroy: true,
        tags: checkTags(this, tags),
      }),
    );
    this.service = collectorService(this, props, {
      tasks: props.tasks,
      ports: [port],
      stopTimeoutSeconds,
      ingress: {
        gateway: { peer: { securityGroup: gatewaySecurityGroup }, port, description: "OTLP by gRPC, from the gateway" },
      },
      registry: this.registry,
    });
    this.securityGroupId = this.service.securityGroupId;
    const peer = { securityGroup: this.securityGroupId };
    egressRule(
      this,
      "FromGateway",
      gatewaySecurityGroup,
      { peer, port, description: "OTLP by gRPC, to the sampler" },
      tags,
    );
  }

  private namespaceOf({ namespace, network, tags }: CollectorSamplerProps): string {
    if (typeof namespace !== "string") return namespace.id;
    checkText(this.node.path, "namespaceOfServices", namespace);
    return new ServiceDiscoveryPrivateDnsNamespace(
      this,
      "Namespace",
      given({ name: namespace, vpc: network.vpcId, tags: checkTags(this, tags) }),
    ).id;
  }
}
