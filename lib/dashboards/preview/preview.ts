import type { Annotation, Dashboard, Panel, Variable } from "../read";
import { type AnnotationEvents, drawnAnnotations } from "./annotations";
import { changingOf, choicesOf, combinationsOf } from "./combinations";
import type { Frame, PanelData } from "./frame";
import { type Choices, variablesIn } from "./interpolate";
import { placed } from "./layout";
import type { DashboardModel, PanelDataModel, PanelModel } from "./model";
import { drawn, linkModels, panelFace, textsOf } from "./panel-model";
import { type VariableModel, variableModel, type VariableValues } from "./variable";

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
  const variables = await variablesOf(dashboard, source);
  const shown = dashboard.panels.slice(0, MOST_PANELS);
  const grids = placedBySection(shown);
  const panels: PanelModel[] = [];
  const room = { values: MOST_VALUES };
  for (const [index, panel] of shown.entries()) {
    const grid = grids[index] ?? { x: 0, y: 0, w: 24, h: 8 };
    panels.push({
      ...panelFace(panel, json, grid, panel.section ?? -1),
      ...(await dataOf(panel, json, variables, source, room)),
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
    sections: sections.map((section) => ({ title: section.title ?? "", isCollapsed: section.collapsed })),
    panels,
    annotations,
    left: dashboard.panels.length - shown.length,
    notes: [...notes, ...notesOf(dashboard)],
  };
}

function notesOf({ sections }: Dashboard): readonly string[] {
  return sections.flatMap(({ kind, repeat, title = "" }) =>
    repeat === undefined
      ? []
      : [`Grafana repeats the ${kind} ${JSON.stringify(title)} for each value of ${repeat}; here it is drawn once.`],
  );
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

async function variablesOf({ variables }: Dashboard, source: PreviewSource): Promise<readonly VariableModel[]> {
  const models: VariableModel[] = [];
  const choices = new Map<string, VariableModel["options"][number]>();
  for (const variable of variables) {
    const found = variable.type === "query" ? await source.values(variable, choices) : undefined;
    const model = variableModel(variable, found);
    models.push(model);
    // Later variables may name it.
    const [first] = model.options;
    if (first !== undefined) choices.set(model.name, first);
  }
  return models;
}

async function dataOf(
  panel: Panel,
  json: unknown,
  variables: readonly VariableModel[],
  source: PreviewSource,
  room: { values: number },
): Promise<Pick<PanelModel, "data" | "left" | "variables">> {
  const used = variablesIn(textsOf(panel));
  const { combinations, left } = combinationsOf(variables, used);
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

function placedBySection(panels: readonly Panel[]) {
  const bySection = new Map<number, number[]>();
  for (const [index, { section = -1 }] of panels.entries()) {
    const among = bySection.get(section) ?? [];
    among.push(index);
    bySection.set(section, among);
  }
  const grids = new Array<ReturnType<typeof placed>[number] | undefined>(panels.length);
  for (const indexes of bySection.values()) {
    const places = placed(indexes.map((index) => panels[index]?.grid));
    for (const [at, index] of indexes.entries()) grids[index] = places[at];
  }
  return grids;
}
