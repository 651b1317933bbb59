import { didYouMean, line, listed } from "../../base";
import {
  type Config,
  ConfigError,
  type ConfigFinding,
  deployedEnvironments,
  loadConfig,
  type LoadedConfig,
  ruleSections,
} from "../../config";
import { type Acceptances, acceptancesOf, noAcceptances } from "../findings/acceptances";
import { type Io, UsageError } from "../command";

/** A configuration that was read, whether or not it can be used. */
export interface Loaded {
  /** Undefined if an error keeps it from being used. */
  readonly config: Config | undefined;
  readonly findings: readonly ConfigFinding[];
  /** The file's path; undefined if it cannot be used. */
  readonly file: string | undefined;
  /** None if it cannot be used. */
  readonly acceptances: Acceptances;
}

/** @throws UsageError for a file that cannot be read */
export async function load(path: string | undefined, io: Io): Promise<Loaded> {
  let loaded: LoadedConfig;
  try {
    loaded = await loadConfig(path, { cwd: io.cwd });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const unreadable = error.findings.find(({ rule }) => Object.hasOwn(ruleSections.files, rule));
    if (unreadable === undefined)
      return { config: undefined, findings: error.findings, file: undefined, acceptances: noAcceptances };
    const { at, message, fix } = unreadable;
    throw new UsageError(`${at.file === undefined ? "" : line`${at.file}: `}${message}\n  ${fix}`);
  }
  const { config, file, warnings } = loaded;
  return { config, findings: warnings, file, acceptances: acceptancesOf(loaded) };
}

/** @throws UsageError for an environment that does not exist or, unless `abstractToo`, that is not deployed */
export function needEnvironment(config: Config, name: string, abstractToo: boolean): void {
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
