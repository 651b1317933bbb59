import { arnOf, readArn } from "../../aws";
import { isStandIn, PLACEHOLDER } from "../../terraform";

/** An ARN's account as shown to people: never a made-up one, because a policy copied with it would admit nobody. */
export function accountText(account: string): string {
  return isStandIn(account) ? "your account's id" : account;
}

/** Whether a Region is made up, because the template does not say which it is. */
export function isOpenRegion(region: string): boolean {
  return region === PLACEHOLDER.region;
}

/** As {@link accountText}, for a Region. */
export function regionText(region: string): string {
  return isOpenRegion(region) ? "your Region" : region;
}

/** An ARN as shown to people, with `<your account's id>` and `<your Region>` for made-up ones. */
export function arnText(arn: string): string {
  const parts = readArn(arn);
  if (parts === undefined) return arn;
  const { account, region } = parts;
  const blank = (part: string, shown: string): string => (shown === part ? part : `<${shown}>`);
  return arnOf({
    ...parts,
    region: blank(region, regionText(region)),
    account: blank(account, accountText(account)),
  });
}
