import { didYouMean, type Finding, listed, type OptionPlace, nameMatcher } from "../base";
import type { LogRecord } from "./log-record";
import { fieldPath } from "./field-path";
import { glob } from "./glob";
import { jsonScanner } from "./json-scan";
import { type LogRuleId, logRules } from "./rules";

/** Sends the records of some sources to a log group. */
export interface RoutingRule {
  readonly logGroup: string;
  /** A glob over the sources' names as given on the command line: `logs/*.gz`, `pay*`; see {@link glob}. */
  readonly source: string;
}

/** Sends lines of JSON to a log group by what a field says. */
export interface ServiceRoute {
  readonly logGroup: string;
  /** `$.service.name` */
  readonly selector: string;
  readonly value: string;
}

/** The log group of a record, or undefined where nothing decides it. */
export type Router = (record: LogRecord) => string | undefined;

/**
 * Makes a router. The first of these decides: the record itself, which may also name a group that is not in the template;
 * the rules, in their order; the service in the line; the only log group there is.
 *
 * @throws Error for a glob or a selector that cannot be read
 */
export function router(options: {
  readonly logGroups: readonly string[];
  readonly rules: readonly RoutingRule[];
  readonly services: readonly ServiceRoute[];
}): Router {
  const rules = options.rules.map(({ logGroup, source }) => ({ logGroup, matches: glob(source) }));
  const byService = serviceRouter(options.services);
  const only = new Set(options.logGroups).size === 1 ? options.logGroups[0] : undefined;
  const decided = new Map<string, string | undefined>();
  const byRule = (source: string): string | undefined => {
    if (decided.has(source)) return decided.get(source);
    const logGroup = rules.find(({ matches }) => matches(source))?.logGroup;
    decided.set(source, logGroup);
    return logGroup;
  };
  // A source has many records, and they come together.
  let lastSource: string | undefined;
  let lastGroup: string | undefined;
  return (record) => {
    if (record.logGroup !== undefined) return record.logGroup;
    if (record.source !== lastSource) {
      lastSource = record.source;
      lastGroup = byRule(record.source);
    }
    return lastGroup ?? byService(record.text) ?? only;
  };
}

/** Where lines of JSON say which service they are of; the first with a known service decides. */
const SERVICE_FIELDS = ["$.service.name", "$['service.name']", "$.service", "$.service_name", "$.app", "$.application"];

/**
 * Routes by service for log groups whose names end with it: `/app/prod/payments`, `/ecs/payments`, `/aws/lambda/payments`.
 * Groups with the same end cannot be told apart, and get no route.
 */
export function servicesOf(logGroups: readonly string[]): ServiceRoute[] {
  const groups = [...new Set(logGroups)].map((logGroup) => ({ logGroup, service: logGroup.split("/").at(-1) ?? "" }));
  const times = new Map<string, number>();
  for (const { service } of groups) times.set(service, (times.get(service) ?? 0) + 1);
  return groups
    .filter(({ service }) => service !== "" && times.get(service) === 1)
    .flatMap(({ logGroup, service }) => SERVICE_FIELDS.map((selector) => ({ logGroup, selector, value: service })));
}

/** Finds the service by a scan of the line, without parsing it. */
function serviceRouter(services: readonly ServiceRoute[]): (text: string) => string | undefined {
  if (services.length === 0) return () => undefined;
  const groups = new Map<string, Map<string, string>>();
  for (const { selector, value, logGroup } of services) {
    const byValue = groups.get(selector) ?? new Map<string, string>();
    if (!byValue.has(value)) byValue.set(value, logGroup);
    groups.set(selector, byValue);
  }
  const fields = [...groups].map(([selector, byValue]) => ({ path: fieldPath(selector), byValue }));
  const scanner = jsonScanner(fields.map(({ path }) => path));
  let bytes: Buffer = Buffer.alloc(16 * 1024);
  return (text) => {
    if (!/^\s*\{/.test(text)) return undefined;
    // UTF-8 takes three bytes for a character at most.
    if (text.length * 3 > bytes.length) bytes = Buffer.alloc(text.length * 3);
    const length = bytes.write(text);
    if (scanner.scan(bytes, 0, length) !== undefined) return undefined;
    for (const [index, { byValue }] of fields.entries()) {
      const start = scanner.starts[index] ?? -1;
      if (start < 0 || bytes[start] !== QUOTE) continue;
      const json = bytes.toString("utf8", start, scanner.ends[index]);
      const value = json.includes("\\") ? (JSON.parse(json) as string) : json.slice(1, -1);
      const logGroup = byValue.get(value);
      if (logGroup !== undefined) return logGroup;
    }
    return undefined;
  };
}

const QUOTE = 0x22;

/**
 * The rules with the names of log groups in place of globs, see {@link nameMatcher}. A glob that means none or several groups stays,
 * and {@link routingFindings} says so.
 */
export function resolvedRules(rules: readonly RoutingRule[], logGroups: readonly string[]): RoutingRule[] {
  return rules.map((rule) => {
    if (logGroups.includes(rule.logGroup)) return rule;
    const [only, ...others] = logGroups.filter(nameMatcher(rule.logGroup));
    return only === undefined || others.length > 0 ? rule : { ...rule, logGroup: only };
  });
}

/**
 * Findings about rules without effect: `unknown-log-group` for a group that the template does not have, and, once the
 * sources are known, `unused-log-group-rule` for a glob that matches none of them.
 *
 * @throws Error for a glob that cannot be read
 */
export function routingFindings(
  rules: readonly RoutingRule[],
  logGroups: readonly string[],
  sources: readonly string[],
): Finding<LogRuleId>[] {
  return rules.flatMap(({ logGroup, source }) => {
    const at: OptionPlace = { kind: "option", value: `${logGroup}=${source}` };
    const findings: Finding<LogRuleId>[] = [];
    const meant = logGroups.filter(nameMatcher(logGroup));
    if (!logGroups.includes(logGroup) && meant.length > 1)
      findings.push(
        logRules.finding("unknown-log-group", at, {
          message: `"${logGroup}" is the name of ${meant.length} log groups, and a file's lines belong to one: ${listed(meant)}.`,
          fix: "Name one of them.",
        }),
      );
    if (!logGroups.includes(logGroup) && meant.length === 0) {
      const has = logGroups.length === 0 ? "it has none" : `it has ${listed(logGroups)}`;
      findings.push(
        logRules.finding("unknown-log-group", at, {
          message: `The template has no log group "${logGroup}".${didYouMean(logGroup, logGroups)}`,
          fix: `Name a log group of the template: ${has}.`,
        }),
      );
    }
    if (!sources.some(glob(source))) {
      findings.push(
        logRules.finding("unused-log-group-rule", at, {
          message: `No input matches "${source}".${didYouMean(source, sources)}`,
          fix: `Write a glob over the inputs' names: ${sources.length === 0 ? "there are none" : listed(sources)}.`,
        }),
      );
    }
    return findings;
  });
}
