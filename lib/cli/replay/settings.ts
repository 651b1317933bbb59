import type { AthenaOptions } from "../../replay/bulk";
import { fieldPath, glob, logFormats, type LogOptions, type RoutingRule } from "../../records";
import { readDuration } from "../../aws";
import type { TerraformOptions } from "../../terraform";
import { didYouMean, listed, type FindingSeverity, findingSeverities } from "../../base";
import { type Arguments, UsageError } from "../command";
import { readTerraformOptions, terraformOptions } from "../terraform-options";

/** What `sightline replay` was asked for, checked: everything wrong in the call is said at once. */
export interface ReplaySettings {
  readonly env: string | undefined;
  readonly config: string | undefined;
  readonly template: string | undefined;
  readonly logs: readonly string[];
  readonly terraform: TerraformOptions;
  readonly log: LogOptions;
  readonly rules: readonly RoutingRule[];
  readonly metrics: readonly string[];
  /** Milliseconds since 1970. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Seconds. */
  readonly delay: number | undefined;
  readonly engine: Engine;
  readonly memory: string | undefined;
  readonly format: "terminal" | "json" | "markdown";
  readonly html: string | undefined;
  readonly junit: string | undefined;
  readonly failOn: FindingSeverity | undefined;
  readonly scenarios: readonly string[];
  /** Percent. */
  readonly minCoverage: number | undefined;
  readonly sql: "athena" | undefined;
  readonly sqlOptions: AthenaOptions;
  readonly colour: boolean | undefined;
  readonly brief: boolean;
}

/** Events have times from 1970 on (API InputLogEvent); the end keeps a mistyped year from running for hours. */
const EARLIEST = 0;
const LATEST = Date.UTC(2200, 0);

/** PutLogEvents refuses what is older. */
const LONGEST_DELAY = 14 * 86_400_000;

/** Options whose empty value would silently mean something else. */
const neverEmpty = [
  ...["env", "config", "template", "region", "account", "workspace"],
  ...["scenarios", "metrics", "html", "junit", "time-field"],
];

/** What a scenario says itself, or its report does not have. */
const notWithScenariosBecause = {
  from: ": a scenario says it itself, as `from`",
  to: ": a scenario says it itself, as `to`",
  metrics: ": a scenario says it itself, as `metrics`",
  html: "",
  "fail-on": ": a scenario that does not hold gives the exit code 1",
  brief: "",
  sql: "",
  engine: "",
  memory: "",
} as const;
const notWithScenarios = Object.keys(notWithScenariosBecause) as (keyof typeof notWithScenariosBecause)[];

const engines = ["auto", "events", "duckdb"] as const;
export type Engine = (typeof engines)[number];

export const replayOptions = {
  env: { type: "string" },
  config: { type: "string" },
  template: { type: "string" },
  ...terraformOptions,
  "log-group": { type: "string", multiple: true },
  format: { type: "string" },
  "time-field": { type: "string", multiple: true },
  "time-unit": { type: "string" },
  "without-time": { type: "string" },
  metrics: { type: "string", multiple: true },
  from: { type: "string" },
  to: { type: "string" },
  delay: { type: "string" },
  engine: { type: "string" },
  memory: { type: "string" },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  html: { type: "string" },
  junit: { type: "string" },
  "fail-on": { type: "string" },
  scenarios: { type: "string", multiple: true },
  "min-coverage": { type: "string" },
  sql: { type: "string" },
  "sql-table": { type: "string" },
  "sql-message": { type: "string" },
  "sql-time": { type: "string" },
  "sql-time-kind": { type: "string" },
  color: { type: "boolean" },
  "no-color": { type: "boolean" },
  brief: { type: "boolean" },
} as const;

/** @throws UsageError with everything that is wrong in the call */
export function settingsOf({ values, positionals }: Arguments): ReplaySettings {
  const problems: string[] = [];
  const text = (name: string) => (typeof values[name] === "string" ? values[name] : undefined);
  const texts = (name: string) => {
    const value = values[name];
    return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === "string");
  };
  const oneOf = <T extends string>(name: string, allowed: readonly T[]): T | undefined => {
    const value = text(name);
    if (value === undefined || allowed.includes(value as T)) return value as T | undefined;
    problems.push(`--${name} ${value}: it takes ${listed(allowed)}.${didYouMean(value, allowed)}`);
    return undefined;
  };
  const pair = (name: string, form: string): (readonly [string, string])[] =>
    texts(name).flatMap((value) => {
      const at = value.indexOf("=");
      if (at > 0 && at < value.length - 1) return [[value.slice(0, at), value.slice(at + 1)] as const];
      problems.push(`--${name} ${value}: write --${name} ${form}`);
      return [];
    });
  const time = (name: string): number | undefined => {
    const value = text(name);
    if (value === undefined) return undefined;
    const at = /^\d{4}-\d{2}-\d{2}/.test(value)
      ? Date.parse(/^\d{4}-\d{2}-\d{2}$|Z$|[+-]\d{2}:?\d{2}$/.test(value) ? value : `${value}Z`)
      : NaN;
    if (at >= EARLIEST && at <= LATEST) return at;
    problems.push(`--${name} ${value}: give a time such as 2026-11-21T10:00:00Z`);
    return undefined;
  };
  const number = (name: string, form: string, read: (value: string) => number | undefined): number | undefined => {
    const value = text(name);
    const found = value === undefined ? undefined : read(value);
    if (value !== undefined && found === undefined) problems.push(`--${name} ${value}: give ${form}`);
    return found;
  };
  // What a library says of a value that it cannot read.
  const readable = (name: string, value: string, read: (value: string) => unknown): void => {
    try {
      read(value);
    } catch (error) {
      problems.push(`--${name} ${value}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  for (const name of neverEmpty) if (texts(name).includes("")) problems.push(`--${name} needs a value`);
  const from = time("from");
  const to = time("to");
  if (from !== undefined && to !== undefined && to <= from) problems.push("--to must be later than --from");
  const env = text("env");
  const template = text("template");
  const scenarios = texts("scenarios");
  const metrics = texts("metrics");
  if (values.json === true && values.markdown === true) problems.push("give --json or --markdown, not both");
  const sql = oneOf("sql", ["athena"]);
  if (env === undefined && template === undefined && scenarios.length === 0)
    problems.push("say what to replay against: --env ENV in a project, or --template FILE for any Terraform");
  if (scenarios.length > 0 && positionals.length > 0)
    problems.push(`scenarios bring their own logs; ${positionals.join(" ")} would not be read`);
  if (scenarios.length === 0 && positionals.length === 0 && metrics.length === 0 && sql === undefined)
    problems.push("give recorded logs: files, folders, globs, or - for standard input");
  if (scenarios.length > 0)
    for (const name of notWithScenarios)
      if (values[name] !== undefined)
        problems.push(`--${name} does not go with --scenarios${notWithScenariosBecause[name]}`);
  if (text("config") !== undefined && env === undefined) problems.push("--config goes with --env");
  if (values["min-coverage"] !== undefined && scenarios.length === 0)
    problems.push("--min-coverage goes with --scenarios");
  if (text("memory") !== undefined && !/^\d+(?:\.\d+)?\s*[KMGT]i?B$/i.test(text("memory") ?? ""))
    problems.push(`--memory ${text("memory") ?? ""}: give a size such as 512MB or 2GB`);
  const timeUnit = oneOf("time-unit", ["auto", "s", "ms", "us", "ns"]);
  const withoutTime = oneOf("without-time", ["count", "previous"]);
  const format = oneOf("format", ["auto", ...logFormats]);
  const timeFields = texts("time-field");
  for (const selector of timeFields) if (selector !== "") readable("time-field", selector, fieldPath);
  const rules = pair("log-group", "NAME=GLOB").map(([logGroup, source]) => ({ logGroup, source }));
  for (const { logGroup, source } of rules) readable("log-group", `${logGroup}=${source}`, () => glob(source));
  const table = text("sql-table");
  const message = text("sql-message");
  const sqlTime = text("sql-time");
  const timeKind = oneOf("sql-time-kind", ["timestamp", "milliseconds", "seconds", "iso8601"]);
  const settings: ReplaySettings = {
    env,
    config: text("config"),
    template,
    logs: positionals,
    terraform: readTerraformOptions(values, problems),
    log: {
      ...(timeFields.length === 0 ? {} : { timeFields }),
      ...(timeUnit === undefined ? {} : { timeUnit }),
      ...(withoutTime === undefined ? {} : { withoutTime }),
      ...(format === undefined ? {} : { format }),
    },
    rules,
    metrics,
    from,
    to,
    delay: number("delay", "a duration such as 90s or 2m; CloudWatch Logs accepts no event after 14 days", (value) => {
      const milliseconds = readDuration(value);
      return milliseconds === undefined || milliseconds > LONGEST_DELAY ? undefined : milliseconds / 1000;
    }),
    engine: oneOf("engine", engines) ?? "auto",
    memory: text("memory"),
    format: values.json === true ? "json" : values.markdown === true ? "markdown" : "terminal",
    html: text("html"),
    junit: text("junit"),
    failOn: oneOf("fail-on", findingSeverities),
    scenarios,
    minCoverage: number("min-coverage", "a percentage from 0 to 100", (value) => {
      const percent = /^\d+(?:\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : NaN;
      return percent >= 0 && percent <= 100 ? percent : undefined;
    }),
    sql,
    sqlOptions: {
      ...(table === undefined ? {} : { table: (logGroup: string) => table.replaceAll("{log_group}", logGroup) }),
      ...(message === undefined ? {} : { message }),
      ...(sqlTime === undefined ? {} : { time: sqlTime }),
      ...(timeKind === undefined ? {} : { timeKind }),
    },
    brief: values.brief === true,
    colour: values["no-color"] === true ? false : values.color === true ? true : undefined,
  };
  if (problems.length > 0) throw new UsageError(problems.join("\n  "));
  return settings;
}
