import { own } from "../../base";
import type { TerraformOptions } from "../../terraform";
import { type Arguments, UsageError } from "../command";
import { readTerraformOptions, terraformOptions } from "../terraform-options";

/** @throws UsageError with everything that is wrong, and for these options without `--template` */
export function terraformOptionsOf(values: Arguments["values"]): TerraformOptions {
  const given = Object.keys(terraformOptions).filter((name) => own(values, name) !== undefined);
  if (given.length > 0 && values.template === undefined)
    throw new UsageError(given.map((name) => `--${name} needs --template`).join("\n  "));
  const problems = given
    .filter((name) => [own(values, name)].flat().includes(""))
    .map((name) => `--${name} needs a value`);
  const options = readTerraformOptions(values, problems);
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  return options;
}
