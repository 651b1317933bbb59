import { Construct } from "constructs";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { readCidr } from "../../aws";
import { badCidr } from "../errors";
import { checkRange, checkText } from "./checks";
import { given } from "./given";
import { pascalCase } from "./names";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";

/** The other side of a connection. */
export type Peer =
  /** ID of a security group: whatever has it. */
  | { readonly securityGroup: string }
  /** Addresses of IPv4 or IPv6: `10.0.0.0/16`. */
  | { readonly cidr: string }
  /** ID of a prefix list: `pl-...`. */
  | { readonly prefixList: string };

/** Connections that a security group lets through. */
export interface TrafficRule {
  readonly peer: Peer;

  /** Port of the server. */
  readonly port: number;

  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp";

  /** What it is for: letters, digits and common signs. */
  readonly description: string;
}

/** Connections by a name that does not change: it is part of the path of the rule. */
export type TrafficRules = Readonly<Record<string, TrafficRule>>;

/** The connections that tasks make if nothing else is said. */
export const httpsAnywhere = {
  https: { peer: { cidr: "0.0.0.0/0" }, port: 443, description: "HTTPS, to AWS and others" },
} as const satisfies TrafficRules;

/** Props of {@link RuledSecurityGroup}. */
export interface RuledSecurityGroupProps {
  /** Name of the security group, among those of the VPC. */
  readonly name: string;

  /** What it is for. A security group with another description is another one. */
  readonly description: string;

  /** The VPC. */
  readonly vpcId: string;

  /** Connections that come in. */
  readonly ingress: TrafficRules;

  /** Connections that go out. */
  readonly egress: TrafficRules;

  /**
   * Tags of the security group and its rules.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags | undefined;
}

/** A security group, and each of its rules as a resource, so that others can add rules to it. */
export class RuledSecurityGroup extends Construct {
  /** ID of the security group. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: RuledSecurityGroupProps) {
    super(scope, id);
    const { description, egress, ingress, name, tags, vpcId } = props;
    checkText(this.node.path, "securityGroupName", name);
    checkText(this.node.path, "securityGroupRule", description);
    const group = new SecurityGroup(
      this,
      "Resource",
      // Terraform removes the rule that AWS adds, which lets anything out.
      given({ name, description, vpcId, tags: checkTags(this, tags) }),
    );
    this.id = group.id;
    for (const [key, rule] of Object.entries(ingress))
      ingressRule(this, `Ingress${pascalCase(key)}`, this.id, rule, tags);
    for (const [key, rule] of Object.entries(egress)) egressRule(this, `Egress${pascalCase(key)}`, this.id, rule, tags);
  }
}

/** Lets connections in. */
export function ingressRule(
  scope: Construct,
  id: string,
  securityGroupId: string,
  rule: TrafficRule,
  tags: Tags | undefined,
): void {
  new VpcSecurityGroupIngressRule(scope, id, { securityGroupId, ...argumentsOf(scope, rule, tags) });
}

/** Lets connections out. */
export function egressRule(
  scope: Construct,
  id: string,
  securityGroupId: string,
  rule: TrafficRule,
  tags: Tags | undefined,
): void {
  new VpcSecurityGroupEgressRule(scope, id, { securityGroupId, ...argumentsOf(scope, rule, tags) });
}

function argumentsOf(
  scope: Construct,
  { description, peer, port, protocol = "tcp" }: TrafficRule,
  tags: Tags | undefined,
) {
  const { path } = scope.node;
  checkRange(path, "port", port, "port");
  checkText(path, "securityGroupRule", description);
  return given({
    description,
    fromPort: port,
    toPort: port,
    ipProtocol: protocol,
    ...addressOf(path, peer),
    tags: checkTags(scope, tags),
  });
}

function addressOf(path: string, peer: Peer) {
  if ("securityGroup" in peer) return { referencedSecurityGroupId: peer.securityGroup };
  if ("prefixList" in peer) return { prefixListId: peer.prefixList };
  const { cidr } = peer;
  if (!isKnown(cidr)) return { cidrIpv4: cidr };
  if (cidr.includes(":")) return { cidrIpv6: cidr };
  if (readCidr(cidr) === undefined) throw badCidr(path, cidr);
  return { cidrIpv4: cidr };
}
