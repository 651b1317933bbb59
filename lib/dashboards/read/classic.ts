import { append, own } from "../../base";
import { readPanel } from "./classic-panel";
import { readClassicAnnotation, readClassicVariable } from "./classic-settings";
import type { Dashboard, Grid, Panel, Section } from "./dashboard";
import type { Plugins } from "./datasource";
import { gridOf, linksOf } from "./panel";
import { flagOf, numberOf, type Part, partOf, partsOf, type ReadProblem, textOf, textsOf } from "./part";

/** A dashboard of v1. The envelope has its uid. */
export function readClassic(part: Part, envelope: Part | undefined, problems: ReadProblem[]): Dashboard {
  const plugins = pluginsOf(part);
  const hasVariables = partsOf(partOf(part, "templating"), "list").length > 0;
  const laid: Laid = { panels: [], sections: [], plugins, hasVariables, problems };
  const old = own(part.value, "panels") === undefined ? partsOf(part, "rows", problems) : [];
  if (old.length > 0) layRows(old, laid);
  else layPanels(partsOf(part, "panels", problems), laid);
  const time = partOf(part, "time");
  const version = numberOf(part, "schemaVersion");
  const refresh = textOf(part, "refresh");
  const editable = flagOf(part, "editable");
  const texts = {
    uid: textOf(partOf(envelope, "metadata"), "name") ?? textOf(part, "uid"),
    title: textOf(part, "title"),
    description: textOf(part, "description"),
    timezone: textOf(part, "timezone"),
  };
  return {
    schema: "v1",
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
    tags: textsOf(part, "tags") ?? [],
    ...(version !== undefined && { version }),
    ...(editable !== undefined && { editable }),
    time: timeOf(time),
    ...(refresh !== undefined && { refresh }),
    variables: partsOf(partOf(part, "templating"), "list", problems).map((each) => readClassicVariable(each, plugins)),
    annotations: partsOf(partOf(part, "annotations"), "list", problems).map((each) =>
      readClassicAnnotation(each, plugins),
    ),
    links: linksOf(part, "links"),
    panels: laid.panels,
    sections: laid.sections,
    unplaced: [],
    missing: [],
    at: part.at,
  };
}

/** A time range, as both schemas write it. */
export function timeOf(part: Part | undefined): Dashboard["time"] {
  const [from, to] = [textOf(part, "from"), textOf(part, "to")];
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

function pluginsOf(part: Part): Plugins {
  const plugins = new Map<string, string>();
  for (const input of partsOf(part, "__inputs")) {
    const [name, plugin] = [textOf(input, "name"), textOf(input, "pluginId")];
    if (name !== undefined && plugin !== undefined) plugins.set(name, plugin);
  }
  for (const variable of partsOf(partOf(part, "templating"), "list")) {
    const [name, plugin] = [textOf(variable, "name"), textOf(variable, "query")];
    if (textOf(variable, "type") === "datasource" && name !== undefined && plugin) plugins.set(name, plugin);
  }
  return plugins;
}

interface Laid {
  readonly panels: Panel[];
  readonly sections: Section[];
  readonly plugins: Plugins;

  /** Without them Grafana keeps what it once repeated. */
  readonly hasVariables: boolean;
  readonly problems: ReadProblem[];
}

/** A row that is open owns the panels after it, until the next; a collapsed one holds its own, and those after it are in none. */
function layPanels(parts: readonly Part[], laid: Laid): void {
  let open: number | undefined;
  for (const part of inGridOrder(parts)) {
    if (laid.hasVariables && isCopy(part)) continue;
    if (textOf(part, "type") !== "row") {
      laid.panels.push(readPanel(part, open, gridOfPanel(part), laid.plugins, laid.problems));
      continue;
    }
    const section = laid.sections.length;
    const collapsed = flagOf(part, "collapsed") ?? false;
    open = collapsed ? undefined : section;
    laid.sections.push(sectionOf(part, collapsed, gridOfPanel(part)));
    const inside = inGridOrder(partsOf(part, "panels", laid.problems));
    append(
      laid.panels,
      inside.map((each) => readPanel(each, section, gridOfPanel(each), laid.plugins, laid.problems)),
    );
  }
}

/** What Grafana made by repeating a panel or row, and older ones saved; it is removed when the dashboard is opened. */
function isCopy(part: Part): boolean {
  const isRepeated = (textOf(part, "repeat") ?? "") !== "";
  return Boolean(own(part.value, "repeatPanelId")) && (!isRepeated || flagOf(part, "repeatedByRow") === true);
}

function sectionOf(part: Part, collapsed: boolean, grid?: Grid): Section {
  const [title, repeat] = [textOf(part, "title"), textOf(part, "repeat")];
  return {
    ...(title !== undefined && { title }),
    kind: "row",
    collapsed,
    ...(repeat !== undefined && repeat !== "" && { repeat }),
    ...(grid && { grid }),
    at: part.at,
  };
}

function gridOfPanel(part: Part): Grid | undefined {
  return gridOf(partOf(part, "gridPos"), "w", "h");
}

function inGridOrder(parts: readonly Part[]): readonly Part[] {
  const placed = parts.map((part) => ({ part, grid: gridOfPanel(part) }));
  if (placed.some(({ grid }) => grid === undefined)) return parts;
  return placed
    .sort(({ grid: a }, { grid: b }) => (a?.y ?? 0) - (b?.y ?? 0) || (a?.x ?? 0) - (b?.x ?? 0))
    .map(({ part }) => part);
}

/** Rows of the time before the grid: panels side by side, with a span of twelve. */
function layRows(rows: readonly Part[], laid: Laid): void {
  let y = 0;
  for (const row of rows) {
    if (Boolean(own(row.value, "repeatIteration")) && Boolean(own(row.value, "repeatRowId"))) continue;
    const section = laid.sections.length;
    laid.sections.push(sectionOf(row, flagOf(row, "collapse") ?? false));
    let x = 0;
    const h = heightOf(row) ?? 7;
    let tallest = h;
    for (const part of partsOf(row, "panels", laid.problems)) {
      if (laid.hasVariables && isCopy(part)) continue;
      const w = Math.min(24, Math.max(1, Math.floor(numberOf(part, "span") ?? 4) * 2));
      if (x + w > 24) [x, y, tallest] = [0, y + tallest, h];
      const grid = { x, y, w, h: heightOf(part) ?? h };
      laid.panels.push(readPanel(part, section, grid, laid.plugins, laid.problems));
      tallest = Math.max(tallest, grid.h);
      x += w;
    }
    if (x > 0) y += tallest;
  }
}

/** Pixels, as a number or `250px`, in cells of the grid with the margin between them. */
function heightOf(part: Part): number | undefined {
  const value = own(part.value, "height");
  const pixels =
    typeof value === "number" ? value : typeof value === "string" ? Number.parseInt(value, 10) : Number.NaN;
  return Number.isFinite(pixels) && pixels > 0 ? Math.max(1, Math.ceil(pixels / 38)) : undefined;
}
