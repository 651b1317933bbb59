import { type ConfigPlace, didYouMean, listed, type Path, placeText, visible } from "../base";
import type { ContractReport } from "../contract";
import { type ConfigFinding, type ConfigRuleId, configRules } from "./rules/registry";

export type { ConfigFinding } from "./rules/registry";

/** Where something is in a file. */
export type Position = Pick<ConfigPlace, "line" | "column"> & { readonly file: string };

/** A configuration that cannot be used, with all findings, warnings included. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  constructor(
    readonly findings: readonly ConfigFinding[],
    /** What was found in contracts that code defines, with the place of each; `findings` has it, too. */
    readonly contracts: readonly ContractReport[] = [],
  ) {
    super(findings.map(configFindingText).join("\n"));
  }
}

/** One finding on two lines or more: its place, message, then the fix. */
export function configFindingText({ at, message, fix, severity }: ConfigFinding): string {
  return `${visible(placeText(at))}: ${severity === "warning" ? "warning: " : ""}${message}\n  ${fix}`;
}

/**
 * A finding as severe as its rule.
 *
 * @param fix by default, the rule's
 */
export function problem(rule: ConfigRuleId, where: Path | ConfigPlace, message: string, fix?: string): ConfigFinding {
  return configRules.finding(rule, placeOf(where), { message, fix });
}

/** A finding of severity warning, whatever its rule's. */
export function doubt(rule: ConfigRuleId, where: Path | ConfigPlace, message: string, fix?: string): ConfigFinding {
  return configRules.finding(rule, placeOf(where), { severity: "warning", message, fix });
}

/** What makes a finding the same as another one, wherever it is in a file. */
export function findingKey({ at, message, rule }: ConfigFinding): string {
  return JSON.stringify([rule, at.path, at.environment, message]);
}

/** A place for a finding that holds in one environment. */
export function inEnvironment(environment: string, path: Path): ConfigPlace {
  return { kind: "config", path, environment };
}

function placeOf(where: Path | ConfigPlace): ConfigPlace {
  return "kind" in where ? where : { kind: "config", path: where };
}

/** The finding at its position in a file. */
export function placed(finding: ConfigFinding, position: Position): ConfigFinding {
  return { ...finding, at: { ...finding.at, ...position } };
}

/** A name that does not exist, and where it is used. */
interface UnknownName {
  readonly rule: ConfigRuleId;
  readonly path: Path;

  /** The noun: `alarm`. */
  readonly what: string;
  readonly name: string;

  /** The names that exist. */
  readonly names: Iterable<string>;

  /** Where they exist: ` in service payments`. */
  readonly where?: string;
}

/** A finding on a name that does not exist, with the nearest name and all names that do. */
export function unknownName({ name, path, rule, what, where = "", ...known }: UnknownName): ConfigFinding {
  const names = [...known.names];
  const message = `there is no ${what} "${name}"${where}.${didYouMean(name, names)}`;
  return problem(
    rule,
    path,
    message,
    names.length === 0 ? `Define one first: there is no ${what} yet.` : `Use one of ${listed(names)}.`,
  );
}

export function unknownEnvironment(name: string, names: Iterable<string>, path: Path): ConfigFinding {
  return unknownName({ rule: "environment-unknown", path, what: "environment", name, names });
}

/** For an environment whose chain of `extends` breaks at `broken`: a name that does not exist, or one already in the chain. */
export function brokenInheritance(
  environments: Readonly<Record<string, unknown>>,
  name: string,
  chain: readonly string[],
  broken: string,
): ConfigFinding {
  const path = ["environments", chain[0] ?? name, "extends"];
  if (!Object.hasOwn(environments, broken)) {
    const others = Object.keys(environments).filter((other) => other !== path[1]);
    return unknownEnvironment(broken, others, path);
  }
  const circle = [...chain].reverse();
  const round = [...circle.slice(circle.indexOf(broken)), broken].join(" -> ");
  return problem("environment-cycle", path, `the environment extends itself: ${round}`);
}

export function abstractEnvironment(name: string): ConfigFinding {
  return problem(
    "environment-abstract",
    ["environments", name, "abstract"],
    `"${name}" is abstract: it exists only to be extended`,
  );
}
