import type { Annotation, Dashboard, Panel, Variable } from "../read";
import { type AnnotationEvents, drawnAnnotations } from "./annotations";
import { changingOf, choicesOf, combinationsOf } from "./combinations";
import type { Frame, PanelData } from "./frame";
import { type Choices, variablesIn } from "./interpolate";
import type { DashboardModel, PanelDataModel, PanelModel } from "./model";
import { drawn, linkModels, panelFace, textsOf } from "./panel-model";
import type { VariableModel, VariableValues } from "./variable";
import { variablesOf } from "./variables";

/** A dashboard that is drawn. */
export interface PreviewInput {
  /** Unique in the page; part of its address. */
  readonly id: string;
  readonly file: string;
  readonly dashboard: Dashboard;

  /** The document that it was read from. */
  readonly json: unknown;
}

/** Where data comes from. */
export interface PreviewSource {
  /** What the queries of a panel give with these values of the variables. */
  readonly data: (panel: Panel, choices: Choices) => Promise<PanelData>;

  /** The values of a query variable. */
  readonly values: (variable: Variable, choices: Choices) => Promise<VariableValues>;

  /** What an annotation marks with these values of the variables. */
  readonly events: (annotation: Annotation, choices: Choices) => Promise<AnnotationEvents>;

  /** Indexes of the alarms that read what a panel shows. */
  readonly alarms: (panel: Panel) => readonly number[];
}

/** Panels of a dashboard that are drawn. */
const MOST_PANELS = 400;

/** Values of a dashboard that a page holds; of what is more, nothing is computed, which its panels say. */
const MOST_VALUES = 2_000_000;

/** A dashboard with its data, as the page has it. */
export async function previewOf(
  { dashboard, file, id, json }: PreviewInput,
  source: PreviewSource,
): Promise<DashboardModel> {
  const { description, links, sections, tags, title } = dashboard;
  const variables = await variablesOf(dashboard.variables, source.values);
  const shown = dashboard.panels.slice(0, MOST_PANELS);
  const panels: PanelModel[] = [];
  const room = { values: MOST_VALUES };
  for (const panel of shown) {
    const face = panelFace(panel, json);
    const why = whyOnce(panel.repeat, variables);
    panels.push({
      ...face,
      notes: [...face.notes, ...(why === undefined ? [] : [`It is drawn once: ${why}.`])],
      ...(await dataOf(panel, { dashboard, json, variables }, source, room)),
      alarms: source.alarms(panel),
    });
  }
  const { annotations, notes } = await drawnAnnotations(dashboard, json, variables, source.events);
  return {
    id,
    file,
    title: title ?? file,
    ...(description === undefined || description === "" ? {} : { description }),
    tags,
    links: linkModels(links),
    variables,
    sections: sections.map(({ collapsed, parent, repeat, title: own = "" }) => ({
      title: own,
      isCollapsed: collapsed,
      ...(parent === undefined ? {} : { parent }),
      ...(repeat === undefined ? {} : { repeat }),
    })),
    panels,
    annotations,
    left: dashboard.panels.length - shown.length,
    notes: [...notes, ...notesOf(dashboard, variables)],
  };
}

/** Variables whose values are not known, or not all, and rows and tabs that are repeated for such. */
function notesOf(dashboard: Dashboard, models: readonly VariableModel[]): readonly string[] {
  const variables = dashboard.variables.flatMap(({ type }, at) => {
    const { name = "", why } = models[at] ?? {};
    return why === undefined || type === "datasource"
      ? []
      : [`Values of the variable ${JSON.stringify(name)}: ${why}.`];
  });
  const sections = dashboard.sections.flatMap(({ kind, repeat, title = "" }) => {
    const why = whyOnce(repeat, models);
    return why === undefined ? [] : [`The ${kind} ${JSON.stringify(title)} is drawn once: ${why}.`];
  });
  return [...variables, ...sections];
}

/** The data of one panel of a dashboard's model, for another combination of values; undefined if there is no such combination. */
export async function dataFor(
  { dashboard, json }: PreviewInput,
  { variables }: DashboardModel,
  index: number,
  key: string,
  source: PreviewSource,
): Promise<PanelDataModel | undefined> {
  const panel = dashboard.panels[index];
  if (panel === undefined || index >= MOST_PANELS) return undefined;
  const choices = choicesOf(variables, variablesIn(textsOf(panel)), key);
  return choices === undefined ? undefined : drawn(await source.data(panel, choices), panel, json);
}

async function dataOf(
  panel: Panel,
  { dashboard, json, variables }: Pick<PreviewInput, "dashboard" | "json"> & Pick<DashboardModel, "variables">,
  source: PreviewSource,
  room: { values: number },
): Promise<Pick<PanelModel, "data" | "left" | "variables">> {
  const used = variablesIn(textsOf(panel));
  const { combinations, left } = combinationsOf(variables, { used, repeated: repeatsOf(panel, dashboard) });
  const data: [string, PanelDataModel][] = [];
  for (const { choices, key } of combinations) {
    if (room.values <= 0) break;
    const found = drawn(await source.data(panel, choices), panel, json);
    room.values -= found.frames.reduce((sum, frame) => sum + sizeOf(frame), 0);
    data.push([key, found]);
  }
  return {
    data: Object.fromEntries(data),
    left: left + combinations.length - data.length,
    variables: changingOf(variables, used).map(({ name }) => name),
  };
}

function sizeOf(frame: Frame): number {
  switch (frame.kind) {
    case "series":
      return frame.values.length;
    case "table":
      return frame.rows.length * frame.columns.length;
    case "lines":
      return frame.rows.reduce((sum, { text }) => sum + 1 + text.length / 8, 0);
  }
}

/** Variables that a panel, and what it stands in, is repeated for; a section comes before those in it, so this ends. */
function repeatsOf({ repeat, section }: Panel, { sections }: Dashboard): readonly string[] {
  const names = [repeat];
  for (let at = section; at !== undefined; at = sections[at]?.parent) names.unshift(sections[at]?.repeat);
  return names.filter((name) => name !== undefined);
}

/** Why what is repeated for a variable has no values to be repeated for, in a clause. */
function whyOnce(repeat: string | undefined, variables: readonly VariableModel[]): string | undefined {
  if (repeat === undefined) return undefined;
  const variable = variables.find(({ name }) => name === repeat);
  if (variable === undefined) return `the dashboard has no variable ${JSON.stringify(repeat)} to repeat it for`;
  return variable.isChosen || variable.why === undefined
    ? undefined
    : `the values of ${JSON.stringify(repeat)} are not known here: ${variable.why}`;
}
