import type {
  AnnotationQuery,
  DashboardLink,
  DashboardLinkType,
  Panel as GrafanaPanel,
  RowPanel,
  VariableModel,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Board } from "../board";
import { annotationsOf } from "./annotations";
import { linksOf } from "./links";
import { joins, panelDataSource, type ResolvedBoard, type ResolvedPanel, type ResolvedRow } from "./resolved";
import type { Sdk } from "./sdk";
import type { DashboardSettings } from "./settings";
import { dataSourceRef, type TargetScope } from "./targets";
import { variablesOf } from "./variables";

/** A board in Grafana's first schema, which every Grafana reads. */
export function dashboardV1(
  board: Board,
  whole: ResolvedBoard,
  settings: DashboardSettings,
  scope: TargetScope,
): ReturnType<Sdk["dashboard"]["defaultDashboard"]> {
  const { sdk } = scope;
  const { DashboardCursorSync, defaultDashboard } = sdk.dashboard;
  return {
    uid: settings.uid,
    title: board.title,
    description: board.description,
    tags: [...settings.tags],
    schemaVersion: defaultDashboard().schemaVersion,
    editable: false,
    timezone: settings.timezone,
    graphTooltip: DashboardCursorSync.Crosshair,
    time: { from: `now-${settings.range}`, to: "now" },
    refresh: settings.refresh,
    links: linksOf<DashboardLinkType>(board, settings, sdk.dashboard.DashboardLinkType),
    templating: { list: variables(board, whole, settings, sdk) },
    annotations: { list: annotations(board, scope) },
    panels: whole.rows.flatMap(rowPanels),
  };
}

function rowPanels({ at, collapsed, id, panels, title }: ResolvedRow): readonly (GrafanaPanel | RowPanel)[] {
  const own = panels.map(panelOf);
  const row: RowPanel = { id, type: "row", title, gridPos: { ...at }, collapsed, panels: collapsed ? own : [] };
  return collapsed ? [row] : [row, ...own];
}

function panelOf(resolved: ResolvedPanel): GrafanaPanel {
  const { at, drawing, id, panel, targets } = resolved;
  const datasource = panelDataSource(resolved);
  const links = (panel.links ?? []).map(({ title, url }) => ({ title, url, targetBlank: true }));
  return {
    id,
    type: drawing.type,
    title: panel.title,
    description: panel.description,
    gridPos: { ...at },
    ...(datasource === undefined ? {} : { datasource }),
    ...(targets.length === 0
      ? {}
      : {
          // What Grafana keeps of a data source's query is not known to the SDK's type.
          targets: targets.map(({ hidden, query, refId, source }) => ({
            refId,
            ...query,
            ...(hidden ? { hide: true } : {}),
            datasource: dataSourceRef(source),
          })) as unknown as NonNullable<GrafanaPanel["targets"]>,
        }),
    ...(panel.range === undefined ? {} : { timeFrom: panel.range }),
    ...(joins(resolved) ? { transformations: [{ id: "merge", options: {} }] } : {}),
    fieldConfig: drawing.fieldConfig,
    options: drawing.options,
    // The SDK has one type for links of dashboards and of panels, which have less.
    ...(links.length === 0 ? {} : { links: links as unknown as DashboardLink[] }),
  };
}

function variables(
  board: Board,
  whole: ResolvedBoard,
  settings: DashboardSettings,
  { dashboard }: Sdk,
): VariableModel[] {
  const { VariableType } = dashboard;
  return variablesOf(board, whole, settings).map((variable): VariableModel => {
    const { label, name } = variable;
    if (variable.kind === "datasource")
      return { type: VariableType.Datasource, name, label, query: variable.plugin, current: variable.current };
    if (variable.kind === "text")
      return { type: VariableType.Textbox, name, label, query: "", current: { text: "", value: "" } };
    const { current, multi, options, query } = variable;
    return { type: VariableType.Custom, name, label, query, current, options, multi, includeAll: multi };
  });
}

function annotations(board: Board, scope: TargetScope): AnnotationQuery[] {
  return annotationsOf(board, scope).map(({ color, name, options, query, source }): AnnotationQuery => ({
    name,
    enable: true,
    iconColor: color,
    datasource: source === "grafana" ? { type: "grafana", uid: "-- Grafana --" } : dataSourceRef(source),
    target: { refId: "Annotation", ...query } as unknown as NonNullable<AnnotationQuery["target"]>,
    // Loki's plugin reads it here, not in the target.
    ...(typeof query.expr === "string" ? { expr: query.expr, ...options } : {}),
  }));
}
