import type { Section } from "../read";
import type { DashboardChange } from "./change";
import type { Documents } from "./documents";
import { isSameJson } from "./json-differences";
import type { PanelPair } from "./panel-pairs";
import type { Pair } from "./pairs";

/**
 * All that changes on the grid, as one change.
 *
 * @param panels those that are in the section in which they were
 */
export function layoutChanges(
  panels: readonly PanelPair[],
  sections: readonly Pair<Section>[],
  { before: { dashboard: before }, isComparable }: Documents,
): DashboardChange[] {
  let [moved, resized, pushed, rows] = [0, 0, 0, 0];
  for (const { is, was } of panels) {
    if (is === undefined || was === undefined) continue;
    const [from, to] = [was.grid, is.grid];
    if (from?.w !== to?.w || from?.h !== to?.h) resized++;
    else if (from?.x !== to?.x) moved++;
    // In v2, a row counts from its own beginning.
    else if (isComparable && from?.y !== to?.y) pushed++;
  }
  for (const { is, was } of sections)
    if (isComparable && is !== undefined && was !== undefined && !isSameJson(was.grid, is.grid)) rows++;
  // Where the layout places panels by itself, their order is what it goes by.
  const ordered = panels.filter(({ is, was }) => is?.grid === undefined && was?.grid === undefined);
  const reordered = isInAnotherOrder(ordered, before.panels) || isInAnotherOrder(sections, before.sections);
  return moved + resized + pushed + rows === 0 && !reordered
    ? []
    : [{ kind: "layout", moved, resized, pushed, rows, reordered }];
}

function isInAnotherOrder<T>(pairs: readonly Pair<T>[], before: readonly T[]): boolean {
  const places = new Map(before.map((item, at) => [item, at]));
  const now = pairs.flatMap(({ is, was }) => (is === undefined || was === undefined ? [] : (places.get(was) ?? [])));
  return now.some((place, at) => place < (now[at - 1] ?? place));
}
