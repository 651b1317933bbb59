import type { Board, SourceKey } from "./board";
import { sourceOf, sourceOfAnnotation } from "./sources";

/** What of a board can be asked; a panel that cannot be is left out as a whole. */
export function answerable(board: Board, has: (source: SourceKey) => boolean): Board {
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
