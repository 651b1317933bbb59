import { append } from "../base";
import type { Board, Panel, PanelKind, Row } from "./board";

/** Columns of the grid. */
export const columns = 24;

/** A place on the grid: columns from the left, steps of 30 pixels from the top. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PlacedRow {
  readonly row: Row;
  readonly at: Place;
  readonly panels: readonly { readonly panel: Panel; readonly at: Place }[];
}

const sizes: Readonly<Record<PanelKind, { readonly w: number; readonly h: number }>> = {
  bars: { w: 8, h: 8 },
  heatmap: { w: 12, h: 8 },
  logs: { w: 24, h: 12 },
  stat: { w: 4, h: 4 },
  table: { w: 12, h: 8 },
  text: { w: 24, h: 8 },
  timeseries: { w: 8, h: 8 },
};

/**
 * Panels from left to right, then down. Panels without a width of their own fill their lines, evenly: four of a kind that has three on a line
 * are two and two. A line is as high as the highest of its panels. Collapsed rows are placed as if they were open, so that
 * nothing overlaps when they are opened.
 */
export function placed({ rows }: Pick<Board, "rows">): readonly PlacedRow[] {
  let y = 0;
  return rows.map((row) => {
    const at = { x: 0, y, w: columns, h: 1 };
    y += 1;
    let x = 0;
    let height = 0;
    const widths = widthsOf(row.panels);
    const panels = row.panels.map((panel, index) => {
      const w = within(widths[index] ?? sizes[panel.kind].w, columns);
      const h = within(panel.height ?? sizes[panel.kind].h, tallest);
      if (x + w > columns) {
        y += height;
        x = 0;
        height = 0;
      }
      const place = { x, y, w, h };
      x += w;
      height = Math.max(height, h);
      return { panel, at: place };
    });
    y += height;
    return { row, at, panels };
  });
}

function widthsOf(panels: readonly Panel[]): readonly number[] {
  const widths: number[] = [];
  while (widths.length < panels.length) {
    const first = panels[widths.length];
    const usual = first === undefined ? columns : sizes[first.kind].w;
    if (first?.width !== undefined) {
      widths.push(first.width);
      continue;
    }
    const rest = panels.slice(widths.length);
    const end = rest.findIndex(({ kind, width }) => width !== undefined || sizes[kind].w !== usual);
    append(widths, shared(end < 0 ? rest.length : end, Math.floor(columns / usual)));
  }
  return widths;
}

/** Widths of so many panels in as few lines as hold them, with at most so many on each. */
function shared(count: number, most: number): readonly number[] {
  const lines = Math.ceil(count / most);
  return Array.from({ length: lines }, (_, line) => {
    const on = Math.floor(count / lines) + (line < count % lines ? 1 : 0);
    return Array.from({ length: on }, (__, at) => Math.floor(columns / on) + (at < columns % on ? 1 : 0));
  }).flat();
}

const tallest = 1000;

function within(size: number, most: number): number {
  return Number.isFinite(size) ? Math.min(most, Math.max(1, Math.round(size))) : most;
}
