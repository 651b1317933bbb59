import { dirname } from "node:path";
import { line, listed } from "../../base";
import { type CollectorDocument, collectorsOf, collectorText, type CollectorTier } from "../../collector";
import { type Change, joinTiers, type ServiceContracts } from "../../collector/scenarios";
import { configFindingText, planEnvironment } from "../../config";
import { load, needEnvironment } from "../check/load";
import { type Io, UsageError } from "../command";

/** What an environment's collectors are run as. */
export interface OfEnvironment {
  /** `prod`, or `prod, sampler`. */
  readonly name: string;
  /** The file of its configuration. */
  readonly file: string;
  /** Where scenarios are looked for. */
  readonly folder: string;
  readonly document: CollectorDocument;
  readonly changes: readonly Change[];
  /** Of its services, whose events scenarios may send. */
  readonly contracts: ServiceContracts;
}

/**
 * The collectors of an environment as one configuration: both tiers joined, or one of them.
 *
 * @param config the project's configuration; undefined: the one in this folder
 * @throws UsageError for an environment or a tier that is not there, and for a configuration with errors
 */
export async function ofEnvironment(
  name: string,
  tier: CollectorTier | undefined,
  config: string | undefined,
  io: Io,
): Promise<OfEnvironment> {
  const loaded = await load(config, io);
  if (loaded.config === undefined || loaded.file === undefined)
    throw new UsageError(loaded.findings.map(configFindingText).join("\n"));
  needEnvironment(loaded.config, name, false);
  const { collector: plan, services } = planEnvironment(loaded.config, name);
  if (plan === undefined) throw new UsageError(line`environment ${name} has no collector: add "collector: {}" to it`);
  const tiers = collectorsOf(plan);
  const chosen = tiers
    .filter((each) => tier === undefined || each.tier === tier)
    .map((each) => collectorText(each.collector, plan).document);
  const [first, second] = chosen;
  if (first === undefined)
    throw new UsageError(
      line`environment ${name} has no ${tier ?? ""}, only ${listed(tiers.map((each) => each.tier))}`,
    );
  const contracts = new Map(services.map((each) => [each.name, each.contract]));
  const of = { file: loaded.file, folder: dirname(loaded.file), contracts };
  if (second === undefined)
    return { ...of, name: tier === undefined ? name : `${name}, ${tier}`, document: first, changes: [] };
  return { ...of, name, ...joinTiers(first, second) };
}
