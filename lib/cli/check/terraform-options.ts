import type { TerraformOptions } from "../../replay";
import { type Arguments, UsageError } from "../command";

/** What a template leaves open, as `sightline replay` takes it too. */
export const terraformOptions = {
  var: { type: "string", multiple: true },
  region: { type: "string" },
  account: { type: "string" },
} as const;

/**
 * What the call says of a template that leaves it open.
 *
 * @throws UsageError with everything that is wrong, also for a call without a template
 */
export function terraformOptionsOf(values: Arguments["values"]): TerraformOptions {
  const names = Object.keys(terraformOptions) as (keyof typeof terraformOptions)[];
  const given = names.filter((name) => values[name] !== undefined);
  if (given.length > 0 && values.template === undefined)
    throw new UsageError(given.map((name) => `--${name} goes with --template`).join("\n  "));
  const problems: string[] = [];
  const text = (name: "region" | "account"): string | undefined => {
    const value = values[name];
    if (value === "") problems.push(`--${name} needs a value`);
    return typeof value === "string" ? value : undefined;
  };
  const [region, account] = [text("region"), text("account")];
  const variables: [string, string][] = [];
  for (const value of [values.var].flat()) {
    if (typeof value !== "string") continue;
    const at = value.indexOf("=");
    if (at > 0) variables.push([value.slice(0, at), value.slice(at + 1)]);
    else problems.push(`--var ${value}: write --var NAME=VALUE`);
  }
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  return {
    variables: Object.fromEntries(variables),
    ...(region === undefined ? {} : { region }),
    ...(account === undefined ? {} : { account }),
  };
}
