import type { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";
import { collectorService, type CollectorServiceProps, otlpPorts } from "./collector-service";
import type { FargateService } from "./fargate-service";
import { egressRule } from "./security-group-rules";
import { taskRegistry } from "./task-registry";

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
    const { gatewaySecurityGroup, name, namespace, network, service, stopTimeoutSeconds = 120, tags } = props;
    const port = otlpPorts.grpc;
    this.registry = taskRegistry(this, { name, namespace, network, service, tags });
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
}
