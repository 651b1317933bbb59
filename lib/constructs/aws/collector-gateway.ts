import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { type Client, namedClients, rulesFor } from "./clients";
import {
  collectorContainer,
  collectorService,
  type CollectorServiceProps,
  healthPort,
  otlpPorts,
} from "./collector-service";
import type { Autoscaling } from "./fargate-scaling";
import type { FargateService } from "./fargate-service";
import { given } from "./given";
import { type CertificateReference, internalLoadBalancer, listenerProtocol } from "./internal-load-balancer";
import { egressRule, type TrafficRule } from "./security-group-rules";
import { shortName } from "./short-name";
import { checkTags } from "./tags";

/** Props of {@link CollectorGateway}. */
export interface CollectorGatewayProps extends CollectorServiceProps {
  /** Who may send: security groups of applications, or their addresses. */
  readonly clients: readonly Client[];

  /** How many tasks run: a number, or bounds between which CPU and memory decide. */
  readonly tasks: number | { readonly min: number; readonly max: number };

  /** @default - CPU and memory at 60 percent */
  readonly autoscaling?: Autoscaling;

  /**
   * Certificate of AWS Certificate Manager: with it, applications send over TLS.
   *
   * @default - they do not: the connection stays in the VPC
   */
  readonly certificate?: CertificateReference;

  /**
   * Seconds that a task has to send what it holds, 2 to 120.
   *
   * @default 60
   */
  readonly stopTimeoutSeconds?: number;

  /**
   * Whether AWS refuses to delete the load balancer.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
}

const protocols = {
  grpc: { id: "Grpc", port: otlpPorts.grpc, alpn: "HTTP2Only" },
  http: { id: "Http", port: otlpPorts.http, alpn: "HTTP2Optional" },
} as const;

/**
 * The collectors that applications send to: a service behind an internal network load balancer, which takes OTLP by gRPC at 4317 and by HTTP
 * at 4318.
 *
 * The collector must listen at `0.0.0.0:4317` and `0.0.0.0:4318`, its extension `health_check` at `0.0.0.0:13133`. A load balancer of this
 * kind leaves a connection with the task that it began with: let the collector close connections (`max_connection_age` of at most a minute).
 */
export class CollectorGateway extends Construct {
  readonly service: FargateService;

  /** ID of the tasks' security group. */
  readonly securityGroupId: string;

  /** ID of the load balancer's security group. */
  readonly loadBalancerSecurityGroupId: string;

  readonly loadBalancer: Lb;

  /** Where applications send: for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoints: { readonly grpc: string; readonly http: string };

  /** The target groups, by protocol. */
  readonly targetGroups: { readonly grpc: LbTargetGroup; readonly http: LbTargetGroup };

  /** @throws {ConstructError} for what ECS and load balancers refuse, an image without digest, a text too large for its delivery */
  constructor(scope: Construct, id: string, props: CollectorGatewayProps) {
    super(scope, id);
    const { certificate, name, network, stopTimeoutSeconds = 60, tags } = props;
    const clients = namedClients(this.node.path, props.clients);
    const { loadBalancer, securityGroupId } = internalLoadBalancer(this, {
      name,
      network,
      ingress: rulesFor(clients, {
        Grpc: { port: otlpPorts.grpc, description: "OTLP by gRPC" },
        Http: { port: otlpPorts.http, description: "OTLP by HTTP" },
      }),
      notLogged: "the collector counts what it takes.",
      deletionProtection: props.deletionProtection,
      tags,
    });
    this.loadBalancer = loadBalancer;
    this.loadBalancerSecurityGroupId = securityGroupId;
    this.targetGroups = { grpc: this.targetGroup("grpc", props), http: this.targetGroup("http", props) };
    const listeners = [this.listen("grpc", props), this.listen("http", props)];

    const fromLoadBalancer = (port: number, description: string): TrafficRule => ({
      peer: { securityGroup: securityGroupId },
      port,
      description,
    });
    this.service = collectorService(this, props, {
      tasks: props.tasks,
      ...(props.autoscaling === undefined ? {} : { autoscaling: props.autoscaling }),
      ports: [protocols.grpc.port, protocols.http.port, healthPort],
      stopTimeoutSeconds,
      ingress: {
        grpc: fromLoadBalancer(protocols.grpc.port, "OTLP by gRPC, from the load balancer"),
        http: fromLoadBalancer(protocols.http.port, "OTLP by HTTP, from the load balancer"),
        health: fromLoadBalancer(healthPort, "Health checks of the load balancer"),
      },
      targets: (["grpc", "http"] as const).map((protocol) => ({
        targetGroup: this.targetGroups[protocol],
        container: collectorContainer,
        port: protocols[protocol].port,
      })),
      // ECS refuses a target group that belongs to no load balancer.
      dependsOn: listeners,
    });
    this.securityGroupId = this.service.securityGroupId;
    const toTasks = { peer: { securityGroup: this.securityGroupId }, description: "To the tasks" };
    for (const { id, port } of [...Object.values(protocols), { id: "Health", port: healthPort }])
      egressRule(this, `ToTasks${id}`, securityGroupId, { ...toTasks, port }, tags);
    const scheme = certificate === undefined ? "http" : "https";
    const host = certificate?.host ?? this.loadBalancer.dnsName;
    this.endpoints = {
      grpc: `${scheme}://${host}:${otlpPorts.grpc}`,
      http: `${scheme}://${host}:${otlpPorts.http}`,
    };
  }

  private targetGroup(protocol: keyof typeof protocols, { name, network, tags }: CollectorGatewayProps): LbTargetGroup {
    const { id, port } = protocols[protocol];
    return new LbTargetGroup(
      this,
      `${id}Targets`,
      given({
        name: `${shortName(name, 27)}-${protocol}`,
        port,
        protocol: "TCP",
        targetType: "ip",
        vpcId: network.vpcId,
        // Longer than the collector keeps a connection, 60 s and 10 s more: clients have gone elsewhere by then.
        deregistrationDelay: "80",
        preserveClientIp: "false",
        healthCheck: {
          protocol: "HTTP",
          port: String(healthPort),
          path: "/",
          matcher: "200",
          interval: 10,
          timeout: 6,
          healthyThreshold: 2,
          unhealthyThreshold: 2,
        },
        tags: checkTags(this, tags),
      }),
    );
  }

  private listen(protocol: keyof typeof protocols, { certificate, tags }: CollectorGatewayProps): LbListener {
    const { alpn, id, port } = protocols[protocol];
    return new LbListener(
      this,
      `${id}Listener`,
      given({
        loadBalancerArn: this.loadBalancer.arn,
        port,
        ...listenerProtocol(certificate),
        // Clients of gRPC insist on h2.
        alpnPolicy: certificate === undefined ? undefined : alpn,
        defaultAction: [{ type: "forward", targetGroupArn: this.targetGroups[protocol].arn }],
        tags: checkTags(this, tags),
      }),
    );
  }
}
