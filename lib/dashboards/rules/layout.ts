import { counted, excerpt } from "../../base";
import type { Dashboard, Grid, Panel } from "../read";
import { family } from "./family";
import { panelName, panelNames } from "./panel-name";

const json =
  "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/";
const schema = "https://grafana.com/docs/grafana/latest/as-code/observability-as-code/schema-v2/";
const practices = "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/best-practices/";

/** Columns of the grid. */
export const COLUMNS = 24;

/** Panels that are loaded when a dashboard is opened. */
const MOST_OPEN = 60;

/** Where panels are. */
export const layout = family(
  {
    "panel-off-grid": {
      severity: "warning",
      what: "A panel stands on the grid of 24 columns, at whole numbers.",
      why: "Grafana moves or cuts what does not, so the dashboard looks different from its file.",
      fix: "Write x from 0 to 23, a width of at least 1 that ends at column 24, and a height of at least 1.",
      source: json,
    },
    "panel-overlap": {
      severity: "warning",
      what: "Panels do not overlap.",
      why: "Grafana pushes the lower one down, and all below it, so the dashboard looks different from its file.",
      fix: "Move the panel down, or make the other one smaller.",
      source: json,
    },
    "panel-id-twice": {
      severity: "warning",
      what: "No two panels have one id.",
      why: "Grafana gives one of them another id when it loads the dashboard: links to it, and alert rules that name it, then show another panel.",
      fix: "Give each panel an id of its own.",
      source: json,
    },
    "panel-id-missing": {
      severity: "info",
      what: "A panel has an id.",
      why: "Links to a panel and alert rules name it by its id; one that Grafana makes up depends on the other panels.",
      fix: "Add an id that stays the same.",
      source: json,
    },
    "element-missing": {
      severity: "error",
      what: "The layout shows elements that exist.",
      why: "Grafana shows an error, or nothing, in the place of one that does not.",
      fix: "Add the element, or remove it from the layout.",
      source: schema,
    },
    "element-unplaced": {
      severity: "warning",
      what: "The layout shows every element.",
      why: "Nobody sees one that it does not show.",
      fix: "Place the element in the layout, or remove it.",
      source: schema,
    },
    "element-placed-twice": {
      severity: "warning",
      what: "The layout shows an element once.",
      why: "Panels are known by their element's name, so that the second one takes the place of the first.",
      fix: "Copy the element under another name.",
      source: schema,
    },
    "dashboard-budget": {
      severity: "info",
      what: `A dashboard opens with at most ${MOST_OPEN} panels.`,
      why: "Each asks its queries at once, at each refresh: the page is slow, and so is the data source for others.",
      fix: "Collapse rows, or split the dashboard by what is asked of it.",
      source: practices,
    },
  },
  ({ dashboard, panels }, report) => {
    const { missing, schema: kind, sections, unplaced } = dashboard;
    for (const panel of dashboard.panels) {
      const { grid } = panel;
      if (grid === undefined || isOnGrid(grid)) continue;
      const { h, w, x, y } = grid;
      report("panel-off-grid", panel.gridAt ?? panel.at, {
        message: `${panelName(panel)} stands at column ${x} and row ${y}, ${w} wide and ${h} high`,
      });
    }
    for (const { panels: group } of scopes(dashboard))
      for (const [lower, upper] of overlaps(group))
        report("panel-overlap", lower.gridAt ?? lower.at, {
          message: `${panelName(lower)} overlaps ${panelName(upper)}`,
        });

    const nameless: Panel[] = [];
    const byId = new Map<number, Panel>();
    for (const panel of panels) {
      if (panel.id === undefined) {
        if (kind === "v1") nameless.push(panel);
        continue;
      }
      const first = byId.get(panel.id);
      if (first === undefined) byId.set(panel.id, panel);
      else
        report("panel-id-twice", [...panel.at, ...(kind === "v1" ? ["id"] : ["spec", "id"])], {
          message: `${panelName(panel)} has the id ${panel.id}, as ${panelName(first)}`,
        });
    }

    const [first] = nameless;
    if (first !== undefined)
      report("panel-id-missing", nameless.length === 1 ? first.at : dashboard.at, {
        message: `${counted(nameless.length, "panel")} without an id: ${panelNames(nameless)}`,
      });

    for (const { at, key } of missing)
      report("element-missing", at, { message: `The layout shows ${excerpt(key)}, which is not an element` });
    for (const panel of unplaced)
      report("element-unplaced", panel.at, { message: `The layout does not show ${excerpt(panel.key ?? "")}` });
    const counts = new Map<string, number>();
    for (const { at, key } of dashboard.panels) {
      if (key === undefined) continue;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count === 2) report("element-placed-twice", at, { message: `The layout shows ${excerpt(key)} twice` });
    }
    const open = dashboard.panels.filter((panel) => isOpen(panel, dashboard)).length;
    if (open > MOST_OPEN && !sections.some((section) => section.kind === "tab"))
      report("dashboard-budget", dashboard.at, { message: `${open} panels are open when the dashboard is` });
  },
);

export function isOnGrid({ h, w, x, y }: Grid): boolean {
  return [x, y, w, h].every(Number.isInteger) && x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= COLUMNS;
}

function isOpen({ section }: Panel, { sections }: Dashboard): boolean {
  return section === undefined || sections[section]?.collapsed !== true;
}

/** Panels that are seen together: in v1 those of the dashboard, and those of each collapsed row; in v2 those of each section. */
export function scopes(
  dashboard: Dashboard,
): readonly { readonly section: number | undefined; readonly panels: readonly Panel[] }[] {
  const groups = new Map<number | undefined, Panel[]>();
  for (const panel of dashboard.panels) {
    const scope = dashboard.schema === "v1" && isOpen(panel, dashboard) ? undefined : panel.section;
    const group = groups.get(scope);
    if (group === undefined) groups.set(scope, [panel]);
    else group.push(panel);
  }
  return [...groups].map(([section, panels]) => ({ section, panels }));
}

/** Panels that begin above the end of another in one of their columns, with that other; from the top down. */
export function overlaps(panels: readonly Panel[]): [lower: Panel, upper: Panel][] {
  const found: [Panel, Panel][] = [];
  const ends = Array.from({ length: COLUMNS }, (): { y: number; panel?: Panel } => ({ y: -Infinity }));
  const placed = panels.flatMap((panel) =>
    panel.grid !== undefined && isOnGrid(panel.grid) ? { panel, grid: panel.grid } : [],
  );
  for (const { grid, panel } of placed.sort((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x)) {
    const columns = ends.slice(grid.x, grid.x + grid.w);
    const above = columns.find(({ y }) => y > grid.y);
    if (above?.panel !== undefined) found.push([panel, above.panel]);
    columns.forEach(({ y }, index) => {
      if (grid.y + grid.h > y) ends[grid.x + index] = { y: grid.y + grid.h, panel };
    });
  }
  return found;
}
