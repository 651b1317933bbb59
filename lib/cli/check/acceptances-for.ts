import { configFindingText } from "../../config";
import { type Io, UsageError } from "../command";
import { type Acceptances, noAcceptances } from "../findings/acceptances";
import { load, needEnvironment } from "./load";
import type { CheckSettings } from "./settings";

/**
 * The acceptances of the configuration that `--config` names beside what is checked; none without.
 *
 * @throws UsageError for a configuration that cannot be used, or does not have the environment of `--env`
 */
export async function acceptancesFor(
  { config: path, env }: Pick<CheckSettings, "config" | "env">,
  io: Io,
): Promise<Acceptances> {
  if (path === undefined) return noAcceptances;
  const { acceptances, config, findings } = await load(path, io);
  if (config === undefined)
    throw new UsageError(
      `${findings.map(configFindingText).join("\n")}\n  Fix the configuration first, or leave --config out`,
    );
  if (env !== undefined) needEnvironment(config, env, false);
  return acceptances;
}
