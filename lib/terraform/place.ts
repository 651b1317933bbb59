import type { Value } from "./hcl/value";

/** Where a provider puts its resources. */
export interface Place {
  /** Undefined where nothing says it. */
  readonly region: string | undefined;
  readonly account: string | undefined;
  /** The provider's default tags: a mapping, null, or unknown. */
  readonly defaultTags: Value;
}

/**
 * What stands for a region and an account that nothing tells, in every text that AWS would fill in: ARNs, and what the data
 * sources of the caller's identity and region answer. So a policy's condition on the account equals the ARNs beside it.
 */
export const PLACEHOLDER = { region: "region", account: "000000000000" } as const;

export function regionOf({ region }: Place): string {
  return region ?? PLACEHOLDER.region;
}

export function accountOf({ account }: Place): string {
  return account ?? PLACEHOLDER.account;
}

/** The partition that a region belongs to. */
export function partitionOf({ region = "" }: Place): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  if (region.startsWith("us-iso-")) return "aws-iso";
  if (region.startsWith("us-isob-")) return "aws-iso-b";
  return "aws";
}

/** `amazonaws.com`, or what the partition has instead. */
export function dnsSuffixOf(place: Place): string {
  const suffixes: Readonly<Record<string, string>> = {
    "aws-cn": "amazonaws.com.cn",
    "aws-iso": "c2s.ic.gov",
    "aws-iso-b": "sc2s.sgov.gov",
  };
  return suffixes[partitionOf(place)] ?? "amazonaws.com";
}

/** The ARN of something in a place. */
export function arn(place: Place, service: string, resource: string): string {
  return `arn:${partitionOf(place)}:${service}:${regionOf(place)}:${accountOf(place)}:${resource}`;
}

/** Region and account that an ARN holds; undefined for another text, empty parts are undefined. */
export function partsOfArn(text: string): { region: string | undefined; account: string | undefined } | undefined {
  const [scheme, , , region, account, rest] = text.split(":");
  if (scheme !== "arn" || rest === undefined) return undefined;
  return {
    region: region === "" ? undefined : region,
    account: account !== undefined && /^[0-9]{12}$/.test(account) ? account : undefined,
  };
}
