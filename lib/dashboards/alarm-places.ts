import type { EnvironmentPlan, MetricEntryPlan } from "../config";
import { boardsOf } from "./boards";
import { boardUid, panelIds, panelKey } from "./ids";
import { measuresRate, measuresTimes } from "./measures";

/** The panel that draws an alarm. */
export interface AlarmPlace {
  /** Uid of the dashboard. */
  readonly dashboard: string;

  /** Id of the panel on it. */
  readonly panel: number;
}

/** Where the dashboards of a plan draw the entries on metrics, by service and entry: `placeOf("checkout", "error_rate")`. */
export function alarmPlaces(plan: EnvironmentPlan): (service: string, alarm: string) => AlarmPlace | undefined {
  const places = new Map<string, AlarmPlace>();
  const boards = new Map(boardsOf(plan).map((board) => [board.key, board]));
  for (const { alarms, name } of plan.services) {
    const board = boards.get(`service-${name}`);
    if (board === undefined) continue;
    const ids = panelIds(board);
    const keys = new Map(
      board.rows.flatMap((row) => row.panels.map((panel) => [panelKey(row, panel), ids.get(panelKey(row, panel))])),
    );
    for (const entry of alarms) {
      if (entry.kind !== "metric") continue;
      const panel = keysOf(entry).flatMap((key) => keys.get(key) ?? [])[0];
      if (panel !== undefined)
        places.set(`${name} ${entry.alarm}`, { dashboard: boardUid(plan.project, plan.environment, board.key), panel });
    }
  }
  return (service, alarm) => places.get(`${service} ${alarm}`);
}

/** Keys that its panel may have: its own, or that of the requests that it is drawn into. */
function keysOf(entry: MetricEntryPlan): readonly string[] {
  return [
    `alarms/${entry.alarm}`,
    `resources/${entry.alarm}`,
    ...(measuresRate(entry, "server_errors", "requests") ? ["requests/error_rate"] : []),
    ...(measuresTimes(entry, "request_duration") ? ["requests/request_duration"] : []),
  ];
}
