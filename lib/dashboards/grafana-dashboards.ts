import { counted, line, listed } from "../base";
import type { EnvironmentPlan } from "../config";
import { queryContext } from "../queries";
import type { Board } from "./board";
import { BoardError } from "./board-error";
import { checkBoard } from "./check-board";
import { loadSdk, type Sdk } from "./grafana/sdk";
import { resolved } from "./grafana/resolved";
import { type BoardPlace, settingsOf } from "./grafana/settings";
import { sourceLabels, sourcesOf } from "./sources";
import { jsonText } from "./grafana/text";
import { dashboardV1 } from "./grafana/v1";
import { dashboardV2 } from "./grafana/v2";

/** Grafana's JSON of a board. */
export interface GrafanaDashboard {
  /** The board's key: the name of its file, without `.json`. */
  readonly name: string;
  readonly uid: string;
  readonly title: string;

  /** JSON with an end of line. */
  readonly text: string;
}

/** How Grafana gets its dashboards. */
export interface GrafanaOptions {
  /**
   * `v1` is read by every Grafana, `v2` by Grafana 13 and later.
   *
   * @default "v1"
   */
  readonly schema?: "v1" | "v2";

  /**
   * `browser`, `utc`, or a name of the IANA: `Europe/Berlin`.
   *
   * @default "browser"
   */
  readonly timezone?: string;
}

/** What makes dashboards of boards: see {@link grafanaEmitter}. */
export type GrafanaEmitter = (
  boards: readonly Board[],
  plan: EnvironmentPlan,
  options?: GrafanaOptions,
) => readonly GrafanaDashboard[];

/** Grafana takes no larger ones: limit of the body of a request in many set-ups, and of a ConfigMap. */
const mostBytes = 1_000_000;

/**
 * Loads Grafana's Foundation SDK.
 *
 * @throws {SdkMissing} if it is not installed
 */
export async function grafanaEmitter(): Promise<GrafanaEmitter> {
  const sdk = await loadSdk();
  return (boards, plan, options) => {
    for (const board of boards) checkBoard(board);
    const made = boards.map((board) => dashboardOf(board, plan, options ?? {}, sdk));
    checkUids(made);
    return made;
  };
}

function dashboardOf(
  board: Board,
  plan: EnvironmentPlan,
  { schema = "v1", timezone = "browser" }: GrafanaOptions,
  sdk: Sdk,
): GrafanaDashboard {
  const { account, environment, project, region } = plan;
  const dataSources = sourcesOf(plan);
  const place: BoardPlace = { project, environment, region, timezone, dataSources };
  const context = queryContext(plan, { times: { kind: "grafana" } });
  const scope = { sdk, account, region, context };
  const whole = resolved(board, scope);
  const missing = whole.sources.filter((source) => !dataSources.has(source));
  if (missing.length > 0)
    throw new BoardError(
      line`board ${board.key} asks ${listed(missing.map((source) => sourceLabels[source]))}, which Grafana does not read in environment ${environment}: see grafana.dataSources and telemetry there`,
    );
  const settings = settingsOf(board, whole, place);
  const dashboard =
    schema === "v1" ? dashboardV1(board, whole, settings, scope) : dashboardV2(board, whole, settings, scope);
  const text = jsonText(dashboard);
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes)
    throw new BoardError(
      line`board ${board.key} is ${counted(Math.ceil(bytes / 1000), "kB")} of JSON, and Grafana takes ${mostBytes / 1000}: it has ${counted(
        whole.rows.reduce((sum, { panels }) => sum + panels.length, 0),
        "panel",
      )}; make two boards of it`,
    );
  return { name: board.key, uid: settings.uid, title: board.title, text };
}

/** @throws {BoardError} for two dashboards with one uid: the second would replace the first */
function checkUids(dashboards: readonly GrafanaDashboard[]): void {
  const byUid = new Map<string, string>();
  for (const { name, uid } of dashboards) {
    const other = byUid.get(uid);
    if (other !== undefined)
      throw new BoardError(line`boards ${other} and ${name} have one uid, ${uid}: give them other keys`);
    byUid.set(uid, name);
  }
}
