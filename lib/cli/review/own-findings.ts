import { sep } from "node:path";
import type { Finding } from "../../base";
import { type Config, deployedEnvironments, flatAlarms, planEnvironment } from "../../config";
import { checkDashboards, type DashboardFile, knownOf } from "../../dashboards/rules";
import { type Revision, checkedOut } from "../against/git";
import { load, type Loaded } from "../check/load";
import { findingsFor } from "../check/one-environment";
import { plannedFindings } from "../check/planned-findings";
import { type Io, UsageError } from "../command";
import { isAtLeast } from "../findings/format";
import { dashboardFiles, type DashboardFiles } from "./dashboard-files";

/** What a check finds in a part of a project, apart from the Terraform of its stacks. */
export interface OwnFindings {
  readonly kind: "configuration" | "collectors" | "dashboard";
  /** The part: a file of a dashboard, `collectors of shop-prod`; empty for the configuration. */
  readonly source: string;
  /** Undefined: of all. */
  readonly environment: string | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Findings of the configuration, of the collectors that it gives, and of committed dashboards. Those of severity info are left out, as in
 * `check`.
 */
export function ownFindings(
  loaded: Loaded & { readonly config: Config },
  env: string | undefined,
  { texts }: DashboardFiles,
): OwnFindings[] {
  const { config, findings } = loaded;
  const environments = env === undefined ? deployedEnvironments(config) : [env];
  return [
    {
      kind: "configuration" as const,
      source: "",
      environment: undefined,
      findings: env === undefined ? findings : findingsFor(env, findings, false),
    },
    ...plannedFindings(config, environments, loaded).map(({ environment, findings: all, source }) => ({
      kind: "collectors" as const,
      source,
      environment,
      findings: all,
    })),
    ...dashboardFindings(config, environments, texts),
  ].map((each) => ({ ...each, findings: each.findings.filter(({ severity }) => isAtLeast(severity, "warning")) }));
}

/**
 * {@link ownFindings} of a revision; a text says why there are none.
 *
 * @param env undefined: all environments of the revision
 */
export async function ownFindingsAt(
  revision: Revision,
  env: string | undefined,
  io: Io,
): Promise<readonly OwnFindings[] | string> {
  return checkedOut(revision, undefined, io, async (there) => {
    try {
      const loaded = await load(undefined, there);
      const { config } = loaded;
      if (config === undefined) return "its configuration has errors";
      const isThere = env === undefined || deployedEnvironments(config).includes(env);
      return isThere ? ownFindings({ ...loaded, config }, env, dashboardFiles(there)) : `it has no environment ${env}`;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return error.message.split("\n")[0] ?? "";
    }
  });
}

function dashboardFindings(
  config: Config,
  environments: readonly string[],
  texts: DashboardFiles["texts"],
): OwnFindings[] {
  const of = new Map<string | undefined, DashboardFile[]>();
  for (const [name, text] of texts) {
    if (text === undefined) continue;
    const [, folder = ""] = name.split(sep);
    const environment = Object.hasOwn(config.environments, folder) ? folder : undefined;
    if (environment !== undefined && !environments.includes(environment)) continue;
    const one = { name, text };
    const group = of.get(environment);
    if (group === undefined) of.set(environment, [one]);
    else group.push(one);
  }
  return [...of].flatMap(([environment, group]) => {
    const plan = environment === undefined ? undefined : planEnvironment(config, environment);
    const known = plan === undefined ? undefined : knownOf(plan, plan.services.flatMap(flatAlarms));
    return checkDashboards(group, known).map(({ file, findings }) => ({
      kind: "dashboard" as const,
      source: file,
      environment,
      // Other files may lie beside them.
      findings: findings.filter(({ rule }) => rule !== "dashboard-not-found"),
    }));
  });
}
