import type { EnvironmentPlan } from "../config";
import { answerable } from "./answerable";
import type { Board } from "./board";
import { alarmsBoard } from "./boards/alarms";
import { businessBoard } from "./boards/business";
import { collectorBoard } from "./boards/collector";
import { fleetBoard } from "./boards/fleet";
import { logsBoard } from "./boards/logs";
import { serviceBoard } from "./boards/service";
import { modelsBoard, storesBoard } from "./boards/work";
import { boardScope } from "./scope";

/** The boards of an environment: those that contract, plan and what Grafana reads have something for. */
export function boardsOf(plan: EnvironmentPlan): readonly Board[] {
  const scope = boardScope(plan);
  const boards = [
    fleetBoard(plan),
    alarmsBoard(plan),
    businessBoard(plan),
    modelsBoard(scope),
    storesBoard(scope),
    logsBoard(scope),
    collectorBoard(scope),
    ...plan.services.map((service) => serviceBoard(service, scope)),
  ];
  return boards.map((board) => answerable(board, scope.has)).filter(({ rows }) => rows.length > 0);
}
