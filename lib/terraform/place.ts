import { arnOf, dnsSuffixOfPartition, partitionOfRegion, readArn } from "../aws";
import type { Value } from "./hcl/value";

/** Where a provider puts its resources. */
export interface ProviderPlace {
  /** Undefined if it is not configured. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The provider's default tags: a mapping, null, or unknown. */
  readonly defaultTags: Value;
}

/**
 * The region and account used if none is configured, in every text that AWS would fill in: ARNs, and the results of
 * `aws_caller_identity` and `aws_region`. So the account in a policy's condition equals the one in the policy's ARNs.
 */
export const PLACEHOLDER = { region: "region", account: "000000000000" } as const;

export function regionOf({ region }: ProviderPlace): string {
  return region ?? PLACEHOLDER.region;
}

export function accountOf({ account }: ProviderPlace): string {
  return account ?? PLACEHOLDER.account;
}

/** The partition that a place belongs to; `aws` if the Region is not known. */
export function partitionOf({ region = "" }: ProviderPlace): string {
  return partitionOfRegion(region);
}

/** `amazonaws.com`, or the suffix of another partition. */
export function dnsSuffixOf(place: ProviderPlace): string {
  return dnsSuffixOfPartition(partitionOf(place));
}

/** The ARN of something in a place. */
export function arn(place: ProviderPlace, service: string, resource: string): string {
  const account = accountOf(place);
  return arnOf({ partition: partitionOf(place), service, region: regionOf(place), account, resource });
}

/** Region and account in an ARN, empty parts undefined; undefined for any other text. */
export function partsOfArn(text: string): { region: string | undefined; account: string | undefined } | undefined {
  const read = readArn(text);
  if (read === undefined) return undefined;
  const { account, region } = read;
  return { region: region === "" ? undefined : region, account: /^[0-9]{12}$/.test(account) ? account : undefined };
}
