import type { AthenaOptions } from "../../queries/sql";
import {
  fieldPath,
  glob,
  type LocalZone,
  logFormats,
  type LogOptions,
  multilines,
  type RoutingRule,
  timePattern,
  UTC,
} from "../../records";
import { MuteRuleError, nearestTimeZone, readDuration, timeZone } from "../../aws";
import type { TerraformOptions } from "../../terraform";
import { type FindingSeverity, findingSeverities, meant, readIsoTime, line } from "../../base";
import { type Arguments, UsageError } from "../command";
import { OptionReader } from "../option-reader";
import { readTerraformOptions } from "../terraform-options";
import type { BehaviourCondition } from "../../replay/report";
import { isOfComparison, readConditions } from "./fail-on";
import { neverEmpty, notWithScenarios } from "./options";

/** The checked options and arguments of one call of `sightline replay`. */
export interface ReplaySettings {
  /** The call itself, to be repeated with other options. */
  readonly call: Arguments;
  readonly env: string | undefined;
  readonly config: string | undefined;
  /** Files and folders, read together. */
  readonly templates: readonly string[];
  /** What is compared with: a file, a folder, or a revision. */
  readonly against: string | undefined;
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
  readonly format: "terminal" | "json" | "markdown" | "github";
  readonly html: string | undefined;
  /** Where to write the query for metrics that alarms lack. */
  readonly metricsQuery: string | undefined;
  readonly junit: string | undefined;
  readonly sarif: string | undefined;
  /** Rules whose findings are shown; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
  readonly failOn: FindingSeverity | undefined;
  /** With `against`: which changes fail the call. */
  readonly failOnChanges: readonly BehaviourCondition[];
  readonly scenarios: readonly string[];
  /** Percent. */
  readonly minCoverage: number | undefined;
  readonly sql: "athena" | undefined;
  readonly sqlOptions: AthenaOptions;
  readonly colour: boolean | undefined;
  readonly brief: boolean;
}

/** What is printed in place of the report for a terminal. */
const outputs = ["json", "markdown", "github"] as const;

const engines = ["auto", "events", "duckdb"] as const;
export type Engine = (typeof engines)[number];

/** @throws UsageError with everything that is wrong in the call */
export async function settingsOf({ values, positionals }: Arguments): Promise<ReplaySettings> {
  const options = new OptionReader(values);
  options.needValues(neverEmpty);
  const settings: ReplaySettings = {
    call: { values, positionals },
    env: options.text("env"),
    config: options.text("config"),
    templates: options.texts("template"),
    against: options.text("against"),
    logs: positionals,
    terraform: readTerraformOptions(values, options.problems),
    log: readLogOptions(options),
    rules: readRules(options),
    metrics: options.texts("metrics"),
    from: readTime(options, "from"),
    to: readTime(options, "to"),
    delay: readDelay(options),
    engine: options.oneOf("engine", engines) ?? "auto",
    memory: readMemory(options),
    format: outputs.find((name) => options.flag(name)) ?? "terminal",
    html: options.text("html"),
    metricsQuery: options.text("metrics-query"),
    junit: options.text("junit"),
    sarif: options.text("sarif"),
    only: await readOnlyOf(options),
    ...readFailOn(options),
    scenarios: options.texts("scenarios"),
    minCoverage: readMinCoverage(options),
    sql: options.oneOf("sql", ["athena"]),
    sqlOptions: readSqlOptions(options),
    brief: options.flag("brief"),
    colour: options.flag("no-color") ? false : options.flag("color") ? true : undefined,
  };
  checkTogether(settings, options);
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
  return settings;
}

/** The rules of every room are read only where some are named. */
async function readOnlyOf(options: OptionReader): Promise<ReplaySettings["only"]> {
  const names = options.texts("only");
  if (names.length === 0) return undefined;
  const { readOnly } = await import("../findings/rules");
  return readOnly(names, options.problems);
}

/** Options of a report on one replay, which a comparison of two does not have. */
const notWithAgainst = ["sarif", "metrics-query", "sql", "brief", "only", "min-coverage"] as const;

function readFailOn(options: OptionReader): Pick<ReplaySettings, "failOn" | "failOnChanges"> {
  const given = options.text("fail-on");
  if (!options.has("against")) {
    const isOther = given !== undefined && isOfComparison(given);
    options.need(!isOther, line`--fail-on ${given ?? ""} is of a comparison: give --against`);
    return { failOn: isOther ? undefined : options.oneOf("fail-on", findingSeverities), failOnChanges: [] };
  }
  return {
    failOn: undefined,
    failOnChanges: given === undefined || given === "" ? [] : readConditions(given, options.problems),
  };
}

/** Options that need or exclude one another. */
function checkTogether(settings: ReplaySettings, options: OptionReader): void {
  const { against, env, templates, config, from, to, logs, metrics, scenarios } = settings;
  if (against !== undefined)
    for (const name of notWithAgainst)
      options.need(!options.has(name), `--${name} is of one replay, and --against compares two: leave one out`);
  options.need(from === undefined || to === undefined || to > from, "--to must be later than --from");
  const given = outputs.filter((name) => options.flag(name)).map((name) => `--${name}`);
  options.need(given.length < 2, `give ${given.join(" or ")}, not ${given.length === 2 ? "both" : "all"}`);
  options.need(
    config === undefined || env !== undefined || templates.length > 0,
    "--config needs --env, or --template for its acceptances alone",
  );
  if (scenarios.length > 0) {
    options.need(logs.length === 0, line`scenarios name their own logs: leave out ${logs.join(" ")}`);
    for (const [name, instead] of Object.entries(notWithScenarios))
      if (name !== "fail-on" || against === undefined)
        options.need(!options.has(name), `--${name} cannot be combined with --scenarios${instead}`);
    return;
  }
  options.need(
    env !== undefined || templates.length > 0,
    "say what to replay against: --env ENV in a project, or --template FILE for any Terraform",
  );
  options.need(
    logs.length > 0 || metrics.length > 0 || options.has("sql") || options.has("metrics-query"),
    "give recorded logs: files, folders, globs, or - for standard input",
  );
  options.need(
    !options.has("metrics-query") || logs.length + metrics.length > 0 || (options.has("from") && options.has("to")),
    "--metrics-query without logs needs --from and --to, the time to fetch the metrics of",
  );
  options.need(!options.has("min-coverage"), "--min-coverage needs --scenarios");
}

/** How lines are read, by the options of `replay` of these names. */
export function readLogOptions(options: OptionReader): LogOptions {
  const timeFields = options.texts("time-field");
  for (const selector of timeFields)
    if (selector !== "") options.attempt("time-field", selector, () => fieldPath(selector));
  const timeUnit = options.oneOf("time-unit", ["auto", "s", "ms", "us", "ns"]);
  const withoutTime = options.oneOf("without-time", ["count", "previous"]);
  const multiline = options.oneOf("multiline", multilines);
  const format = options.oneOf("format", ["auto", ...logFormats]);
  return {
    ...(timeFields.length === 0 ? {} : { timeFields }),
    ...(timeUnit === undefined ? {} : { timeUnit }),
    ...(withoutTime === undefined ? {} : { withoutTime }),
    ...(format === undefined ? {} : { format }),
    ...(multiline === undefined ? {} : { multiline }),
    ...readTimeOptions(options),
  };
}

/** How times are written, and what they do not say. */
function readTimeOptions(options: OptionReader): Pick<LogOptions, "timePattern" | "zone" | "year" | "date"> {
  const pattern = options.text("time-pattern");
  if (pattern !== undefined && pattern !== "") options.attempt("time-pattern", pattern, () => timePattern(pattern));
  const zone = options.parsed(
    "time-zone",
    "a name of the IANA database, such as Europe/Berlin or UTC",
    readZone,
    (value) => meant(nearestTimeZone(value)),
  );
  const year = options.parsed("year", "a year such as 2026", (value) =>
    /^[1-9]\d{3}$/.test(value) ? Number(value) : undefined,
  );
  const date = options.parsed("date", "a date such as 2026-11-21", readDate);
  return {
    ...(pattern === undefined ? {} : { timePattern: pattern }),
    ...(zone === undefined ? {} : { zone }),
    ...(year === undefined ? {} : { year }),
    ...(date === undefined ? {} : { date }),
  };
}

/** A zone by its name; undefined for any other text, and for an offset, which is no zone. */
function readZone(value: string): LocalZone | undefined {
  if (!/^[A-Z]/i.test(value)) return undefined;
  try {
    const zone = timeZone(value);
    return /^(?:Etc\/)?(?:UTC|GMT|Zulu|Universal|UCT)$/i.test(value) ? UTC : zone;
  } catch (error) {
    if (error instanceof MuteRuleError) return undefined;
    throw error;
  }
}

/** The first moment of a day that exists. */
function readDate(value: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : NaN;
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(value) ? at : undefined;
}

/** Which files hold the events of which log group. */
export function readRules(options: OptionReader): RoutingRule[] {
  const rules = options.pairs("log-group", "NAME=GLOB").map(([logGroup, source]) => ({ logGroup, source }));
  for (const { logGroup, source } of rules) options.attempt("log-group", `${logGroup}=${source}`, () => glob(source));
  return rules;
}

/** Events have times from 1970 on (API InputLogEvent); the latest time keeps a mistyped year from running for hours. */
const EARLIEST = 0;
const LATEST = Date.UTC(2200, 0);

/** Milliseconds since 1970. */
export function readTime(options: OptionReader, name: "from" | "to"): number | undefined {
  return options.parsed(name, "a time such as 2026-11-21T10:00:00Z", (value) => {
    const at = readIsoTime(value);
    return at !== undefined && at >= EARLIEST && at <= LATEST ? at : undefined;
  });
}

/** PutLogEvents refuses older events. */
const LONGEST_DELAY = 14 * 86_400_000;

function readDelay(options: OptionReader): number | undefined {
  const form = "a duration such as 90s or 2m; CloudWatch Logs accepts no event that is more than 14 days late";
  return options.parsed("delay", form, (value) => {
    const milliseconds = readDuration(value);
    return milliseconds === undefined || milliseconds > LONGEST_DELAY ? undefined : milliseconds / 1000;
  });
}

function readMemory(options: OptionReader): string | undefined {
  return options.parsed("memory", "a size such as 512MB or 2GB", (value) =>
    /^\d+(?:\.\d+)?\s*[KMGT]i?B$/i.test(value) ? value : undefined,
  );
}

function readMinCoverage(options: OptionReader): number | undefined {
  return options.parsed("min-coverage", "a percentage from 0 to 100", (value) => {
    const percent = /^\d+(?:\.\d+)?%?$/.test(value) ? Number.parseFloat(value) : NaN;
    return percent >= 0 && percent <= 100 ? percent : undefined;
  });
}

function readSqlOptions(options: OptionReader): AthenaOptions {
  const table = options.text("sql-table");
  const message = options.text("sql-message");
  const time = options.text("sql-time");
  const timeKind = options.oneOf("sql-time-kind", ["timestamp", "milliseconds", "seconds", "iso8601"]);
  return {
    ...(table === undefined ? {} : { table: (logGroup: string) => table.replaceAll("{log_group}", logGroup) }),
    ...(message === undefined ? {} : { message }),
    ...(time === undefined ? {} : { time }),
    ...(timeKind === undefined ? {} : { timeKind }),
  };
}
