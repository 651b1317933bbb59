import { append, counted } from "../../base";
import type { Dashboard, Grid, Panel } from "../read";
import { type Edit, inFile, type JsonFile, replaced, type Step } from "./fix-edits";
import { COLUMNS, isOnGrid, overlaps, scopes } from "./layout";

/** Farther down nobody looks, and numbers are no longer exact. */
const DEEPEST = 1_000_000;

/**
 * Places panels where Grafana draws them: on the grid, and below those that they overlap, but not above the row that they are in. Where
 * that is enough for the same picture, what overlaps nothing keeps its place; else all get the places that Grafana gives them.
 *
 * @see https://github.com/react-grid-layout/react-grid-layout/blob/1.5.0/lib/utils.js `correctBounds` and `compact`
 */
export function layoutFix(file: JsonFile, dashboard: Dashboard): Step {
  const edits: Edit[] = [];
  let [moved, off] = [0, 0];
  let left = 0;
  for (const { panels, section } of scopes(dashboard)) {
    const wrong = panels.filter(({ grid }) => grid !== undefined && !isOnGrid(grid));
    if (wrong.length === 0 && overlaps(panels).length === 0) continue;
    const rows = dashboard.schema === "v1" && section === undefined ? dashboard.sections : [];
    const items = [
      ...panels.map(({ grid, gridAt }) => ({ grid, gridAt, isRow: false })),
      ...rows.map(({ at, grid }) => ({ grid, gridAt: [...at, "gridPos"], isRow: true })),
    ];
    if (
      items.some(({ grid, gridAt }) => !grid || !gridAt || !isNear(grid)) ||
      hasInnerRows(dashboard, panels, section)
    ) {
      left += panels.length;
      continue;
    }
    const known = items
      .flatMap(({ grid, gridAt, isRow }) => (grid && gridAt ? { grid: onGrid(grid), gridAt, isRow, was: grid } : []))
      .toSorted((a, b) => a.was.y - b.was.y || a.was.x - b.was.x || inFile(a.gridAt, b.gridAt));
    const drawn = asDrawn(known);
    const keys =
      dashboard.schema === "v1"
        ? ({ x: "x", y: "y", w: "w", h: "h" } as const)
        : ({ x: "x", y: "y", w: "width", h: "height" } as const);
    off += wrong.length;
    for (const { grid, gridAt, isRow, was } of drawn) {
      for (const key of ["x", "y", "w", "h"] as const)
        if (grid[key] !== was[key]) append(edits, replaced(file, [...gridAt, keys[key]], grid[key]));
      if (!isRow && isOnGrid(was) && grid.y !== was.y) moved++;
    }
  }
  return {
    edits,
    done: [
      ...(off > 0 ? [`${counted(off, "panel")} put on the grid`] : []),
      ...(moved > 0 ? [`${counted(moved, "panel")} moved to where Grafana draws ${moved === 1 ? "it" : "them"}`] : []),
    ],
    left:
      left === 0
        ? []
        : [
            `the places of ${counted(left, "panel")} that overlap others or are off the grid, among places that cannot be read`,
          ],
  };
}

/** In v2alpha1, rows stand in a grid beside panels, by a number of their own. */
function hasInnerRows({ schema, sections }: Dashboard, panels: readonly Panel[], section: number | undefined): boolean {
  const isInner = (index: number | undefined): boolean => sections[index ?? -1]?.at.includes("items") ?? false;
  return (
    schema === "v2" &&
    (isInner(section) ||
      panels.some((panel) => isInner(panel.section)) ||
      sections.some(({ at, parent }) => parent === section && at.includes("items")))
  );
}

function isNear(grid: Grid): boolean {
  return [grid.x, grid.y, grid.w, grid.h].every((value) => Math.abs(value) <= DEEPEST);
}

/** A panel that ends beyond the last column moves left; one that then begins before the first has all of them. */
function onGrid(grid: Grid): Grid {
  const [x, y, w, h] = [grid.x, grid.y, grid.w, grid.h].map((value) => Math.round(value)) as [
    number,
    number,
    number,
    number,
  ];
  const width = Math.max(1, w);
  const left = x + width > COLUMNS ? COLUMNS - width : x;
  return { x: Math.max(0, left), y: Math.max(0, y), w: left < 0 ? COLUMNS : width, h: Math.max(1, h) };
}

interface Item {
  readonly grid: Grid;
  readonly isRow: boolean;
}

function asDrawn<T extends Item>(items: readonly T[]): readonly T[] {
  const drawn = placed(items, true);
  const pushed = placed(items, false);
  const isSame = placed(pushed, true).every(({ grid }, index) => grid.y === drawn[index]?.grid.y);
  return isSame ? pushed : drawn;
}

/**
 * From the top, then from the left, each item below those that it overlaps, and below the last row. In the order in which they are given.
 *
 * @param isUp whether an item that overlaps none moves up as far as it can
 */
function placed<T extends Item>(items: readonly T[], isUp: boolean): readonly T[] {
  const results = new Map<number, T>();
  const byHeight: Grid[] = [];
  let [floor, bottom] = [0, 0];
  const order = items
    .map((item, index) => ({ item, index }))
    .toSorted((a, b) => a.item.grid.y - b.item.grid.y || a.item.grid.x - b.item.grid.x);
  for (const { index, item } of order) {
    // A row reaches from side to side.
    const size: Grid = item.isRow ? { ...item.grid, x: 0, w: COLUMNS, h: 1 } : item.grid;
    const below = Math.max(isUp ? Math.min(size.y, bottom) : size.y, floor);
    const y = freeAt(byHeight, { ...size, y: below }, isUp ? floor : below);
    results.set(index, { ...item, grid: { ...item.grid, y } });
    if (item.isRow) floor = y + 1;
    bottom = Math.max(bottom, y + size.h);
    byHeight.splice(byHeight.findLastIndex((other) => other.y <= y) + 1, 0, { ...size, y });
  }
  return items.map((item, index) => results.get(index) ?? item);
}

/** Where a place is free: below what it overlaps, else as far up as nothing is in the way, but not above `top`. */
function freeAt(byHeight: readonly Grid[], { h, w, x, y }: Grid, top: number): number {
  const inColumns = byHeight.filter((other) => other.x < x + w && x < other.x + other.w);
  let at = y;
  for (const other of inColumns) {
    if (other.y >= at + h) break;
    if (other.y + other.h > at) at = other.y + other.h;
  }
  if (at !== y) return at;
  return inColumns.reduce((most, other) => (other.y < y ? Math.max(most, other.y + other.h) : most), top);
}
