/** How a VPC reaches a service of AWS without the internet. */
interface VpcEndpointTraits {
  /** Interface: network interfaces in subnets, paid by the hour and zone. Gateway: a route, free. */
  readonly kind: "interface" | "gateway";

  /** Whether names of its endpoints in China begin with `cn.`; undefined if China has none. */
  readonly startsWithCn: boolean | undefined;
}

/**
 * Services of AWS that a VPC can have an endpoint for, by their names in names of endpoints.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const vpcEndpoints = {
  /** Amazon Managed Service for Prometheus: queries and remote write. */
  "aps-workspaces": { kind: "interface", startsWithCn: undefined },
  /** AWS Cloud Map: DiscoverInstances. */
  "data-servicediscovery": { kind: "interface", startsWithCn: false },
  /** Amazon ECR: sign-in, and what images there are. */
  "ecr.api": { kind: "interface", startsWithCn: true },
  /** Amazon ECR: images. Their layers are in Amazon S3. */
  "ecr.dkr": { kind: "interface", startsWithCn: true },
  /** Messages of the agent of Systems Manager. */
  ec2messages: { kind: "interface", startsWithCn: false },
  kms: { kind: "interface", startsWithCn: false },
  /** CloudWatch Logs. */
  logs: { kind: "interface", startsWithCn: false },
  /** CloudWatch's metrics. */
  monitoring: { kind: "interface", startsWithCn: true },
  s3: { kind: "gateway", startsWithCn: false },
  secretsmanager: { kind: "interface", startsWithCn: false },
  ssm: { kind: "interface", startsWithCn: false },
  /** Sessions of Systems Manager, ECS Exec among them. */
  ssmmessages: { kind: "interface", startsWithCn: false },
  sts: { kind: "interface", startsWithCn: true },
  xray: { kind: "interface", startsWithCn: true },
} as const satisfies Readonly<Record<string, VpcEndpointTraits>>;

/** Key of a {@link vpcEndpoints} entry. */
export type VpcEndpointService = keyof typeof vpcEndpoints;

/**
 * What a collector calls, whichever back ends of AWS it sends to: logs, metrics, traces, Prometheus, Cloud Map, secrets, and the image
 * with its layers.
 */
export const collectorEndpoints = [
  "aps-workspaces",
  "data-servicediscovery",
  "ecr.api",
  "ecr.dkr",
  "logs",
  "monitoring",
  "s3",
  "secretsmanager",
  "ssm",
  "sts",
  "xray",
] as const satisfies readonly VpcEndpointService[];

/** Name of an endpoint in a Region; undefined if the Region has none. A Region that is not known is taken to be outside China. */
export function vpcEndpointName(service: VpcEndpointService, region: string): string | undefined {
  const { startsWithCn }: VpcEndpointTraits = vpcEndpoints[service];
  if (!region.startsWith("cn-")) return `com.amazonaws.${region}.${service}`;
  return startsWithCn === undefined ? undefined : `${startsWithCn ? "cn." : ""}com.amazonaws.${region}.${service}`;
}
