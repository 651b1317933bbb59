import type { CheckedRuleId, ConfigFinding } from "./registry";
import type { Config } from "../config";
import type { EffectiveEnvironment } from "../merge";
import type { EnvironmentPlan } from "../plan/environment";

/**
 * How one rule of the registry is checked, in a configuration whose shape is valid. A rule reports all of its findings and does
 * not rely on other rules having passed: anything it looks up may be missing.
 */
export interface ConfigRule<Id extends CheckedRuleId = CheckedRuleId> {
  readonly id: Id;
  readonly check: (subject: RuleSubject) => readonly ConfigFinding[];
}

/** What rules check. */
export interface RuleSubject {
  /** The configuration without the parts that could not be read; `names` still has the names of all of it. */
  readonly config: Config;

  /** Names as written, also of services and alarms with errors, so that those are not reported as unknown. */
  readonly names: Names;

  /** Environments that are deployed, merged with what they extend. */
  readonly environments: readonly EffectiveEnvironment[];

  /**
   * Plans of these environments, for rules that read the plan; else empty. Services, alarms and environments that a rule of
   * the configuration found an error in are left out.
   */
  readonly plans: readonly EnvironmentPlan[];
}

export interface Names {
  readonly services: ReadonlySet<string>;
  readonly environments: ReadonlySet<string>;

  /** Teams that own a service or an alarm; undefined if an owner cannot be read. */
  readonly teams: ReadonlySet<string> | undefined;

  /** What each environment extends, as written, also of environments with errors. */
  readonly parents: Readonly<Record<string, { readonly extends?: string | undefined }>>;
  readonly alarms: (service: string) => ReadonlySet<string>;

  /** The `vars` that are written in an environment: true with any value, readable or not, false with null. */
  readonly vars: (environment: string) => ReadonlyMap<string, boolean>;

  /** The `vars` that are named in any text, in whichever form. */
  readonly namedVars: ReadonlySet<string>;
}
