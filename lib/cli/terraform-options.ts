import { accountShape } from "../aws";
import { line } from "../base";
import type { TerraformOptions } from "../terraform";
import type { Arguments } from "./command";

/** Options for what a template leaves open. */
export const terraformOptions = {
  var: { type: "string", multiple: true },
  region: { type: "string" },
  account: { type: "string", multiple: true },
  workspace: { type: "string" },
} as const;

/** @param problems receives what is wrong */
export function readTerraformOptions(values: Arguments["values"], problems: string[]): TerraformOptions {
  const variables: [string, string][] = [];
  for (const value of [values.var].flat()) {
    if (typeof value !== "string") continue;
    const at = value.indexOf("=");
    if (at > 0) variables.push([value.slice(0, at), value.slice(at + 1)]);
    else problems.push(line`--var ${value}: write --var NAME=VALUE`);
  }
  const accounts = accountsIn(values.account, problems);
  const places = (["region", "workspace"] as const).flatMap((name) => {
    const value = values[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return { variables: Object.fromEntries(variables), ...Object.fromEntries(places), ...accounts };
}

/** `111122223333`, or `aws.east=111122223333` for a provider with an alias. */
function accountsIn(
  given: Arguments["values"][string],
  problems: string[],
): Pick<TerraformOptions, "account" | "accounts"> {
  const accounts = new Map<string, string>();
  for (const value of [given].flat()) {
    if (typeof value !== "string" || value === "") continue;
    const at = value.lastIndexOf("=");
    const id = value.slice(at + 1);
    const key = at < 0 ? MAIN : providerKey(value.slice(0, at));
    if (key === undefined || !accountShape.test(id))
      problems.push(
        line`--account ${value}: write --account ID, or --account aws.ALIAS=ID for a provider with an alias; an ID has 12 digits`,
      );
    else if ((accounts.get(key) ?? id) !== id)
      problems.push(
        line`--account ${value}: ${key === MAIN ? "the provider without an alias" : key} has an account already`,
      );
    else accounts.set(key, id);
  }
  const account = accounts.get(MAIN);
  accounts.delete(MAIN);
  return {
    ...(account === undefined ? {} : { account }),
    ...(accounts.size === 0 ? {} : { accounts: Object.fromEntries(accounts) }),
  };
}

/** Terraform's name of the provider without an alias. */
const MAIN = "aws";

/** `aws.east`, also where only the alias is given; undefined for anything else. */
function providerKey(text: string): string | undefined {
  const [, alias] = /^(?:aws\.)?([A-Za-z_][\w-]*)$/.exec(text) ?? [];
  return text === MAIN ? MAIN : alias === undefined ? undefined : `${MAIN}.${alias}`;
}
