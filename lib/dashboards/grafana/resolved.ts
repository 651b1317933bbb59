import type { Board, Panel, SourceKey } from "../board";
import { panelIds, panelKey } from "../ids";
import { placed, type Place } from "../layout";
import { printedQuery } from "../printed-query";
import { plugins, sourceOfAnnotation } from "../sources";
import { drawingOf, type Drawing } from "./panels";
import { dataSourceRef, type Target, targetOf, type TargetScope } from "./targets";

/** A board with everything that Grafana's schemas have in common. */
export interface ResolvedBoard {
  readonly rows: readonly ResolvedRow[];

  /** In the order of {@link plugins}. */
  readonly sources: readonly SourceKey[];
}

export interface ResolvedRow {
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  readonly at: Place;
  readonly panels: readonly ResolvedPanel[];
}

export interface ResolvedPanel {
  readonly id: number;

  readonly panel: Panel;
  readonly at: Place;
  readonly drawing: Drawing;
  readonly targets: readonly (Target & { readonly refId: string })[];
}

/** Ids, places, drawings and queries of a board. */
export function resolved(board: Board, scope: TargetScope): ResolvedBoard {
  const ids = panelIds(board);
  const idOf = (key: string): number => ids.get(key) ?? 0;
  const rows = placed(board).map(({ at, panels, row }): ResolvedRow => ({
    id: idOf(row.key),
    title: row.title,
    collapsed: row.collapsed ?? false,
    at,
    panels: panels.map(({ at: place, panel }): ResolvedPanel => {
      const key = panelKey(row, panel);
      const targets = panel.queries
        .flatMap((query) => (query.kind === "ask" ? printedQuery(query, scope.context) : [query]))
        .map((query, index) => ({ ...targetOf(query, scope), refId: refIdOf(index) }));
      return { id: idOf(key), panel, at: place, drawing: drawingOf(panel, targets, scope.sdk), targets };
    }),
  }));
  const asked = new Set<SourceKey | undefined>([
    ...rows.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ source }) => source))),
    ...(board.annotations ?? []).map(sourceOfAnnotation),
  ]);
  return { rows, sources: (Object.keys(plugins) as SourceKey[]).filter((source) => asked.has(source)) };
}

/** The data source of a panel: that of its queries; Grafana's own name for several. */
export function panelDataSource({
  targets,
}: ResolvedPanel): { readonly type: string; readonly uid: string } | undefined {
  const [first, ...others] = new Set(targets.map(({ source }) => source));
  if (first === undefined) return undefined;
  return others.length === 0 ? dataSourceRef(first) : { type: "datasource", uid: "-- Mixed --" };
}

/** Whether a table has to join what several queries give. */
export function joins({ panel, targets }: ResolvedPanel): boolean {
  return panel.kind === "table" && targets.length > 1;
}

/** `A` to `Z`, then `AA`. */
function refIdOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : refIdOf(Math.floor(index / 26) - 1) + letter;
}
