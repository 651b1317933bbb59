import {
  ConfigError,
  deployedEnvironments,
  loadConfig,
  planEnvironment,
  ruleSections,
  type Config,
  type ConfigFinding,
  type LoadedConfig,
} from "../../config";
import { didYouMean, findingSeverities, type FindingSeverity, listed, line } from "../../base";
import type { TerraformOptions } from "../../terraform";
import { effectiveJson, effectiveText } from "../check/effective-text";
import { effectiveView } from "../check/effective-view";
import { findingsFor } from "../check/one-environment";
import { countsOf, errorsIn, type ReachUnseen, reportJson, reportText } from "../check/report";
import { terraformOptionsOf } from "../check/terraform-options";
import {
  hasFindings,
  isAtLeast,
  type Reachability,
  reachability,
  reachabilityJson,
  reachabilityOf,
  reachabilityText,
  tallyOf,
} from "../check/reachability";
import { type Arguments, ExitCode, UsageError, type Command, type Io } from "../command";
import { isProject } from "../project";
import { readTemplate } from "../replay/templates";
import { terraformOptions } from "../terraform-options";

/** Finds everything that is wrong in a configuration, before apply. */
export const check: Command = {
  name: "check",
  summary: "Find everything wrong in a configuration, before apply",
  usage: "check [--config FILE | --template FILE] [--env ENV] [--json] [--print]",
  help: `
Checks the configuration: its shape, its contracts and their filter patterns, its references, and the AWS limits on what it
deploys to each environment. Reports all findings at once; docs/rules.md has an example of each rule.

In a project, it also synthesizes every environment and checks the Terraform that comes out: filters and alarms that AWS
refuses, alarms that cannot work, and whom each alarm reaches through its topic, the topic's policy and key, and its
subscribers. --template does the same for any Terraform. docs/replay.md lists these rules.

In a project it runs code: the configuration, if it is TypeScript or JavaScript, and the app of cdktf.json. With --template,
and with --config and YAML or JSON, it only reads files and runs nothing.

  --config FILE  TypeScript or JavaScript, which is run, or YAML or JSON; the app is not run
                 [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --template F   instead of a configuration, check any Terraform: *.tf.json, a folder of them, or the JSON that
                 terraform show -json prints; repeatable, for stacks that use each other's outputs
  --var N=V, --region R, --account A, --workspace W
                 with --template: a variable's value (repeatable), and the place, where the template leaves them open
  --no-reach     do not run the app, and do not check the Terraform
  --fail-on SEV  exit with 1 for findings of this severity or worse: info, warning, error    [error]
  --env ENV      only findings of this environment; errors elsewhere are shown if this one has none, because they keep the
                 whole configuration from being used
  --print        with --env: print the environment's resolved settings, and where each value comes from
  --json         print one JSON object: { findings: [...], summary, reach: [{ stack, rows, findings }] },
                 or with --print { environment, chain, value, origins }
  -h, --help     print this text

Exit codes: 0 no errors (there may be warnings), 1 errors, or findings at or above --fail-on, 2 wrong use or an unreadable
file.

Examples:
  sightline check
  sightline check --env prod --print
  sightline check --template plan.json
  sightline check --template alerts/plan.json --template app/plan.json
  sightline check --template cdktf.out
  sightline check --template infra/ --var env=prod --account 111122223333
  sightline check --config shop.yaml --json | jq '.findings[] | .pathText + ": " + .message'
`,
  options: {
    config: { type: "string" },
    env: { type: "string" },
    json: { type: "boolean" },
    print: { type: "boolean" },
    template: { type: "string", multiple: true },
    "no-reach": { type: "boolean" },
    "fail-on": { type: "string" },
    ...terraformOptions,
  },
  async run({ values, positionals }, io) {
    if (positionals.length > 0)
      throw new UsageError(line`unexpected argument "${positionals.join(" ")}"; name a file with --config`);
    const env = typeof values.env === "string" ? values.env : undefined;
    const json = values.json === true;
    const print = values.print === true;
    const terraform = terraformOptionsOf(values);
    const failOn = failOnOf(values["fail-on"]);
    const templates = [values.template].flat().filter((each) => typeof each === "string");
    if (templates.length > 0) {
      if (env !== undefined || values.config !== undefined)
        throw new UsageError("--template cannot be combined with --config or --env");
      return checkTemplate(templates, { terraform, json, failOn }, io);
    }
    if (print && env === undefined) throw new UsageError("--print needs --env, the environment to print");

    const loaded = await load(typeof values.config === "string" ? values.config : undefined, io);
    if (env !== undefined && loaded.config !== undefined) needEnvironment(loaded.config, env, print);
    if (print && env !== undefined && loaded.config !== undefined) {
      const view = effectiveView(loaded.config, env);
      if (json) io.stdout.data(jsonText(effectiveJson(view)));
      else io.stdout.write(effectiveText(view));
      return ExitCode.ok;
    }

    const findings =
      env === undefined ? loaded.findings : findingsFor(env, loaded.findings, loaded.config === undefined);
    const environments = loaded.config && (env === undefined ? deployedEnvironments(loaded.config).length : 1);
    const counts = loaded.config && countsOf(loaded.config, environments ?? 0);
    const unseen = whyNotSynthesized(loaded, findings, values, io);
    const reach = loaded.config === undefined || unseen !== null ? [] : await reachOf(loaded.config, env, io);
    // With --print, only the settings go to stdout.
    const outlet = print ? io.stderr : io.stdout;
    if (json)
      outlet.data(
        jsonText({
          ...reportJson(findings, counts, tallyOf(reach)),
          reach: reach.map(reachabilityJson),
          reachNotChecked: unseen,
        }),
      );
    else
      outlet.write(
        reachabilityText(outlet.forPeople(reach)) +
          reportText(outlet.forPeople(findings), counts, tallyOf(reach), unseen),
      );
    const isFailing = findings.some(({ severity }) => isAtLeast(severity, failOn));
    return isFailing || reach.some((stack) => hasFindings(stack, failOn)) ? ExitCode.findings : ExitCode.ok;
  },
};

/** Why whom alarms reach is not looked at; null: it is. A configuration with errors is not synthesized. */
function whyNotSynthesized(
  { config }: Loaded,
  findings: readonly ConfigFinding[],
  values: Arguments["values"],
  io: Io,
): ReachUnseen | null {
  if (config === undefined || errorsIn(findings) > 0) return "errors";
  if (values["no-reach"] === true) return "no-reach";
  // The project's app may not use the configuration that --config names.
  if (values.config !== undefined) return "config";
  return isProject(io.cwd) ? null : "no-project";
}

/** Whom the alarms of a project reach, in one environment or in all. */
async function reachOf(config: Config, env: string | undefined, io: Io): Promise<Reachability[]> {
  const environments = env === undefined ? deployedEnvironments(config) : [env];
  return reachability(
    environments.map((name) => {
      const { routes, stack, topics } = planEnvironment(config, name);
      const heard = new Set(routes.flatMap(({ severities }) => severities));
      const silent = topics.filter(({ severity }) => !heard.has(severity));
      return { name: stack, silentTopics: silent.map((topic) => topic.name) };
    }),
    io,
  );
}

interface TemplateCheckOptions {
  readonly terraform: TerraformOptions;
  readonly json: boolean;
  readonly failOn: FindingSeverity;
}

function checkTemplate(
  templates: readonly string[],
  { failOn, json, terraform }: TemplateCheckOptions,
  io: Io,
): number {
  const found = reachabilityOf(templates.join(", "), readTemplate(templates, io, terraform));
  if (json) io.stdout.data(jsonText({ reach: [reachabilityJson(found)] }));
  else io.stdout.write(reachabilityText([io.stdout.forPeople(found)], true));
  return hasFindings(found, failOn) ? ExitCode.findings : ExitCode.ok;
}

function failOnOf(given: string | boolean | (string | boolean)[] | undefined): FindingSeverity {
  if (given === undefined) return "error";
  const found = findingSeverities.find((severity) => severity === given);
  if (found === undefined)
    throw new UsageError(line`--fail-on must be one of ${findingSeverities.join(", ")}, not "${given.toString()}"`);
  return found;
}

interface Loaded {
  /** Undefined if an error keeps it from being used. */
  readonly config: Config | undefined;
  readonly findings: readonly ConfigFinding[];
}

async function load(path: string | undefined, io: Io): Promise<Loaded> {
  let loaded: LoadedConfig;
  try {
    loaded = await loadConfig(path, { cwd: io.cwd });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const unreadable = error.findings.find(({ rule }) => Object.hasOwn(ruleSections.files, rule));
    if (unreadable === undefined) return { config: undefined, findings: error.findings };
    const { at, message, fix } = unreadable;
    throw new UsageError(`${at.file === undefined ? "" : line`${at.file}: `}${message}\n  ${fix}`);
  }
  return { config: loaded.config, findings: loaded.warnings };
}

function needEnvironment(config: Config, name: string, abstractToo: boolean): void {
  const deployed = deployedEnvironments(config);
  if (deployed.includes(name)) return;
  const all = Object.keys(config.environments);
  if (!all.includes(name))
    throw new UsageError(line`there is no environment "${name}".${didYouMean(name, all)} Environments: ${listed(all)}`);
  if (!abstractToo)
    throw new UsageError(
      line`environment "${name}" is abstract: others extend it, and it is not deployed. Deployed environments: ${listed(deployed)}`,
    );
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
