import type { Grid } from "../read";

const COLUMNS = 24;
const DEFAULT_WIDTH = 8;
const DEFAULT_HEIGHT = 8;

/** The tallest panel that is drawn, in rows of the grid. */
const MOST_HEIGHT = 80;

/**
 * Places for the panels of one section, from its top on. As in Grafana, panels move up as far as others let them, in the order of their
 * places, and none covers another; those without a place follow from left to right.
 */
export function placed(grids: readonly (Grid | undefined)[]): readonly Grid[] {
  let next = 0;
  const wanted = grids.map((grid) => {
    if (grid !== undefined) return within(grid);
    const x = next;
    next = (next + DEFAULT_WIDTH) % COLUMNS;
    return { x, y: LOWEST, w: DEFAULT_WIDTH, h: DEFAULT_HEIGHT };
  });
  const order = wanted.map((_, index) => index).sort((a, b) => compared(wanted[a], wanted[b]) || a - b);
  const bottoms = new Array<number>(COLUMNS).fill(0);
  const places = [...wanted];
  for (const index of order) {
    const grid = wanted[index];
    if (grid === undefined) continue;
    const y = bottoms.slice(grid.x, grid.x + grid.w).reduce((most, bottom) => Math.max(most, bottom), 0);
    bottoms.fill(y + grid.h, grid.x, grid.x + grid.w);
    places[index] = { ...grid, y };
  }
  return places;
}

const LOWEST = Number.MAX_SAFE_INTEGER;

function compared(a: Grid | undefined, b: Grid | undefined): number {
  if (a === undefined || b === undefined) return 0;
  return a.y - b.y || (a.y === LOWEST ? 0 : a.x - b.x);
}

function within({ h, w, x, y }: Grid): Grid {
  const left = bounded(x, 0, COLUMNS - 1);
  return { x: left, y: bounded(y, 0, LOWEST - 1), w: bounded(w, 1, COLUMNS - left), h: bounded(h, 1, MOST_HEIGHT) };
}

function bounded(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(Math.round(value), least), most) : least;
}
