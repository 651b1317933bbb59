import { type ConfigPlace, type Finding, registry, type RuleIdOf } from "../../base";
import { type ContractRuleId, contractRules } from "../../contract";
import { acceptanceRules } from "./registry/acceptances";
import { configurationRules } from "./registry/configuration";
import { environmentRules } from "./registry/environments";
import { codeRules, contractReferenceRules, fileRules, shapeRules, yamlRules } from "./registry/reading";

/** Every rule that `sightline check` applies to a configuration, except those of contracts. */
export const configRules = registry({
  ...fileRules,
  ...codeRules,
  ...yamlRules,
  ...shapeRules,
  ...contractReferenceRules,
  ...configurationRules,
  ...environmentRules,
  ...acceptanceRules,
});

/** Rules by what they check, in the sections of docs/rules.md. */
export const ruleSections = {
  files: fileRules,
  code: codeRules,
  yaml: yamlRules,
  shape: shapeRules,
  contracts: { ...contractRules.rules, ...contractReferenceRules },
  configuration: configurationRules,
  environments: environmentRules,
  acceptances: acceptanceRules,
} as const;

/** Rules that check a configuration whose shape is valid, or its plan for an environment. */
export type CheckedRuleId = keyof typeof configurationRules | keyof typeof environmentRules;

export type ConfigRuleId = RuleIdOf<typeof configRules>;

/** A finding about a configuration or a contract in it, with its place in the file if it was read from one. */
export type ConfigFinding = Finding<ConfigRuleId | ContractRuleId, ConfigPlace>;
