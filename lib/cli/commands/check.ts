import {
  ConfigError,
  deployedEnvironments,
  loadConfig,
  type Config,
  type ConfigFinding,
  type LoadedConfig,
} from "../../config";
import { didYouMean, listed } from "../../contract";
import { effectiveJson, effectiveText } from "../check/effective-text";
import { effectiveView } from "../check/effective-view";
import { findingsFor } from "../check/one-environment";
import { countsOf, errorsIn, reportJson, reportText } from "../check/report";
import { ExitCode, UsageError, type Command, type Io } from "../command";

/** Everything that can be known to be wrong from the configuration alone, all at once. */
export const check: Command = {
  name: "check",
  summary: "Find everything wrong in a configuration, before apply",
  usage: "check [--config FILE] [--env ENV] [--json] [--print]",
  help: `
Checks the configuration: its shape, its contracts and their filter patterns, references, and AWS's limits on what comes
of it in each environment. All findings are reported at once; docs/rules.md has an example of each rule.

  --config FILE  TypeScript, JavaScript, YAML or JSON
                 [sightline.config.ts, .js, .yaml, .yml or .json in this folder]
  --env ENV      only what concerns this environment. Errors elsewhere are shown if nothing is wrong here: they keep the
                 whole configuration from being used
  --print        with --env: print what the environment comes to, and where each value comes from
  --json         one JSON object: { findings: [...], summary }, or with --print { environment, chain, value, origins }
  -h, --help     this text

Exit codes: 0 no errors (there may be warnings), 1 errors, 2 wrong use, or a file that cannot be read.

Examples:
  sightline check
  sightline check --env prod --print
  sightline check --config shop.yaml --json | jq '.findings[] | .pathText + ": " + .message'
`,
  options: {
    config: { type: "string" },
    env: { type: "string" },
    json: { type: "boolean" },
    print: { type: "boolean" },
  },
  async run({ values, positionals }, io) {
    if (positionals.length > 0)
      throw new UsageError(`unexpected argument "${positionals.join(" ")}"; a file is named with --config`);
    const env = typeof values.env === "string" ? values.env : undefined;
    const json = values.json === true;
    const print = values.print === true;
    if (print && env === undefined) throw new UsageError("--print goes with --env, the environment to print");

    const loaded = await load(typeof values.config === "string" ? values.config : undefined, io);
    if (env !== undefined && loaded.config !== undefined) needEnvironment(loaded.config, env, print);
    if (print && env !== undefined && loaded.config !== undefined) {
      const view = effectiveView(loaded.config, env);
      io.stdout.write(json ? jsonText(effectiveJson(view)) : effectiveText(view));
      return ExitCode.ok;
    }

    const findings =
      env === undefined ? loaded.findings : findingsFor(env, loaded.findings, loaded.config === undefined);
    const environments = loaded.config && (env === undefined ? deployedEnvironments(loaded.config).length : 1);
    const counts = loaded.config && countsOf(loaded.config, environments ?? 0);
    const report = json ? jsonText(reportJson(findings, counts)) : reportText(findings, counts);
    // What was asked for was the print: findings in its place would be read as one.
    (print ? io.stderr : io.stdout).write(report);
    return errorsIn(findings) > 0 ? ExitCode.findings : ExitCode.ok;
  },
};

interface Loaded {
  /** Undefined if a finding keeps it from being used. */
  readonly config: Config | undefined;
  readonly findings: readonly ConfigFinding[];
}

async function load(path: string | undefined, io: Io): Promise<Loaded> {
  let loaded: LoadedConfig;
  try {
    loaded = await loadConfig(path, { cwd: io.cwd });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const unreadable = error.findings.find(({ rule }) => rule.startsWith("file-"));
    if (unreadable === undefined) return { config: undefined, findings: error.findings };
    const { place, message, mend } = unreadable;
    throw new UsageError(`${place === undefined ? "" : `${place.file}: `}${message}\n  ${mend}`);
  }
  return { config: loaded.config, findings: loaded.warnings };
}

function needEnvironment(config: Config, name: string, abstractToo: boolean): void {
  const deployed = deployedEnvironments(config);
  if (deployed.includes(name)) return;
  const all = Object.keys(config.environments);
  if (!all.includes(name))
    throw new UsageError(`there is no environment "${name}".${didYouMean(name, all)} There are ${listed(all)}`);
  if (!abstractToo)
    throw new UsageError(`"${name}" is abstract: it is only there to be extended. Deployed are ${listed(deployed)}`);
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
