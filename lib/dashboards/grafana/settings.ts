import type { Board, SourceKey } from "../board";
import { boardUid } from "../ids";
import type { DataSource } from "../sources";
import type { ResolvedBoard } from "./resolved";

/** Where a dashboard belongs, and how Grafana shows its times. */
export interface BoardPlace {
  readonly project: string;
  readonly environment: string;
  readonly region: string;

  /** `browser`, `utc` or a name of the IANA: `Europe/Berlin`. */
  readonly timezone: string;

  /** What Grafana reads in the environment. */
  readonly dataSources: ReadonlyMap<SourceKey, DataSource>;
}

/** What both schemas of Grafana say of a dashboard beside its panels. */
export interface DashboardSettings extends BoardPlace {
  readonly uid: string;
  readonly tags: readonly string[];

  /** `6h` */
  readonly range: string;

  /** `5m`; empty: it is not refreshed by itself. */
  readonly refresh: string;
}

/** The tag by which dashboards lead to each other, within an environment. */
export const tag = "sightline";

export function environmentTag(environment: string): string {
  return `environment:${environment}`;
}

/** The tag of the same board in all environments. */
export function boardTag(project: string, board: string): string {
  return `board:${project}-${board}`;
}

/** The settings of a board's dashboard. */
export function settingsOf(board: Board, { rows }: ResolvedBoard, place: BoardPlace): DashboardSettings {
  const { environment, project } = place;
  // A query of Logs Insights is paid by what it reads; those of closed rows do not run.
  const isPaid = rows.some(
    ({ collapsed, panels }) =>
      !collapsed && panels.some(({ targets }) => targets.some(({ query }) => query.queryMode === "Logs")),
  );
  return {
    ...place,
    uid: boardUid(project, environment, board.key),
    tags: [tag, environmentTag(environment), boardTag(project, board.key), ...(board.tags ?? [])],
    range: board.range ?? "6h",
    refresh: isPaid ? "" : "5m",
  };
}
