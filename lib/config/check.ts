import { own, type Path, pathText } from "../base";
import { type ContractReport, reportOf, reportsFrom } from "../contract";
import type { Config, Service } from "./config";
import { resolveContracts } from "./contracts";
import { writtenLogs } from "./log-settings";
import { effective, inheritance, type EffectiveEnvironment } from "./merge";
import { deployedEnvironments, planEffective } from "./plan-environment";
import { missingSettings } from "./rules/environment-incomplete";
import { configurationChecks, environmentChecks } from "./rules/index";
import type { Names } from "./rules/rule";
import { undefinedVars } from "./rules/vars";
import { alarmsOf } from "./rules/walk";
import { recommendedNames, withRecommended, writtenAlarmPath } from "./recommended";
import { entityOf, removeAt, repaired, salvage, setAt } from "./salvage";
import type { ParsedConfig } from "./schema";
import { type Shape, shapeOf } from "./shape";
import { signalsRead } from "./sources";
import { standInContract } from "./stand-in-contract";
import { contractNamesIn, everyName, namesIn } from "./written-names";
import { type Filling, settings, standInFor } from "./stand-ins";
import { type ConfigFinding, findingKey, problem } from "./errors";

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
 * Checks any value: its shape, its contracts, and every rule. One mistake does not hide another: two different stand-ins
 * take the place of what cannot be read, and what is found with both is shown.
 */
export function inspect(value: unknown): Inspection {
  const tooDeep = depthFinding(value);
  if (tooDeep !== undefined) return { findings: [tooDeep], contracts: [] };
  const shape = shapeOf(value);
  const inShape = [...shape.renamed, ...shape.findings];
  const first = read(shape, 0);
  if (first === undefined) return { findings: inShape.map(asWritten(shape)), contracts: [] };
  const second = first.isWhole ? undefined : read(shape, 1);
  const inBoth = second === undefined ? first.findings : common(first.findings, second.findings);
  const found = {
    // Not made distinct: two contracts of one name may have the same mistake.
    findings: [
      ...first.reports.flatMap(({ findings }) => findings),
      ...distinct([...inShape, ...inBoth.map(whereWritten(first.config))]).map(asWritten(shape)),
    ],
    contracts: first.reports,
  };
  return found.findings.some(({ severity }) => severity === "error") ? found : { config: first.config, ...found };
}

function asWritten({ writtenAt }: Shape): (finding: ConfigFinding) => ConfigFinding {
  return (finding) => ({ ...finding, at: { ...finding.at, path: writtenAt(finding.at.path) } });
}

/** Findings on alarms of recommended sets are where these are written. */
function whereWritten(config: Config): (finding: ConfigFinding) => ConfigFinding {
  return (finding) => ({ ...finding, at: { ...finding.at, path: writtenAlarmPath(finding.at.path, config) } });
}

/** A configuration as far as it can be read. */
interface Reading {
  readonly config: Config;
  readonly findings: readonly ConfigFinding[];
  readonly reports: readonly ContractReport[];

  /** Whether nothing stands in for anything. */
  readonly isWhole: boolean;
}

function read(shape: Shape, filling: Filling): Reading | undefined {
  const { value } = shape;
  const parsed = shape.config ?? salvage(value, shape.findings, filling);
  if (parsed === undefined) return undefined;
  const { contracts, findings, reports } = resolveContracts({
    config: parsed,
    names: contractNamesIn(value),
    shapeFindings: shape.findings,
  });
  const names = withRecommendedNames(namesIn(value), parsed, shape);
  const config = connected(resolved(parsed, contracts, filling), names, filling);
  const onRules = ruleFindings(config, names, filling);
  const faulty = shape.findings.filter(({ rule }) => rule !== "unknown-key").map(({ at }) => at.path);
  const renamed = new Set(shape.renamed.map(({ at }) => pathText(at.path)));
  return {
    config,
    findings: [...findings, ...onRules]
      .filter(({ at: { path } }) => !faulty.some((above) => above.every((key, index) => key === path[index])))
      // What cannot be read may have been to name it; what is renamed here is a finding already.
      .filter(({ at, rule }) => rule !== "var-unused" || (faulty.length === 0 && !renamed.has(pathText(at.path)))),
    reports,
    isWhole:
      shape.config !== undefined &&
      contracts.size === Object.keys(parsed.services).length &&
      !onRules.some(({ severity }) => severity === "error"),
  };
}

/** Findings of one list that are in the other, too. */
function common(first: readonly ConfigFinding[], second: readonly ConfigFinding[]): readonly ConfigFinding[] {
  const others = new Map(second.map((finding) => [comparable(finding), finding]));
  return first.flatMap((finding) => {
    const other = others.get(comparable(finding));
    if (other === undefined) return [];
    return [other.message.length < finding.message.length ? other : finding];
  });
}

// That a severity has no routes is certain even if a stand-in is among the alarms that are counted; the shorter message counts fewer.
function comparable(finding: ConfigFinding): string {
  return findingKey(finding.rule === "route-missing" ? { ...finding, message: "" } : finding);
}

/** The findings of all rules on a checked configuration, and of its contracts: warnings. */
export function checkConfig(config: Config): readonly ConfigFinding[] {
  return [
    ...contractReports(config).flatMap(({ findings }) => findings),
    ...distinct(ruleFindings(config, namesIn(config), 0).map(whereWritten(config))),
  ];
}

/** What was found in the contracts of a checked configuration that code defines. */
export function contractReports(config: Config): readonly ContractReport[] {
  return [...new Set(Object.values(config.services).flatMap(({ contract }) => reportsFrom(reportOf(contract))))];
}

function ruleFindings(config: Config, names: Names, filling: Filling): readonly ConfigFinding[] {
  const written = effectiveEnvironments(config);
  const onConfig = Object.values(configurationChecks).flatMap((rule) =>
    rule.check({ config, names, environments: written, plans: [] }),
  );
  const readable = withoutUndefinedVars(withoutFaultySignals(config), written, filling);
  const sound = without(readable, onConfig, filling);
  const effectiveOnes = sound.environments === config.environments ? written : effectiveEnvironments(sound);
  const environments = effectiveOnes.filter((environment) => missingSettings(environment).length === 0);
  const plans = environments.map((environment) => planEffective(sound, environment));
  const onPlan = Object.values(environmentChecks).flatMap((rule) =>
    rule.check({ config: sound, names, environments, plans }),
  );
  const mayBeMore = lacksAlarms(sound, names);
  return [...onConfig, ...onPlan.filter(({ rule, severity }) => !mayBeMore || !ofNoAlarms(rule, severity))];
}

/** Whether alarms that are written are not in the configuration, so that nothing follows from what it does not have. */
function lacksAlarms({ services }: Config, names: Names): boolean {
  if (names.services === everyName) return true;
  return [...names.services].some((service) => {
    const written = names.alarms(service);
    const there = own(services, service)?.alarms ?? {};
    return written === everyName || [...written].some((alarm) => !Object.hasOwn(there, alarm));
  });
}

/** Whether a finding says that there are no alarms of some kind. */
function ofNoAlarms(rule: ConfigFinding["rule"], severity: ConfigFinding["severity"]): boolean {
  return (rule === "quiet-hours-alarms" || rule === "route-scope") && severity === "warning";
}

function effectiveEnvironments(config: Config): EffectiveEnvironment[] {
  return deployedEnvironments(config)
    .filter((name) => inheritance(config.environments, name).broken === undefined)
    .map((name) => effective(config, name));
}

/** The names with those of recommended alarms: any, where something of the sets cannot be read. */
function withRecommendedNames(names: Names, { services }: ParsedConfig, { findings }: Shape): Names {
  const unread = new Set(
    findings.flatMap(({ at: { path } }) =>
      path[0] === "services" && path[2] === "recommended" ? [String(path[1])] : [],
    ),
  );
  const alarms = (service: string): ReadonlySet<string> => {
    const written = names.alarms(service);
    const entry = own(services, service);
    if (unread.has(service)) return everyName;
    if (entry?.recommended === undefined || written === everyName) return written;
    return new Set([...written, ...recommendedNames(entry)]);
  };
  return { ...names, alarms };
}

function resolved(
  { accept, project, services, environments }: ParsedConfig,
  contracts: ResolvedMap,
  filling: Filling,
): Config {
  const withContract = Object.entries(services).map(([name, service]): [string, Service] => {
    const indexes = [
      writtenLogs(service),
      ...Object.values(environments).map((each) => own(each.services ?? {}, name)?.logs),
    ];
    const standIns = { filling, indexes: indexes.flatMap((logs) => logs?.indexes ?? []) };
    const contract = standInContract(contracts.get(name), service, standIns);
    // That metrics and dimensions of alarms go together is for rules to find, before anyone is given the configuration.
    return [name, { ...withRecommended(service, contract.signals), contract } as Service];
  });
  return {
    project,
    services: Object.fromEntries(withContract),
    environments,
    ...(accept === undefined ? {} : { accept }),
  };
}
type ResolvedMap = ReturnType<typeof resolveContracts>["contracts"];

/** With what stands for the settings that an environment would inherit, where what it extends does not exist or is itself. */
function connected(config: Config, { parents }: Names, filling: Filling): Config {
  const environments = Object.entries(config.environments).map(([name, entry]): [string, typeof entry] => {
    const { broken } = inheritance(parents, name);
    const parent = own(parents, name)?.extends;
    if (broken === undefined || (broken !== name && broken !== parent)) return [name, entry];
    const standIn = standInFor({ filling, path: ["environments", name], root: config })?.value as typeof entry;
    const { extends: _parent, ...rest } = entry;
    return [name, { ...standIn, ...rest, routes: { ...standIn.routes, ...rest.routes } }];
  });
  return { ...config, environments: Object.fromEntries(environments) };
}

/** With stand-ins for what has an error, so that plans can be made of the rest. */
function without(config: Config, findings: readonly ConfigFinding[], filling: Filling): Config {
  const rest = findings
    .filter(({ severity }) => severity === "error")
    .reduce((before, finding) => mended(before, finding, filling), config);
  // A signal that is not known may have taken the place of one.
  const known = Object.entries(rest.services).map(([name, service]): [string, Service] => [
    name,
    { ...service, contract: standInContract(service.contract, service, { filling, indexes: [] }) },
  ]);
  return { ...rest, services: Object.fromEntries(known) };
}

function mended(config: Config, { at: { path }, rule }: ConfigFinding, filling: Filling): Config {
  const entity = entityOf(path);
  switch (rule) {
    case "environment-incomplete":
      return completed(config, String(path[1]), filling);
    case "alarm-owner":
      return setAt(config, [...path, "owner"], "team") as Config;
    case "alarm-runbook":
      return setAt(config, [...entity, "runbook"], "https://example.com") as Config;
    // Parts of an alarm that hang together: nothing can stand for one of them.
    case "alarm-dimensions":
    case "metric-dimensions":
    case "math-expression":
    case "math-metrics":
    case "anomaly-source":
    case "composite-cycle":
      return removeAt(config, entity) as Config;
    default:
      return (path.length > entity.length ? repaired(config, path, filling) : removeAt(config, entity)) as Config;
  }
}

/** With a region, an account and a backend. */
function completed(config: Config, name: string, filling: Filling): Config {
  const entry = own(config.environments, name);
  if (entry === undefined) return config;
  const missing = settings({ filling, path: ["environments", name], root: config });
  const present = Object.entries(entry).filter(([, setting]) => setting !== null && setting !== undefined);
  return {
    ...config,
    environments: { ...config.environments, [name]: { ...missing, ...Object.fromEntries(present) } },
  };
}

/** With stand-ins for texts that name one of the `vars` that an environment does not have: what they would be there is not known. */
function withoutUndefinedVars(config: Config, environments: readonly EffectiveEnvironment[], filling: Filling): Config {
  const undefinedOnes = undefinedVars({ config, environments });
  const texts = new Map(undefinedOnes.map(({ text }) => [pathText(text.path), text]));
  return [...texts.values()].reduce((rest, { path }) => repaired(rest, path, filling) as Config, config);
}

/** Without the alarms on signals that have an error: what rules on plans find in them would only follow from it. */
function withoutFaultySignals(config: Config): Config {
  let rest: unknown = config;
  for (const { entry, path, settings } of alarmsOf(config)) {
    const faulty = reportOf(settings.contract)?.faulty.signals;
    if (signalsRead(entry).some(({ signal }) => faulty?.has(signal) === true)) rest = removeAt(rest, path);
  }
  return rest as Config;
}

function distinct(findings: readonly ConfigFinding[]): readonly ConfigFinding[] {
  return [...new Map(findings.map((finding) => [findingKey(finding), finding])).values()];
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
