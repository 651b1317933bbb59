import type { EnvironmentPlan } from "../config";
import type { Board, SourceKey } from "./board";
import { businessBoard } from "./boards/business";
import { serviceBoard } from "./boards/service";
import { sourceOf, sourceOfAnnotation, sourcesOf } from "./sources";

/** The boards of an environment: those that contract, plan and what Grafana reads have something for. */
export function boardsOf(plan: EnvironmentPlan): readonly Board[] {
  const boards = [businessBoard(plan), ...plan.services.map((service) => serviceBoard(service, plan))];
  const sources = sourcesOf(plan);
  return boards
    .map((board) => answerable(board, (source) => sources.has(source)))
    .filter(({ rows }) => rows.length > 0);
}

/** What of a board can be asked; a panel that cannot be is left out as a whole. */
function answerable(board: Board, has: (source: SourceKey) => boolean): Board {
  return {
    ...board,
    rows: board.rows
      .map((row) => ({
        ...row,
        panels: row.panels.filter(({ queries }) => queries.every((query) => has(sourceOf(query)))),
      }))
      .filter(({ panels }) => panels.length > 0),
    annotations: (board.annotations ?? []).filter((annotation) => {
      const source = sourceOfAnnotation(annotation);
      return source === undefined || has(source);
    }),
  };
}
