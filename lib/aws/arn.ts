import { own } from "../base";

/** The parts of an Amazon Resource Name. */
export interface Arn {
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
  /** `sns`, `cloudwatch`. */
  readonly service: string;
  /** Empty for services that are the same in every Region. */
  readonly region: string;
  /** Id of the account; empty for resources with globally unique names (S3 buckets). */
  readonly account: string;
  /** Everything after the account, colons included: `alarm:shop-prod`, `key/1234`. */
  readonly resource: string;
}

/**
 * Reads an ARN; undefined for any other text. Parts may be empty or contain wildcards.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function readArn(text: string): Arn | undefined {
  const [scheme, partition, service, region, account, ...rest] = text.split(":");
  if (scheme !== "arn" || partition === undefined || service === undefined || region === undefined) return undefined;
  if (account === undefined || rest.length === 0) return undefined;
  return { partition, service, region, account, resource: rest.join(":") };
}

/** ARNs of a service's resources in an account, for a JSON Schema: {@link readArn} reads all of them. No resource's name has blanks or braces. */
export function arnShape(service: string): RegExp {
  return new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]*:\\d{12}:[^\\s{}]+$`);
}

/**
 * ARNs of topics, for a JSON Schema: that of a subscription has another part.
 *
 * @see https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
export const topicArnShape = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?$/;

/** Writes an ARN: {@link readArn} reads it back. */
export function arnOf({ account, partition, region, resource, service }: Arn): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The name at the end of an ARN or another text: what follows the last colon or slash. */
export function lastNameIn(text: string): string {
  return /[^:/]*$/.exec(text)?.[0] ?? text;
}

/**
 * The partition that a Region belongs to.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOfRegion(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("us-iso-")) return "aws-iso";
  if (region.startsWith("us-isob-")) return "aws-iso-b";
  if (region.startsWith("eu-isoe-")) return "aws-iso-e";
  if (region.startsWith("us-isof-")) return "aws-iso-f";
  if (region.startsWith("eusc-")) return "aws-eusc";
  return "aws";
}

/** The DNS suffix of a partition's service endpoints: `amazonaws.com`, except in some partitions. */
export function dnsSuffixOfPartition(partition: string): string {
  const suffixes: Readonly<Record<string, string>> = {
    "aws-cn": "amazonaws.com.cn",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
    "aws-iso-e": "cloud.adc-e.uk",
    "aws-iso-f": "csp.hci.ic.gov",
    "aws-eusc": "amazonaws.eu",
  };
  return own(suffixes, partition) ?? "amazonaws.com";
}

/** The host of a service in a Region: `logs.eu-central-1.amazonaws.com`, `logs.cn-north-1.amazonaws.com.cn`. */
export function serviceHost(service: string, region: string): string {
  return `${service}.${region}.${dnsSuffixOfPartition(partitionOfRegion(region))}`;
}
