import { Lb } from "@cdktf/provider-aws/lib/lb";
import type { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import type { Construct } from "constructs";
import { acceptRisk } from "./accepted-risk";
import { checkText } from "./checks";
import { given } from "./given";
import type { Metric } from "./metric";
import type { NetworkReference } from "./references";
import { RuledSecurityGroup, type TrafficRules } from "./security-group-rules";
import { shortName } from "./short-name";
import { checkTags, type Tags } from "./tags";

/** A certificate of AWS Certificate Manager: `AcmCertificate`, `DataAwsAcmCertificate`, or an object with its ARN. */
export interface CertificateReference {
  readonly arn: string;

  /**
   * The name by which clients reach the load balancer, which the certificate is for: of an alias record of yours.
   *
   * @default - the load balancer's own name, which no certificate of yours is for
   */
  readonly host?: string;
}

/** What a load balancer is made of. */
export interface InternalLoadBalancerProps {
  /** Name of the service behind it. */
  readonly name: string;

  /** Where it stands, in each of these subnets. */
  readonly network: NetworkReference;

  /** Who may connect, and to which ports. */
  readonly ingress: TrafficRules;

  /** Why it writes no log of its own. */
  readonly notLogged: string;

  /**
   * Whether AWS refuses to delete it.
   *
   * @default false
   */
  readonly deletionProtection?: boolean | undefined;

  /** @default - only the provider's default tags */
  readonly tags?: Tags | undefined;
}

/** A network load balancer inside of a VPC, and the ID of its security group: the children `LoadBalancer` and `LoadBalancerGroup` of the scope. */
export function internalLoadBalancer(
  scope: Construct,
  { deletionProtection = false, ingress, name, network, notLogged, tags }: InternalLoadBalancerProps,
): { readonly loadBalancer: Lb; readonly securityGroupId: string } {
  checkText(scope.node.path, "loadBalancerName", shortName(name, 32));
  const { id: securityGroupId } = new RuledSecurityGroup(scope, "LoadBalancerGroup", {
    name: `${name}-load-balancer`,
    description: `Load balancer of ${name}`,
    vpcId: network.vpcId,
    ingress,
    egress: {},
    tags,
  });
  const loadBalancer = new Lb(
    scope,
    "LoadBalancer",
    given({
      name: shortName(name, 32),
      internal: true,
      loadBalancerType: "network",
      subnets: [...network.subnetIds],
      securityGroups: [securityGroupId],
      // With few tasks, a zone may have none.
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: deletionProtection,
      tags: checkTags(scope, tags),
    }),
  );
  acceptRisk(loadBalancer, {
    CKV_AWS_91: `A network load balancer logs TLS connections only; ${notLogged}`,
    ...(deletionProtection ? {} : { CKV_AWS_150: "It holds nothing, and may be deleted, as configured." }),
  });
  return { loadBalancer, securityGroupId };
}

/** What a listener has with and without a certificate. */
export function listenerProtocol(certificate: CertificateReference | undefined) {
  if (certificate === undefined) return { protocol: "TCP" };
  return {
    protocol: "TLS",
    certificateArn: certificate.arn,
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  };
}

/** How many tasks answer a network load balancer, or do not. */
export function hostCount(
  loadBalancer: Pick<Lb, "arnSuffix">,
  targetGroup: Pick<LbTargetGroup, "arnSuffix">,
  name: "HealthyHostCount" | "UnHealthyHostCount",
  statistic: "Maximum" | "Minimum",
): Metric {
  return {
    namespace: "AWS/NetworkELB",
    name,
    dimensions: { LoadBalancer: loadBalancer.arnSuffix, TargetGroup: targetGroup.arnSuffix },
    statistic,
    period: "1m",
  };
}
