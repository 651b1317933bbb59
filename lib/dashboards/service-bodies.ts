import type { EnvironmentPlan } from "../config";
import { answerable } from "./answerable";
import type { SourceKey } from "./board";
import { serviceBoard } from "./boards/service";
import { cloudWatchBody } from "./cloudwatch-body";
import { boardScope } from "./scope";

/**
 * Bodies of the CloudWatch dashboards of services, by service, whatever Grafana reads. A service about which CloudWatch has nothing to show has none.
 *
 * @throws {BoardError} for what PutDashboard refuses
 */
export function serviceBodies(plan: EnvironmentPlan): ReadonlyMap<string, string> {
  const scope = boardScope(plan, new Set<SourceKey>(["cloudwatch"]));
  return new Map(
    plan.services.flatMap((service) => {
      const board = answerable(serviceBoard(service, scope), scope.has);
      return board.rows.every(({ collapsed }) => collapsed === true)
        ? []
        : [[service.name, cloudWatchBody(board, plan)]];
    }),
  );
}
