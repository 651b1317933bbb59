import { line } from "../base";
import type { TerraformOptions } from "../terraform";
import type { Arguments } from "./command";

/** Options for what a template leaves open. */
export const terraformOptions = {
  var: { type: "string", multiple: true },
  region: { type: "string" },
  account: { type: "string" },
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
  const places = (["region", "account", "workspace"] as const).flatMap((name) => {
    const value = values[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return { variables: Object.fromEntries(variables), ...Object.fromEntries(places) };
}
