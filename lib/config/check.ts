import { own, type Path } from "../base";
import { type ContractReport, reportOf, reportsFrom } from "../contract";
import type { Config, Service } from "./config";
import { resolveContracts } from "./contracts";
import { issueFindings } from "./issues";
import { effective, inheritance, type EffectiveEnvironment } from "./merge";
import { deployedEnvironments, planEffective } from "./plan-environment";
import { missingSettings } from "./rules/environment-incomplete";
import { configurationChecks, environmentChecks } from "./rules/index";
import type { Names, RuleSubject } from "./rules/rule";
import { alarmsOf, signalsRead } from "./rules/walk";
import { entityOf, removeAt, salvage, salvageNames } from "./salvage";
import { configSchema, type ParsedConfig } from "./schema";
import { type ConfigFinding, problem } from "./errors";

/** The result of checking a value as a configuration. */
export interface Inspection {
  /** The configuration; undefined if a finding is an error. */
  readonly config?: Config;

  /** All errors and warnings, at once, those of contracts included. */
  readonly findings: readonly ConfigFinding[];

  /** What was found in contracts that code defines; `findings` has it, too. */
  readonly contracts: readonly ContractReport[];
}

/**
 * Checks any value: its shape, its contracts, and every rule. One mistake does not hide another: parts that cannot be
 * read are left out, and the rest is still checked.
 */
export function inspect(value: unknown): Inspection {
  const tooDeep = depthFinding(value);
  if (tooDeep !== undefined) return { findings: [tooDeep], contracts: [] };
  const shape = configSchema.safeParse(value);
  const shapeFindings = shape.success ? [] : issueFindings(shape.error.issues, value);
  const parsed = shape.success ? shape.data : salvage(value, shapeFindings);
  if (parsed === undefined) return { findings: shapeFindings, contracts: [] };

  const names = namesIn(value);
  const {
    contracts,
    findings: contractFindings,
    reports,
  } = resolveContracts({ config: parsed, names: keysOf(valueOf(value, "contracts")), shapeFindings });
  const config = resolved(parsed, contracts);
  const findings = [
    // Not made distinct: two contracts of one name may have the same mistake.
    ...reports.flatMap((report) => report.findings),
    ...distinct([
      ...shapeFindings,
      ...contractFindings,
      ...ruleFindings(config, names),
      ...(shape.success ? [] : nameFindings(value, shapeFindings, names)),
    ]),
  ];
  const found = { findings, contracts: reports };
  return findings.some(({ severity }) => severity === "error") ? found : { config, ...found };
}

/** The findings of all rules on a checked configuration, and of its contracts: warnings. */
export function checkConfig(config: Config): readonly ConfigFinding[] {
  return [
    ...contractReports(config).flatMap(({ findings }) => findings),
    ...distinct(ruleFindings(config, namesIn(config))),
  ];
}

/** What was found in the contracts of a checked configuration that code defines. */
export function contractReports(config: Config): readonly ContractReport[] {
  return [...new Set(Object.values(config.services).flatMap(({ contract }) => reportsFrom(reportOf(contract))))];
}

function ruleFindings(config: Config, names: Names): readonly ConfigFinding[] {
  const subject: RuleSubject = { config, names, environments: effectiveEnvironments(config), plans: [] };
  const onConfig = Object.values(configurationChecks).flatMap((rule) => rule.check(subject));
  const sound = without(withoutFaultySignals(config), onConfig);
  const environments = effectiveEnvironments(sound).filter((environment) => missingSettings(environment).length === 0);
  const plans = environments.map((environment) => planEffective(sound, environment));
  const onPlan = Object.values(environmentChecks).flatMap((rule) =>
    rule.check({ config: sound, names, environments, plans }),
  );
  return [...onConfig, ...onPlan];
}

/** Names that refer to nothing, in parts that could not be read as a whole: these names are wrong in any case. */
function nameFindings(value: unknown, shapeFindings: readonly ConfigFinding[], names: Names): readonly ConfigFinding[] {
  const parsed = salvageNames(value, shapeFindings);
  if (parsed === undefined) return [];
  const { contracts } = resolveContracts({
    config: parsed,
    names: keysOf(valueOf(value, "contracts")),
    shapeFindings,
  });
  const subject: RuleSubject = { config: resolved(parsed, contracts), names, environments: [], plans: [] };
  return aboutNames.flatMap((id) => configurationChecks[id].check(subject));
}

const aboutNames = ["service-unknown", "signal-unknown", "alarm-unknown", "metric-unknown"] as const;

function effectiveEnvironments(config: Config): EffectiveEnvironment[] {
  return deployedEnvironments(config)
    .filter((name) => inheritance(config.environments, name).broken === undefined)
    .map((name) => effective(config, name));
}

function resolved({ accept, project, services, environments }: ParsedConfig, contracts: ResolvedMap): Config {
  const withContract = Object.entries(services).flatMap(([name, service]): [string, Service][] => {
    const contract = contracts.get(name);
    return contract === undefined ? [] : [[name, { ...service, contract }]];
  });
  return {
    project,
    services: Object.fromEntries(withContract),
    environments,
    ...(accept === undefined ? {} : { accept }),
  };
}
type ResolvedMap = ReturnType<typeof resolveContracts>["contracts"];

function without(config: Config, findings: readonly ConfigFinding[]): Config {
  let rest: unknown = config;
  for (const { at, severity } of findings) if (severity === "error") rest = removeAt(rest, entityOf(at.path));
  return rest as Config;
}

/** Without the alarms on signals that have an error: what rules on plans find in them would only follow from it. */
function withoutFaultySignals(config: Config): Config {
  let rest: unknown = config;
  for (const { entry, path, settings } of alarmsOf(config)) {
    const faulty = reportOf(settings.contract)?.faulty.signals;
    if (signalsRead(entry).some(([, signal]) => faulty?.has(signal) === true)) rest = removeAt(rest, path);
  }
  return rest as Config;
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
    ? own(value as Record<string, unknown>, key)
    : undefined;
}

function keysOf(value: unknown): ReadonlySet<string> {
  return new Set(typeof value === "object" && value !== null ? Object.keys(value) : []);
}

function distinct(findings: readonly ConfigFinding[]): readonly ConfigFinding[] {
  return [
    ...new Map(
      findings.map((finding) => [JSON.stringify([finding.rule, finding.at.path, finding.message]), finding]),
    ).values(),
  ];
}

const deepest = 64;
const most = 1_000_000;

// A value that contains itself is infinitely deep; one that shares its parts too often is practically infinite.
function depthFinding(value: unknown): ConfigFinding | undefined {
  let seen = 0;
  const visit = (node: unknown, path: Path): ConfigFinding | undefined => {
    // A contract that has an error is not walked: nothing of it can be read.
    if (typeof node !== "object" || node === null || reportOf(node) !== undefined) return undefined;
    if (path.length > deepest) {
      return problem(
        "too-large",
        path.slice(0, 8),
        `it has more than ${deepest} levels of nesting`,
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
