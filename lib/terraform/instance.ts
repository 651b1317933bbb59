import type { Value } from "./hcl/value";
import type { ProviderPlace } from "./place";

/** One resource or data source as it would be applied: every kind of document is turned into these. */
export interface Instance {
  /** With modules and instance keys. */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly place: ProviderPlace;
  /** Where it stands. What a state has, AWS has accepted; a plan is what Terraform's provider has accepted. */
  readonly origin: Origin;
  /** Its attributes, including those that AWS would generate. */
  readonly values: ReadonlyMap<string, Value>;
  /** Whether an argument's value is a secret, or comes from outside the configuration. */
  readonly isSecret: (attribute: string) => boolean;
  /** Whether the attribute's value is made up because the configuration gives none. */
  readonly isMadeUp: (attribute: string) => boolean;
  /** Of a plan: what its expressions refer to, whatever they make of it. */
  readonly mentioned?: () => readonly Value[];
}

/** Where an instance stands: in a configuration, a plan, a state, or the template of a CloudFormation stack. */
export type Origin = "configuration" | "plan" | "state" | "stack";

/** `["eu"]`, `[0]`, or nothing. */
export function keyText(key: string | number | undefined): string {
  if (key === undefined) return "";
  return typeof key === "number" ? `[${key}]` : `[${JSON.stringify(key)}]`;
}
