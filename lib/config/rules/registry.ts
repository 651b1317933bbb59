import { type ConfigPlace, type Finding, registry, type RuleIdOf } from "../../base";
import { type ContractRuleId, contractRules } from "../../contract";
import { configurationRules } from "./registry/configuration";
import { environmentRules } from "./registry/environments";
import { codeRules, contractReferenceRules, fileRules, shapeRules, yamlRules } from "./registry/reading";

/** Every rule that `sightline check` asks of a configuration, but those of contracts. */
export const configRules = registry({
  ...fileRules,
  ...codeRules,
  ...yamlRules,
  ...shapeRules,
  ...contractReferenceRules,
  ...configurationRules,
  ...environmentRules,
});

/** Rules by what they look at, as docs/rules.md has them. */
export const ruleSections = {
  files: fileRules,
  code: codeRules,
  yaml: yamlRules,
  shape: shapeRules,
  contracts: { ...contractRules.rules, ...contractReferenceRules },
  configuration: configurationRules,
  environments: environmentRules,
} as const;

/** Rules that look at a configuration whose shape is right, or at what comes of it in an environment. */
export type CheckedRuleId = keyof typeof configurationRules | keyof typeof environmentRules;

export type ConfigRuleId = RuleIdOf<typeof configRules>;

/** A finding about a configuration or a contract in it, at its place in the file where it came from one. */
export type ConfigFinding = Finding<ConfigRuleId | ContractRuleId, ConfigPlace>;
