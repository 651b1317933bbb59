import { PLACEHOLDER } from "../../terraform";
import { arnParts } from "./policy/wildcard";

/** An ARN's account as shown to people: not a made-up one, for a policy that is copied with it admits nobody. */
export function accountText(account: string): string {
  return account === PLACEHOLDER.account ? "your account's id" : account;
}

/** As {@link accountText}, of a Region. */
export function regionText(region: string): string {
  return region === PLACEHOLDER.region ? "your Region" : region;
}

/** An ARN as shown to people, with `<your account's id>` and `<your Region>` for made-up ones. */
export function arnText(arn: string): string {
  return arnParts(arn)
    .map((part, at) => {
      const shown = at === 3 ? regionText(part) : at === 4 ? accountText(part) : part;
      return shown === part ? part : `<${shown}>`;
    })
    .join(":");
}
