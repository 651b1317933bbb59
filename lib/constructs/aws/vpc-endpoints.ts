import type { Construct } from "constructs";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { vpcEndpointName, vpcEndpoints, type VpcEndpointService } from "../../aws";
import { badValue } from "../errors";
import { checkText } from "./checks";
import { pascalCase } from "./names";

/** Where endpoints are. */
interface EndpointPlace {
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;

  /** Addresses that may call. */
  readonly cidr: string;
  readonly subnetIds: readonly string[];
  readonly routeTableId: string;
  readonly tagged: (part: string) => Record<string, string>;
}

/**
 * Endpoints for services of AWS, and the security group of those that are network interfaces.
 *
 * @throws {ConstructError} for one that the Region does not have
 */
export function defineEndpoints(
  scope: Construct,
  endpoints: readonly VpcEndpointService[],
  { cidr, name, region, routeTableId, subnetIds, tagged, vpcId }: EndpointPlace,
): void {
  const services = [...new Set(endpoints)];
  const groupName = `${name}-endpoints`;
  const group = services.some((service) => vpcEndpoints[service].kind === "interface")
    ? new SecurityGroup(scope, "EndpointsSecurityGroup", {
        name: groupName,
        description: "HTTPS from the VPC to endpoints of AWS",
        vpcId,
        tags: tagged("endpoints"),
      })
    : undefined;
  if (group !== undefined) {
    checkText(scope.node.path, "securityGroupName", groupName);
    new VpcSecurityGroupIngressRule(scope, "EndpointsIngress", {
      securityGroupId: group.id,
      description: "HTTPS from the VPC",
      cidrIpv4: cidr,
      fromPort: 443,
      toPort: 443,
      ipProtocol: "tcp",
      tags: tagged("endpoints"),
    });
  }
  for (const service of services) {
    const serviceName = vpcEndpointName(service, region);
    if (serviceName === undefined)
      throw badValue(scope.node.path, "endpoints", service, `Leave it out: ${region} does not have the service.`);
    new VpcEndpoint(scope, `${pascalCase(service)}Endpoint`, {
      vpcId,
      serviceName,
      tags: tagged(service.replace(".", "-")),
      ...(vpcEndpoints[service].kind === "gateway"
        ? { vpcEndpointType: "Gateway", routeTableIds: [routeTableId] }
        : {
            vpcEndpointType: "Interface",
            subnetIds: [...subnetIds],
            securityGroupIds: group === undefined ? [] : [group.id],
            // So that clients need no other address than AWS's usual one.
            privateDnsEnabled: true,
          }),
    });
  }
}
