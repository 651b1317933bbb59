import type {
  AnnotationQueryKind,
  Dashboard,
  DashboardLinkType,
  DataQueryKind,
  Element,
  GridLayoutItemKind,
  RowsLayoutRowKind,
  VariableKind,
} from "@grafana/grafana-foundation-sdk/dashboardv2";
import type { Board, SourceKey } from "../board";
import { plugins } from "../sources";
import { annotationsOf } from "./annotations";
import { linksOf } from "./links";
import { joins, type ResolvedBoard, type ResolvedPanel, type ResolvedRow } from "./resolved";
import type { DashboardSettings } from "./settings";
import type { TargetScope } from "./targets";
import { variablesOf } from "./variables";

/** A resource of Grafana's API, with a dashboard in the second schema. */
export interface DashboardResource {
  readonly apiVersion: "dashboard.grafana.app/v2";
  readonly kind: "Dashboard";
  readonly metadata: { readonly name: string };
  readonly spec: Dashboard;
}

/** A board in Grafana's second schema, which Grafana 13 and later read. */
export function dashboardV2(
  board: Board,
  whole: ResolvedBoard,
  settings: DashboardSettings,
  scope: TargetScope,
): DashboardResource {
  return {
    apiVersion: "dashboard.grafana.app/v2",
    kind: "Dashboard",
    metadata: { name: settings.uid },
    spec: {
      title: board.title,
      description: board.description,
      tags: [...settings.tags],
      editable: false,
      cursorSync: scope.sdk.dashboardv2.DashboardCursorSync.Crosshair,
      preload: false,
      links: linksOf<DashboardLinkType>(board, settings, scope.sdk.dashboardv2.DashboardLinkType),
      timeSettings: {
        timezone: settings.timezone,
        from: `now-${settings.range}`,
        to: "now",
        autoRefresh: settings.refresh,
        autoRefreshIntervals: ["30s", "1m", "5m", "15m", "30m", "1h"],
        hideTimepicker: false,
        fiscalYearStartMonth: 0,
      },
      variables: variables(board, whole, settings, scope),
      annotations: annotations(board, scope),
      elements: Object.fromEntries(
        whole.rows.flatMap(({ panels }) => panels.map((panel) => [elementName(panel), elementOf(panel)])),
      ),
      layout: { kind: "RowsLayout", spec: { rows: whole.rows.map(rowOf) } },
    },
  };
}

/** As Grafana itself names them. */
function elementName({ id }: ResolvedPanel): string {
  return `panel-${String(id)}`;
}

function elementOf(resolved: ResolvedPanel): Element {
  const { drawing, id, panel, targets } = resolved;
  return {
    kind: "Panel",
    spec: {
      id,
      title: panel.title,
      description: panel.description,
      links: (panel.links ?? []).map(({ title, url }) => ({ title, url, targetBlank: true })),
      data: {
        kind: "QueryGroup",
        spec: {
          queries: targets.map(({ hidden, query, refId, source }) => ({
            kind: "PanelQuery",
            spec: { refId, query: queryOf(query, source), hidden },
          })),
          transformations: joins(resolved) ? [{ kind: "Transformation", group: "merge", spec: { options: {} } }] : [],
          queryOptions: panel.range === undefined ? {} : { timeFrom: panel.range },
        },
      },
      vizConfig: {
        kind: "VizConfig",
        group: drawing.type,
        version: "",
        spec: {
          // The first schema's type of the same JSON.
          fieldConfig: drawing.fieldConfig as unknown as Extract<
            Element,
            { kind: "Panel" }
          >["spec"]["vizConfig"]["spec"]["fieldConfig"],
          options: drawing.options,
        },
      },
    },
  };
}

function queryOf(query: Readonly<Record<string, unknown>>, source: SourceKey | "grafana"): DataQueryKind {
  return {
    kind: "DataQuery",
    group: source === "grafana" ? source : plugins[source],
    version: "v0",
    datasource: { name: source === "grafana" ? "-- Grafana --" : `\${${source}}` },
    spec: query,
  };
}

/** In a row, places count from its top. */
function rowOf({ at, collapsed, panels, title }: ResolvedRow): RowsLayoutRowKind {
  const top = at.y + at.h;
  return {
    kind: "RowsLayoutRow",
    spec: {
      title,
      collapse: collapsed,
      layout: {
        kind: "GridLayout",
        spec: {
          items: panels.map((panel): GridLayoutItemKind => ({
            kind: "GridLayoutItem",
            spec: {
              x: panel.at.x,
              y: panel.at.y - top,
              width: panel.at.w,
              height: panel.at.h,
              element: { kind: "ElementReference", name: elementName(panel) },
            },
          })),
        },
      },
    },
  };
}

function variables(
  board: Board,
  whole: ResolvedBoard,
  settings: DashboardSettings,
  { sdk }: TargetScope,
): VariableKind[] {
  const { VariableHide, VariableRefresh } = sdk.dashboardv2;
  const shown = { hide: VariableHide.DontHide, skipUrlSync: false };
  return variablesOf(board, whole, settings).map((variable): VariableKind => {
    const { label, name } = variable;
    if (variable.kind === "text")
      return { kind: "TextVariable", spec: { name, label, query: "", current: { text: "", value: "" }, ...shown } };
    return variable.kind === "datasource"
      ? {
          kind: "DatasourceVariable",
          spec: {
            name,
            label,
            pluginId: variable.plugin,
            regex: "",
            refresh: VariableRefresh.OnDashboardLoad,
            current: variable.current,
            options: [],
            multi: false,
            includeAll: false,
            allowCustomValue: false,
            ...shown,
          },
        }
      : {
          kind: "CustomVariable",
          spec: {
            name,
            label,
            query: variable.query,
            current: variable.current,
            options: variable.options,
            multi: variable.multi,
            includeAll: variable.multi,
            allowCustomValue: true,
            ...shown,
          },
        };
  });
}

function annotations(board: Board, scope: TargetScope): AnnotationQueryKind[] {
  return annotationsOf(board, scope).map(({ color, name, options, query, source }) => ({
    kind: "AnnotationQuery",
    spec: {
      ...{ name, enable: true, hide: false, iconColor: color, query: queryOf(query, source) },
      ...(options === undefined ? {} : { legacyOptions: { expr: query.expr, ...options } }),
    },
  }));
}
