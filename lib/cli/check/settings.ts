import { findingSeverities, type FindingSeverity, line } from "../../base";
import { type CollectorTarget, defaultTarget, distributions } from "../../collector";
import type { TerraformOptions } from "../../terraform";
import { type Arguments, UsageError } from "../command";
import { type Format, readFormat } from "../findings/format";
import { readOnly } from "../findings/rules";
import { OptionReader } from "../option-reader";
import { terraformOptions } from "../terraform-options";
import { terraformOptionsOf } from "./terraform-options";

/** Options of `sightline check`, for `parseArgs`. */
export const checkOptions = {
  against: { type: "string" },
  collector: { type: "string", multiple: true },
  dashboards: { type: "string", multiple: true },
  fix: { type: "boolean" },
  "collector-version": { type: "string" },
  distribution: { type: "string" },
  config: { type: "string" },
  contract: { type: "string" },
  env: { type: "string" },
  json: { type: "boolean" },
  format: { type: "string" },
  only: { type: "string", multiple: true },
  print: { type: "boolean" },
  template: { type: "string", multiple: true },
  "no-reach": { type: "boolean" },
  "fail-on": { type: "string" },
  ...terraformOptions,
} as const;

/** The checked options of one call of `sightline check`. */
export interface CheckSettings {
  /** What is deployed: a state, a plan, a configuration or a golden, or a folder of these. */
  readonly against: string | undefined;
  /** Configurations of collectors. */
  readonly collectors: readonly string[];
  /** Dashboards and alert rules of Grafana. */
  readonly dashboards: readonly string[];
  /** Whether their files are changed, where that is safe. */
  readonly fix: boolean;
  /** The collector that they are for; undefined: not known. */
  readonly target: CollectorTarget | undefined;
  readonly config: string | undefined;
  /** The contract that lines are held against, by its name. */
  readonly contract: string | undefined;
  /** Recorded lines: files, folders, globs. */
  readonly logs: readonly string[];
  readonly env: string | undefined;
  readonly templates: readonly string[];
  readonly terraform: TerraformOptions;
  readonly format: Format;
  readonly failOn: FindingSeverity;
  /** Undefined: all rules. */
  readonly only: ReadonlySet<string> | undefined;
  readonly print: boolean;
  readonly withReach: boolean;
}

/** @throws UsageError with everything that is wrong in the call */
export function checkSettingsOf({ positionals, values }: Arguments): CheckSettings {
  const options = new OptionReader(values);
  if (positionals.length > 0 && !options.has("contract"))
    throw new UsageError(
      line`unexpected argument "${positionals.join(" ")}"; name a configuration with --config, or for recorded lines the contract that they shall fit: --contract NAME`,
    );
  const settings: CheckSettings = {
    against: options.text("against"),
    collectors: options.texts("collector"),
    dashboards: options.texts("dashboards"),
    fix: options.flag("fix"),
    target: targetOf(options),
    config: options.text("config"),
    contract: options.text("contract"),
    logs: positionals,
    env: options.text("env"),
    templates: options.texts("template"),
    terraform: terraformOptionsOf(values),
    format: readFormat(options.text("format"), options.flag("json"), options.problems),
    failOn: readFailOn(options),
    only: readOnly(options.texts("only"), options.problems),
    print: options.flag("print"),
    withReach: !options.flag("no-reach"),
  };
  const { collectors, config, env, format, print, templates } = settings;
  options.needValues(["collector", "contract", "dashboards"]);
  if (settings.contract !== undefined) {
    needForLines(settings, options);
    return settings;
  }
  options.need(!settings.fix || settings.dashboards.length > 0, "--fix needs --dashboards");
  if (settings.dashboards.length > 0) {
    options.need(
      templates.length === 0 && collectors.length === 0,
      "give one of --dashboards, --collector and --template",
    );
    options.need(settings.against === undefined, "--against compares Terraform, not dashboards");
    options.need(!print, "--print needs a configuration, not --dashboards");
    for (const name of ["distribution", "collector-version"])
      options.need(!options.has(name), `--${name} needs --collector`);
    if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
    return settings;
  }
  if (collectors.length > 0) {
    options.need(templates.length === 0, "give --collector or --template, not both");
    options.need(settings.against === undefined, "--against compares Terraform, not collectors");
    options.need(!print, "--print needs a configuration, not --collector");
    options.need(
      env === undefined || config !== undefined,
      "--env with --collector needs --config: it says which acceptances of the configuration apply",
    );
    if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
    return settings;
  }
  for (const name of ["distribution", "collector-version"])
    options.need(!options.has(name), `--${name} needs --collector`);
  if (templates.length > 0) {
    options.need(!print, "--print needs a configuration, not --template");
    options.need(
      env === undefined || config !== undefined,
      "--env with --template needs --config: it says which acceptances of the configuration apply",
    );
  } else options.need(!print || env !== undefined, "--print needs --env, the environment to print");
  options.need(
    settings.against === undefined || (templates.length === 0 ? config === undefined && settings.withReach : true),
    "--against compares Terraform: leave out --no-reach, and --config without --template",
  );
  options.need(!print || format === "text" || format === "json", `--print has no --format ${format}`);
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
  return settings;
}

/** @throws UsageError with everything that does not go with --contract */
function needForLines({ collectors, dashboards, logs, templates }: CheckSettings, options: OptionReader): void {
  options.need(logs.length > 0, "--contract needs recorded lines: files, folders, globs, or - for standard input");
  options.need(
    [collectors, dashboards, templates].every(({ length }) => length === 0),
    "give one of --contract, --dashboards, --collector and --template",
  );
  const others = ["against", "print", "fix", "no-reach", "distribution", "collector-version"] as const;
  for (const name of [...others, ...Object.keys(terraformOptions)])
    options.need(!options.has(name), `--${name} does not go with --contract, which checks recorded lines`);
  if (options.problems.length > 0) throw new UsageError(options.problems.join("\n  "));
}

/** The collector of the options; the distribution is contrib unless it is given, and the version the one that Sightline knows best. */
function targetOf(options: OptionReader): CollectorTarget | undefined {
  const distribution = options.oneOf("distribution", distributions);
  const version = options.parsed(
    "collector-version",
    "a version of the upstream collector, such as 0.159.0",
    (value) => /^v?(\d+\.\d+\.\d+)$/.exec(value)?.[1],
  );
  if (distribution === undefined && version === undefined) return undefined;
  return { ...defaultTarget, ...(distribution && { distribution }), ...(version && { version }) };
}

function readFailOn(options: OptionReader): FindingSeverity {
  const given = options.text("fail-on");
  const found = findingSeverities.find((severity) => severity === given);
  if (given !== undefined && found === undefined)
    options.problems.push(line`--fail-on must be one of ${findingSeverities.join(", ")}, not "${given}"`);
  return found ?? "error";
}
