import { createHash } from "node:crypto";
import { arnOf, dnsSuffixOfPartition, partitionOfRegion, readArn } from "../aws";
import type { Value } from "./hcl/value";

/** Where a provider puts its resources. */
export interface ProviderPlace {
  /** Undefined if it is not configured. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** Stands for an account that is not known, and is another one than the default provider's. */
  readonly standIn?: string;
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

export function accountOf({ account, standIn }: ProviderPlace): string {
  return account ?? standIn ?? PLACEHOLDER.account;
}

/** An account for credentials whose account is not known: the same for equal credentials, and another one for others. */
export function standInOf(credentials: string): string {
  const digits = Number.parseInt(createHash("sha256").update(credentials).digest("hex").slice(0, 12), 16);
  return `000000${String((digits % 999_999) + 1).padStart(6, "0")}`;
}

/** Whether an account only stands for one that is not known: {@link PLACEHOLDER}, or one of {@link standInOf}. */
export function isStandIn(account: string): boolean {
  return /^0{6}\d{6}$/.test(account);
}

/** Whether an ARN's account and Region are those that AWS will show, rather than made up. */
export function isPlaced(arn: string): boolean {
  const { account = PLACEHOLDER.account, region } = readArn(arn) ?? {};
  return !isStandIn(account) && region !== PLACEHOLDER.region;
}

/** Whether two ARNs may mean the same thing: they differ at most in an account or Region that is made up in one of them. */
export function mayBeSame(a: string, b: string): boolean {
  const [one, other] = [readArn(a), readArn(b)];
  if (one === undefined || other === undefined) return a === b;
  const isOpen = (region: string) => region === PLACEHOLDER.region;
  return (
    one.service === other.service &&
    one.resource === other.resource &&
    (one.region === other.region || isOpen(one.region) || isOpen(other.region)) &&
    (one.account === other.account || isStandIn(one.account) || isStandIn(other.account))
  );
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
