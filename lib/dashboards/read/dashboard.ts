import type { Path } from "../../base";

/**
 * A dashboard as its JSON says, whichever schema it has: v1 (`panels`, as `schemaVersion` counts it) or v2 (`elements` and `layout`).
 * Everything keeps its place in the JSON, and what the JSON leaves out is undefined here, too.
 */
export interface Dashboard {
  readonly schema: "v1" | "v2";
  readonly uid?: string;
  readonly title?: string;
  readonly description?: string;
  readonly tags: readonly string[];

  /** v1's `schemaVersion`; of v2, the version in `apiVersion`. */
  readonly version?: number | string;
  readonly editable?: boolean;
  readonly time: { readonly from?: string; readonly to?: string };
  readonly timezone?: string;
  readonly refresh?: string;
  readonly variables: readonly Variable[];
  readonly annotations: readonly Annotation[];
  readonly links: readonly Link[];

  /** In the order of the grid; what rows and tabs hold, collapsed or not, is among them. */
  readonly panels: readonly Panel[];

  /** Rows and tabs, in order; one comes before those in it. */
  readonly sections: readonly Section[];

  /** Elements of v2 that the layout does not show. */
  readonly unplaced: readonly Panel[];

  /** Places in the layout of v2 whose element does not exist. */
  readonly missing: readonly { readonly key: string; readonly at: Path }[];

  /** Where the dashboard is in its document: behind the envelope of `{ dashboard }` or of `{ apiVersion, kind, spec }`. */
  readonly at: Path;
}

/** A row or a tab. */
export interface Section {
  readonly title?: string;
  readonly kind: "row" | "tab";
  readonly collapsed: boolean;

  /** Variable whose values it is repeated for. */
  readonly repeat?: string;

  /** The section that it is in, by its index in `sections`; undefined: in none. */
  readonly parent?: number;

  /** In the grid; undefined where the layout places it by itself. */
  readonly grid?: Grid;
  readonly at: Path;
}

export interface Variable {
  readonly name: string;

  /** `query`, `custom`, `datasource`, `interval`, `textbox`, `constant`, `adhoc`, `groupby`, `switch`, or what the JSON says. */
  readonly type: string;
  readonly label?: string;
  readonly datasource?: DataSourceRef;

  /** The query of a query variable, the values of a custom one, the plugin of a data-source variable. */
  readonly query?: string;

  /** The query as the data source writes it, where that is an object. */
  readonly queryObject?: Readonly<Record<string, unknown>>;
  readonly current?: readonly string[];
  readonly multi: boolean;
  readonly includeAll: boolean;

  /** True if it is not shown. */
  readonly hidden: boolean;
  readonly at: Path;
}

export interface Annotation {
  readonly name: string;
  readonly datasource?: DataSourceRef;
  readonly enabled: boolean;
  readonly builtIn: boolean;
  readonly query?: Query;
  readonly at: Path;
}

/** A link of the dashboard, of a panel, or of a value. */
export interface Link {
  readonly title?: string;
  readonly url?: string;

  /** For links to dashboards by tag; empty: to all. */
  readonly tags?: readonly string[];
  readonly at: Path;
}

export interface Panel {
  /** v1: `id`; v2: the `id` in the element's spec. */
  readonly id?: number;

  /** v2: the element's key. */
  readonly key?: string;

  /** Plugin that draws it: `timeseries`, `stat`, `table`, `logs`, `text`. Undefined for a library panel that does not say. */
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;

  /** The section that it is in, by its index in `sections`; undefined: in none. */
  readonly section?: number;

  /** Undefined where the layout places it by itself. In v2, within its section; in v1, within the dashboard. */
  readonly grid?: Grid;

  /** Where the numbers of `grid` are in the JSON; undefined for rows of the time before the grid, which have none. */
  readonly gridAt?: Path;

  /** Variable whose values it is repeated for. */
  readonly repeat?: string;

  /** Whether repeated panels stand below each other. @default beside each other */
  readonly repeatDirection?: "h" | "v";

  /** Repeated panels beside each other, at most. @default 4 */
  readonly maxPerRow?: number;
  readonly libraryPanel?: { readonly uid?: string; readonly name?: string };
  readonly datasource?: DataSourceRef;
  readonly queries: readonly Query[];
  readonly transformations: readonly { readonly id: string; readonly at: Path }[];
  readonly links: readonly Link[];
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly thresholds?: Thresholds;
  readonly legend?: {
    readonly shown: boolean;
    readonly mode?: string;
    readonly placement?: string;
    readonly calcs: readonly string[];
  };

  /** What fields that a matcher chooses have instead. */
  readonly overrides: readonly Override[];

  /** Options of its plugin, as they are in the JSON. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly at: Path;
}

export interface Override {
  readonly matcher: { readonly id: string; readonly options: unknown };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
  readonly at: Path;
}

/** On the grid of 24 columns; heights in rows of 30 pixels. */
export interface Grid {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Thresholds {
  readonly mode: "absolute" | "percentage";
  readonly steps: readonly { readonly value: number | null; readonly color: string }[];

  /** How they are drawn on a chart: `off`, `line`, `dashed`, `area`, `line+area`. */
  readonly style?: string;
  readonly at: Path;
}

export interface DataSourceRef {
  /** Plugin: `prometheus`, `loki`, `cloudwatch`, `tempo`, `grafana-x-ray-datasource`. */
  readonly type?: string;

  /** A uid, or a variable: `${loki}`. Of old dashboards, a name. */
  readonly uid?: string;
  readonly at: Path;
}

/** One target of a panel. */
export interface Query {
  readonly refId?: string;
  readonly hidden: boolean;

  /** Its own, else the panel's. */
  readonly datasource?: DataSourceRef;

  /** By the data source and what the target has; `other` for what is not known here. */
  readonly language: QueryLanguage;

  /** The query as it is written, with Grafana's variables; undefined for a language without text, and where nothing is written. */
  readonly text?: string;

  /** Where the text is in the JSON. */
  readonly textAt?: Path;

  /** Of `cloudwatch-metric`. */
  readonly metric?: CloudWatchMetric;

  /** Of `logs-insights`: names of log groups, or their ARNs. */
  readonly logGroups?: readonly string[];

  /** `legendFormat`, `label` or `alias`. */
  readonly legend?: string;

  /** True for one instant, not a range. */
  readonly instant: boolean;

  /** The least that `$__interval` is, its own or the panel's: `1m`, or a variable. */
  readonly minInterval?: string;

  /** As it is in the JSON. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly at: Path;
}

export type QueryLanguage =
  | "promql"
  | "logql"
  | "traceql"
  | "logs-insights"
  /** SQL or PPL in CloudWatch Logs Insights. */
  | "logs-insights-sql"
  | "logs-insights-ppl"
  | "cloudwatch-metric"
  /** An expression of metric math, as text. */
  | "cloudwatch-math"
  | "cloudwatch-sql"
  | "cloudwatch-search"
  | "xray"
  | "lucene"
  | "sql"
  /** Grafana's own expressions over other targets. */
  | "expression"
  | "other";

export interface CloudWatchMetric {
  readonly id?: string;
  readonly namespace?: string;
  readonly name?: string;

  /** Values by dimension; an empty list or `*`: any. */
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
  readonly matchExact: boolean;
  readonly statistic?: string;

  /** Seconds, or `auto`, as it is written. */
  readonly period?: string;
  readonly region?: string;
}
