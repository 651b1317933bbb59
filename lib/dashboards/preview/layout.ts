import type { Grid } from "../read";

const COLUMNS = 24;

/** The tallest panel that is drawn, in rows of the grid. */
const MOST_HEIGHT = 80;

/** The lowest place that is told from others. */
const LOWEST = Number.MAX_SAFE_INTEGER - 1;

/** The same place in whole numbers, within the columns of the grid. */
export function withinGrid({ h, w, x, y }: Grid): Grid {
  const left = bounded(x, 0, COLUMNS - 1);
  return { x: left, y: bounded(y, 0, LOWEST), w: bounded(w, 1, COLUMNS - left), h: bounded(h, 1, MOST_HEIGHT) };
}

function bounded(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(Math.round(value), least), most) : least;
}
