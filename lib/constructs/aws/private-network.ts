import { Construct } from "constructs";
import { Fn } from "cdktf";
import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import {
  cidrText,
  collectorEndpoints,
  partsOfCidr,
  ranges,
  readCidr,
  vpcEndpointName,
  type VpcEndpointService,
} from "../../aws";
import { badCidr, badValue } from "../errors";
import { acceptRisk } from "./accepted-risk";
import { awsAccount, type AwsAccountProps, awsRegion } from "./aws-account";
import { checkText } from "./checks";
import { type FlowLogs, defineFlowLogs } from "./flow-logs";
import { checkTags, type Tags } from "./tags";
import { isKnown } from "./tokens";
import { defineEndpoints } from "./vpc-endpoints";

/** Props of {@link PrivateNetwork}. */
export interface PrivateNetworkProps extends AwsAccountProps {
  /** Name, as tag `Name` of the VPC and its parts, and what names of other resources begin with: `shop-prod-collector`. */
  readonly name: string;

  /**
   * Addresses of the VPC, from /16 to /26: `10.20.0.0/20`. Each of four equal parts is for the subnet of a zone, so that a zone can be
   * added later without moving the others.
   */
  readonly cidr: string;

  /**
   * How many Availability Zones it spans, 2 or 3; or the names of the zones.
   *
   * @default 2
   */
  readonly zones?: number | readonly string[];

  /**
   * Services of AWS that are reached from inside. Each costs by the hour and zone, but for `s3`.
   *
   * @default - what a collector calls: ECR with S3, CloudWatch, X-Ray, Prometheus, Cloud Map, Secrets Manager, Systems Manager, STS, as far as
   *   the Region has them
   */
  readonly endpoints?: readonly VpcEndpointService[];

  /**
   * Where connections in the VPC are logged.
   *
   * @default - they are not
   */
  readonly flowLogs?: FlowLogs;

  /**
   * Tags of all resources.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags;
}

/**
 * A VPC with private subnets and endpoints of AWS, for tasks that call nothing else. There is no way to the internet and none from
 * there: images must come from Amazon ECR, and what is outside AWS is not reached.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export class PrivateNetwork extends Construct {
  /** ID of the VPC. */
  readonly vpcId: string;

  /** IDs of the subnets, one in each zone. */
  readonly subnetIds: readonly string[];

  /** @throws {ConstructError} for addresses and zones that do not fit, and an endpoint that the Region does not have */
  constructor(scope: Construct, id: string, props: PrivateNetworkProps) {
    super(scope, id);
    const { path } = this.node;
    const { cidr, flowLogs, name, zones = 2 } = props;
    const region = awsRegion(this, props);
    const { endpoints = collectorEndpoints.filter((service) => vpcEndpointName(service, region) !== undefined) } =
      props;
    checkText(path, "tagValue", name, "name");
    const tagged = (part?: string) => ({
      ...checkTags(this, props.tags),
      Name: part === undefined ? name : `${name}-${part}`,
    });
    const blocks = blocksOf(path, cidr);
    const names = this.zoneNames(zones);
    const vpc = new Vpc(this, "Vpc", {
      cidrBlock: cidr,
      enableDnsSupport: true,
      // Private names of endpoints need both.
      enableDnsHostnames: true,
      tags: tagged(),
    });
    // Without rules: nobody uses it by mistake.
    new DefaultSecurityGroup(this, "DefaultSecurityGroup", { vpcId: vpc.id, tags: tagged("default-closed") });
    const routes = new RouteTable(this, "Routes", { vpcId: vpc.id, tags: tagged("private") });
    this.subnetIds = names.map((zone, index) => {
      const subnet = new Subnet(this, `Subnet${index + 1}`, {
        vpcId: vpc.id,
        cidrBlock: blocks[index] ?? "",
        availabilityZone: zone,
        mapPublicIpOnLaunch: false,
        tags: tagged(`private-${index + 1}`),
        // A new zone of AWS may come before one that is in use.
        ...(typeof zones === "number" ? { lifecycle: { ignoreChanges: ["availability_zone"] } } : {}),
      });
      new RouteTableAssociation(this, `Subnet${index + 1}Routes`, { subnetId: subnet.id, routeTableId: routes.id });
      return subnet.id;
    });
    defineEndpoints(this, endpoints, {
      name,
      region,
      vpcId: vpc.id,
      cidr: vpc.cidrBlock,
      subnetIds: this.subnetIds,
      routeTableId: routes.id,
      tagged,
    });
    if (flowLogs === undefined) acceptRisk(vpc, { CKV2_AWS_11: "Connections are not logged, as configured." });
    else defineFlowLogs(this, flowLogs, { name, vpcId: vpc.id, tags: tagged(), account: awsAccount(this, props) });
    this.vpcId = vpc.id;
  }

  private zoneNames(zones: number | readonly string[]): readonly string[] {
    const count = typeof zones === "number" ? zones : zones.length;
    if (count !== 2 && count !== 3)
      throw badValue(this.node.path, "number of zones", count, "Span 2 or 3 Availability Zones.");
    if (typeof zones !== "number") {
      const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
      if (twice !== undefined) throw badValue(this.node.path, "zones", twice, "Name each zone once.");
      return zones;
    }
    const available = new DataAwsAvailabilityZones(this, "Zones", {
      state: "available",
      // Neither Local Zones nor Wavelength.
      filter: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
    });
    acceptRisk(available, { CKV_AWS_394: "Zones are chosen once: subnets stay where they are." });
    return Array.from({ length: count }, (_, index): string => Fn.element(available.names, index) as string);
  }
}

/** Four equal parts of a VPC's addresses. */
function blocksOf(path: string, cidr: string): readonly string[] {
  if (!isKnown(cidr)) return [0, 1, 2, 3].map((index): string => Fn.cidrsubnet(cidr, 2, index));
  const block = readCidr(cidr);
  if (block === undefined) throw badCidr(path, cidr);
  const { least, most } = ranges.zonedVpcPrefix;
  if (block.prefix < least) throw badValue(path, "cidr", cidr, `A VPC has at most the addresses of a /${least}.`);
  if (block.prefix > most)
    throw badValue(path, "cidr", cidr, `Write a larger block, /${most} at least: four subnets of /28 fit in it.`);
  return partsOfCidr(block, 2).map(cidrText);
}
