import type { Finding, Path } from "../contract";
import type { Config, Service } from "./config";
import { resolveContracts } from "./contracts";
import { issueFindings } from "./issues";
import { effective, inheritance, type EffectiveEnvironment } from "./merge";
import { deployedEnvironments, planEffective } from "./plan";
import { missingSettings } from "./rules/environment-incomplete";
import { rules } from "./rules";
import type { Names, Subject } from "./rules/rule";
import { configSchema, type ParsedConfig } from "./schema";
import { problem } from "./errors";

/** What became of a value that ought to be a configuration. */
export interface Inspection {
  /** The configuration; undefined if a finding is an error. */
  readonly config?: Config;

  /** Everything that is wrong or doubtful, all at once. */
  readonly findings: readonly Finding[];
}

/**
 * Checks a value from anywhere: its shape, its contracts, and every rule. One mistake does not hide another: what cannot be
 * read is left out, and the rest is checked all the same.
 */
export function inspect(value: unknown): Inspection {
  const tooDeep = depthFinding(value);
  if (tooDeep !== undefined) return { findings: [tooDeep] };
  const shape = configSchema.safeParse(value);
  const shapeFindings = shape.success ? [] : issueFindings(shape.error.issues, value);
  const parsed = shape.success ? shape.data : salvage(value, shapeFindings);
  if (parsed === undefined) return { findings: shapeFindings };

  const names = namesIn(value);
  const { contracts, findings: contractFindings } = resolveContracts(parsed, keysOf(valueOf(value, "contracts")));
  const config = resolved(parsed, contracts);
  const findings = distinct([...shapeFindings, ...contractFindings, ...ruleFindings(config, names)]);
  return findings.some(({ severity }) => severity === "error") ? { findings } : { config, findings };
}

/** All findings of all rules on a configuration: of a checked one, warnings. */
export function checkConfig(config: Config): readonly Finding[] {
  return distinct(ruleFindings(config, namesIn(config)));
}

function ruleFindings(config: Config, names: Names): readonly Finding[] {
  const subject: Subject = { config, names, environments: effectiveEnvironments(config), plans: [] };
  const onConfig = rules.filter(({ reads }) => reads === "config").flatMap((rule) => rule.check(subject));
  const sound = without(config, onConfig);
  const environments = effectiveEnvironments(sound).filter((environment) => missingSettings(environment).length === 0);
  const plans = environments.map((environment) => planEffective(sound, environment));
  const onPlan = rules
    .filter(({ reads }) => reads === "plan")
    .flatMap((rule) => rule.check({ config: sound, names, environments, plans }));
  return [...onConfig, ...onPlan];
}

function effectiveEnvironments(config: Config): EffectiveEnvironment[] {
  return deployedEnvironments(config)
    .filter((name) => inheritance(config.environments, name).broken === undefined)
    .map((name) => effective(config, name));
}

function resolved({ project, services, environments }: ParsedConfig, contracts: ResolvedMap): Config {
  const withContract = Object.entries(services).flatMap(([name, service]): [string, Service][] => {
    const contract = contracts.get(name);
    return contract === undefined ? [] : [[name, { ...service, contract }]];
  });
  return { project, services: Object.fromEntries(withContract), environments };
}
type ResolvedMap = ReturnType<typeof resolveContracts>["contracts"];

/** What of a value can be read, without the services, alarms, environments and contracts that findings are in. */
function salvage(value: unknown, findings: readonly Finding[]): ParsedConfig | undefined {
  let rest = value;
  for (const { rule, path } of findings) rest = removeAt(rest, rule === "unknown-key" ? path : entityOf(path));
  // A project that has no good name is checked with one, so that everything else is.
  if (findings.some(({ path }) => path[0] === "project")) rest = { ...(rest as object), project: "project" };
  const shape = configSchema.safeParse(rest);
  return shape.success ? shape.data : undefined;
}

function without(config: Config, findings: readonly Finding[]): Config {
  let rest: unknown = config;
  for (const { path, severity } of findings) if (severity === "error") rest = removeAt(rest, entityOf(path));
  return rest as Config;
}

/** The alarm, service, environment or contract that a path is in. */
function entityOf(path: Path): Path {
  if (path[0] === "services" && path[2] === "alarms" && path.length > 3) return path.slice(0, 4);
  return path.slice(0, 2);
}

/** The value without what is at the path; only the objects on the way are copied. */
function removeAt(value: unknown, path: Path): unknown {
  const [key, ...rest] = path;
  if (key === undefined || typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  const table = value as Record<string | number, unknown>;
  if (rest.length > 0) {
    if (Array.isArray(value))
      return value.map((entry: unknown, index) => (index === key ? removeAt(entry, rest) : entry));
    return { ...table, [key]: removeAt(table[key], rest) };
  }
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== String(key)));
}

function namesIn(value: unknown): Names {
  const services = valueOf(value, "services");
  const environments = valueOf(value, "environments");
  return {
    services: keysOf(services),
    environments: keysOf(environments),
    parents: Object.fromEntries(
      [...keysOf(environments)].map((name) => {
        const parent = valueOf(valueOf(environments, name), "extends");
        return [name, typeof parent === "string" ? { extends: parent } : {}];
      }),
    ),
    alarms: (service) => keysOf(valueOf(valueOf(services, service), "alarms")),
  };
}

function valueOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function keysOf(value: unknown): ReadonlySet<string> {
  return new Set(typeof value === "object" && value !== null ? Object.keys(value) : []);
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [
    ...new Map(
      findings.map((finding) => [JSON.stringify([finding.rule, finding.path, finding.message]), finding]),
    ).values(),
  ];
}

const deepest = 64;
const most = 1_000_000;

// A value that contains itself is infinitely deep; one that shares its parts too often is as good as infinitely wide.
function depthFinding(value: unknown): Finding | undefined {
  let seen = 0;
  const visit = (node: unknown, path: Path): Finding | undefined => {
    if (typeof node !== "object" || node === null) return undefined;
    if (path.length > deepest) {
      return problem(
        "too-large",
        path.slice(0, 8),
        `it goes on for more than ${deepest} levels`,
        "Make it flatter; a value must not contain itself.",
      );
    }
    for (const [key, entry] of Object.entries(node) as [string, unknown][]) {
      if (++seen > most) return problem("too-large", [], `there are more than ${most} values`, "Make it smaller.");
      const finding = visit(entry, [...path, Array.isArray(node) ? Number(key) : key]);
      if (finding !== undefined) return finding;
    }
    return undefined;
  };
  return visit(value, []);
}
