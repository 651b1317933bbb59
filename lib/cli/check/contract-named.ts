import { existsSync } from "node:fs";
import { join } from "node:path";
import { counted, didYouMean, line, listed, own } from "../../base";
import { type Config, defaultFiles } from "../../config";
import { baseContract, type Contract, presetNames, presetOf } from "../../contract";
import { type Io, UsageError } from "../command";
import { type Acceptances, noAcceptances } from "../findings/acceptances";
import { load, needEnvironment } from "./load";
import type { CheckSettings } from "./settings";

/**
 * The contract of a name: of the configuration that `--config` names or the folder has, the contract or the service of that name; else a preset.
 *
 * @throws UsageError if there is none, or the configuration cannot be used
 */
export async function contractNamed(
  name: string,
  { config: path, env }: Pick<CheckSettings, "config" | "env">,
  io: Io,
): Promise<{ readonly contract: Contract; readonly acceptances: Acceptances }> {
  const hasConfig =
    path !== undefined || env !== undefined || defaultFiles.some((file) => existsSync(join(io.cwd, file)));
  const { acceptances, config } = hasConfig
    ? await usable(path, io)
    : { acceptances: noAcceptances, config: undefined };
  if (env !== undefined && config !== undefined) needEnvironment(config, env, false);
  const contract = ownContract(name, config) ?? (name === baseContract.name ? baseContract : presetOf(name));
  if (contract !== undefined) return { contract, acceptances };
  const owned = Object.entries(config?.services ?? {}).flatMap(([service, each]) => [service, each.contract.name]);
  const names = [...new Set([...owned, baseContract.name, ...presetNames])];
  const where = config === undefined ? "; there is no configuration in this folder, and --config names none" : "";
  throw new UsageError(
    line`--contract ${name}: there is no such contract.${didYouMean(name, names)} Give one of ${listed(names, names.length)}${where}`,
  );
}

/** The contract of this name that services have; else that of the service of this name. */
function ownContract(name: string, config: Config | undefined): Contract | undefined {
  const services = Object.values(config?.services ?? {});
  const named = [...new Set(services.flatMap(({ contract }) => (contract.name === name ? [contract] : [])))];
  if (named.length > 1)
    throw new UsageError(line`--contract ${name}: services have several contracts of this name; name a service`);
  return named[0] ?? own(config?.services ?? {}, name)?.contract;
}

async function usable(
  path: string | undefined,
  io: Io,
): Promise<{ readonly acceptances: Acceptances; readonly config: Config }> {
  const { acceptances, config, findings } = await load(path, io);
  if (config === undefined)
    throw new UsageError(
      `the configuration has ${counted(findings.length, "error")}, and may have a contract of this name; sightline check lists them\n  Fix the configuration first`,
    );
  return { acceptances, config };
}
