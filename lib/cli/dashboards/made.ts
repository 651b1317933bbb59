import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { line, listed } from "../../base";
import { type Config, deployedEnvironments, type EnvironmentPlan, planEnvironment } from "../../config";
import {
  BoardError,
  type BoardsMaker,
  boardsOf,
  boardUid,
  type GrafanaDashboard,
  grafanaEmitter,
  SdkMissing,
} from "../../dashboards";
import { UsageError } from "../command";
import { ownBoards } from "./own-boards";
import type { Files, IsOurs } from "./folder";

/** The dashboards of a project's environments, and where they belong. */
export interface MadeDashboards {
  /** The folder that has one for each environment. */
  readonly folder: string;

  /** Paths in the folder, with `/`: `prod/service-checkout.json`. */
  readonly files: Files;
  readonly dashboards: readonly (GrafanaDashboard & { readonly environment: string; readonly path: string })[];

  /** Folders inside that hold nothing else of ours. */
  readonly folders: readonly string[];
  readonly isOurs: IsOurs;
}

export interface WhichDashboards {
  readonly config: Config;

  /** Of the configuration. */
  readonly file: string;
  readonly cwd: string;

  /** Undefined: all that have Grafana. */
  readonly environment?: string | undefined;

  /** Undefined: `dashboards`, beside the configuration. */
  readonly out?: string | undefined;
}

/**
 * Makes the dashboards of a configuration; nothing is written.
 *
 * @throws {UsageError} for an environment without Grafana, a board that cannot be one, or if the SDK is missing
 */
export async function makeDashboards({
  config,
  cwd,
  environment,
  file,
  out,
}: WhichDashboards): Promise<MadeDashboards> {
  const plans = plansOf(config, environment);
  const folder = out === undefined ? join(dirname(resolve(cwd, file)), "dashboards") : resolve(cwd, out);
  const dashboards = await emitted(plans, await ownBoards(file, cwd));
  checkUids(dashboards);
  const { project } = config;
  return {
    folder,
    dashboards,
    files: new Map(dashboards.map(({ path, text }) => [path, text])),
    folders: environment === undefined ? foldersIn(folder) : [environment],
    isOurs(path, uid) {
      const [of = "", name = ""] = path.split("/");
      return boardUid(project, of, name.replace(/\.json$/, "")) === uid;
    },
  };
}

function plansOf(config: Config, environment: string | undefined): readonly EnvironmentPlan[] {
  const names = environment === undefined ? deployedEnvironments(config) : [environment];
  const plans = names.map((name) => planEnvironment(config, name)).filter(({ grafana }) => grafana !== undefined);
  if (plans.length > 0) return plans;
  const [which, them] =
    environment === undefined ? ["no environment has", "one"] : [line`environment ${environment} does not have`, "it"];
  throw new UsageError(`${which} Grafana: add "grafana: { url }" to ${them}`);
}

async function emitted(plans: readonly EnvironmentPlan[], own: BoardsMaker): Promise<MadeDashboards["dashboards"]> {
  try {
    const emit = await grafanaEmitter();
    return plans.flatMap((plan) => {
      const boards = boardsOf(plan);
      return emit([...boards, ...own({ plan, boards })], plan, plan.grafana).map((dashboard) => ({
        ...dashboard,
        environment: plan.environment,
        path: `${plan.environment}/${dashboard.name}.json`,
      }));
    });
  } catch (error) {
    if (error instanceof SdkMissing || error instanceof BoardError) throw new UsageError(error.message);
    throw error;
  }
}

/** @throws {UsageError} for two dashboards of different environments with one uid, which may be in one Grafana */
function checkUids(dashboards: MadeDashboards["dashboards"]): void {
  const byUid = new Map<string, string[]>();
  for (const { path, uid } of dashboards) byUid.set(uid, [...(byUid.get(uid) ?? []), path]);
  const double = [...byUid].filter(([, paths]) => paths.length > 1);
  if (double.length > 0)
    throw new UsageError(
      double
        .map(
          ([uid, paths]) =>
            line`${listed(paths)} have one uid, ${uid}: Grafana would keep one of them. Rename an environment or a board.`,
        )
        .join("\n  "),
    );
}

function foldersIn(folder: string): readonly string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
