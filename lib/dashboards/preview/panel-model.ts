import { own, type Path, valueAt } from "../../base";
import type { Link, Panel } from "../read";
import { type Display, displayOf, overridden, recordOf } from "./display";
import { type Frame, type PanelData, rounded, type TableFrame, thinned } from "./frame";
import { withinGrid } from "./layout";
import { transformed } from "./transformations";
import type { LinkModel, PanelDataModel, PanelModel, PanelOptions, RepeatModel, TableModel } from "./model";

/** Everything of a panel but its data, and where it stands. */
export type PanelFace = Omit<PanelModel, "alarms" | "data" | "left" | "variables">;

/** @param json the whole document of the dashboard */
export function panelFace(panel: Panel, json: unknown): PanelFace {
  const { description, grid, legend, links, queries, repeat, section = -1, title = "", type = "unknown" } = panel;
  const { fieldConfig, options } = optionsOf(json, panel.at);
  const { orientation } = recordOf(options);
  const text = textOf(type, options);
  return {
    type: own(drawnAs, type) ?? type,
    title,
    ...(description === undefined || description === "" ? {} : { description }),
    links: linkModels(links),
    ...(grid === undefined ? {} : { grid: withinGrid(grid) }),
    section,
    ...(repeat === undefined ? {} : { repeat: { variable: repeat, ...repetition(panel) } }),
    display: displayOf(panel, fieldConfig),
    legend: {
      isShown: legend?.shown ?? true,
      isTable: legend?.mode === "table",
      isRight: legend?.placement === "right",
      calcs: legend?.calcs ?? [],
    },
    ...(text === undefined ? {} : { text }),
    options: panelOptions(options, typeof orientation === "string" ? orientation : undefined),
    notes: notesOf(panel, options, timeOf(json, panel.at)),
    queries: queries.flatMap(({ hidden, text: query }) => (hidden || query === undefined ? [] : [query])),
  };
}

function repetition({ maxPerRow, repeatDirection }: Panel): Omit<RepeatModel, "variable"> {
  const isCount = maxPerRow !== undefined && Number.isInteger(maxPerRow) && maxPerRow > 0;
  return { isDown: repeatDirection === "v", maxPerRow: isCount ? Math.min(maxPerRow, 24) : 4 };
}

/** Types that another one draws. */
const drawnAs: Readonly<Record<string, string>> = {
  graph: "timeseries",
  trend: "timeseries",
  singlestat: "stat",
  "table-old": "table",
  "status-history": "state-timeline",
};

/** The data as the page has it: transformed, thinned, rounded, and with what overrides say of each field. */
export function drawn(data: PanelData, panel: Panel, json: unknown): PanelDataModel {
  const { frames, notApplied } = transformed(data.frames, panel, json);
  return {
    reasons: [
      ...data.reasons,
      ...(notApplied.length === 0 || frames.length === 0
        ? []
        : [`Transformations are not applied: ${notApplied.join(", ")}.`]),
    ],
    frames: frames.map((frame) => {
      const shown = withDisplay(small(frame), overridden(panel.overrides, frame, nameOf(frame)));
      return shown.kind === "table" ? { ...shown, columns: columnsOf(shown, panel) } : shown;
    }),
  };
}

function withDisplay(frame: Frame, display: Display): PanelDataModel["frames"][number] {
  return Object.keys(display).length === 0 ? frame : { ...frame, display };
}

/** Each column as overrides have it that name it. */
function columnsOf(frame: TableFrame, { overrides }: Panel): TableModel["columns"] {
  return frame.columns.map((column) => {
    const display = overridden(overrides, frame, column.name);
    return Object.keys(display).length === 0 ? column : { ...column, display };
  });
}

function nameOf(frame: Frame): string {
  return frame.kind === "series" ? frame.name : "";
}

function small(frame: Frame): Frame {
  switch (frame.kind) {
    case "series": {
      const thin = thinned(frame);
      return { ...thin, values: thin.values.map((value) => (value === null ? null : rounded(value))) };
    }
    case "table":
    case "lines":
      return frame;
  }
}

/** Links of a dashboard or a panel; those that do not lead to the web have no address. */
export function linkModels(links: readonly Link[]): readonly LinkModel[] {
  return links.map(({ title, url }) => {
    const isOfWeb = url !== undefined && /^https?:\/\//i.test(url);
    return { title: title ?? url ?? "link", ...(isOfWeb ? { url } : {}) };
  });
}

/** What a plugin is told: v1 has it on the panel, v2 in its `vizConfig`. */
function optionsOf(json: unknown, at: Path): { readonly options: unknown; readonly fieldConfig: unknown } {
  const value = recordOf(valueAt(json, at));
  const spec = recordOf(value.spec);
  const viz = recordOf(recordOf(spec.vizConfig).spec);
  return Object.keys(viz).length > 0
    ? { options: viz.options, fieldConfig: viz.fieldConfig }
    : { options: value.options, fieldConfig: value.fieldConfig };
}

function panelOptions(options: unknown, orientation: string | undefined): PanelOptions {
  const { colorMode, displayMode, graphMode, reduceOptions, sortOrder, showPercentChange } = recordOf(options);
  const { calcs } = recordOf(reduceOptions);
  const texts = Array.isArray(calcs) ? calcs.filter((calc) => typeof calc === "string") : [];
  return {
    calcs: texts.length === 0 ? ["lastNotNull"] : texts,
    ...(typeof colorMode === "string" ? { colorMode } : {}),
    ...(typeof graphMode === "string" ? { graphMode } : {}),
    ...(typeof displayMode === "string" ? { displayMode } : {}),
    ...(orientation === undefined ? {} : { orientation }),
    ...(sortOrder === "Ascending" ? { sortDescending: false } : {}),
    ...(showPercentChange === true ? { isPercentChange: true } : {}),
  };
}

function textOf(type: string, options: unknown): string | undefined {
  if (type !== "text") return undefined;
  const { content } = recordOf(options);
  return typeof content === "string" ? content : "";
}

/** The time that a panel looks back, whatever is chosen. */
function timeOf(json: unknown, at: Path): string | undefined {
  const value = recordOf(valueAt(json, at));
  const group = recordOf(recordOf(recordOf(value.spec).data).spec);
  const { timeFrom } = "timeFrom" in value ? value : recordOf(group.queryOptions);
  return typeof timeFrom === "string" && timeFrom !== "" ? timeFrom : undefined;
}

function notesOf({ libraryPanel, type }: Panel, options: unknown, time: string | undefined): readonly string[] {
  const { mode } = recordOf(options);
  return [
    ...(libraryPanel === undefined ? [] : ["This is a library panel, which Grafana stores elsewhere."]),
    ...(time === undefined
      ? []
      : [`Grafana looks back ${time} here, whatever time is chosen; this is the page's time.`]),
    ...(type === "piechart" ? ["Drawn as bars; Grafana draws a pie."] : []),
    ...(type === "text" && mode === "html" ? ["HTML is shown as text."] : []),
  ];
}

/** Texts of a panel in which variables may stand: its title, what it shows of text, its data sources and its queries. */
export function textsOf({ options, queries, title, type }: Panel): string {
  return JSON.stringify([title, type === "text" ? options.content : undefined, queries.map(({ json }) => json)]);
}
