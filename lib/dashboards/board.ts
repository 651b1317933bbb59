import type { Severity } from "../base";
import type { Ask, LinesAsk } from "../queries";

/** A dashboard before it is JSON of anybody's: what is shown, not how Grafana or CloudWatch write it. */
export interface Board {
  /** Name of its file, and part of its uid: `service-checkout`. Unique in an environment. */
  readonly key: string;
  readonly title: string;

  /** What it is for, in a sentence. */
  readonly description: string;

  /**
   * Beside `sightline` and the environment.
   *
   * @default - none
   */
  readonly tags?: readonly string[];

  /**
   * Variables beside data sources, which follow from the queries.
   *
   * @default - none
   */
  readonly variables?: readonly Variable[];
  readonly rows: readonly Row[];

  /**
   * Events that are drawn over its charts.
   *
   * @default - none
   */
  readonly annotations?: readonly Annotation[];

  /**
   * Links at its top.
   *
   * @default - none
   */
  readonly links?: readonly Link[];

  /**
   * How long it looks back: `6h`.
   *
   * @default "6h"
   */
  readonly range?: string;
}

/** Panels under a heading. */
export interface Row {
  /** Unique on its board; part of the keys of its panels. */
  readonly key: string;
  readonly title: string;

  /**
   * True for a row that is opened by hand. Its queries do not run before, which matters where each costs money.
   *
   * @default false
   */
  readonly collapsed?: boolean;
  readonly panels: readonly Panel[];
}

export interface Panel {
  /** Unique in its row. The panel's id in Grafana follows from it, so that other panels may come and go. */
  readonly key: string;
  readonly title: string;

  /** What it shows, and what to make of it. */
  readonly description: string;
  readonly kind: PanelKind;

  /** In this order. */
  readonly queries: readonly Query[];

  /**
   * Of its numbers, by Grafana's id: see {@link unitIdOf}.
   *
   * @default - a number without a unit
   */
  readonly unit?: string;

  /**
   * Digits after the point.
   *
   * @default - as many as the number needs
   */
  readonly decimals?: number;

  /**
   * The time that it looks back, whatever time is chosen on the dashboard: `28d`.
   *
   * @default - the time that is chosen
   */
  readonly range?: string;

  /**
   * Drawn as lines on a chart; they colour the number of a `stat`.
   *
   * @default - none
   */
  readonly thresholds?: readonly Threshold[];

  /** @default - none */
  readonly links?: readonly Link[];

  /**
   * Columns of 24.
   *
   * @default - by kind
   */
  readonly width?: number;

  /**
   * In steps of 30 pixels.
   *
   * @default - by kind
   */
  readonly height?: number;

  /** Markdown of a panel of kind `text`. */
  readonly text?: string;

  /**
   * Links and units of values in a column: `trace_id` to its trace. In an address, `${__value.raw}` is the value.
   *
   * @default - none
   */
  readonly columns?: Readonly<Record<string, { readonly links?: readonly Link[]; readonly unit?: string }>>;

  /**
   * Of `bars`: on top of each other, as parts of a whole.
   *
   * @default false
   */
  readonly stacked?: boolean;
}

export type PanelKind = "timeseries" | "bars" | "stat" | "table" | "logs" | "heatmap" | "text";

/** Where a query is sent. Each is a variable of the dashboard, so that no dashboard knows the uid of a data source. */
export type SourceKey = "cloudwatch" | "loki" | "prometheus" | "tempo" | "xray";

export type Query = AskQuery | MetricQuery | MathQuery | TextQuery;

/** A question, printed in the language of the source that it is sent to. */
export interface AskQuery {
  readonly kind: "ask";
  readonly ask: Ask;
  readonly source: Exclude<SourceKey, "xray">;

  /** @default - what is measured, and the values that tell series apart */
  readonly legend?: string;

  /**
   * Units of measures by their names.
   *
   * @default - numbers without unit
   */
  readonly units?: Readonly<Record<string, string>>;
}

/** `line`: a line among bars. `band`: what is expected, from a lower series to an upper one: thin and grey. */
export type QueryStyle = "line" | "band";

/** A metric of CloudWatch. */
export interface MetricQuery {
  readonly kind: "metric";

  /** Its name in expressions; unique in its panel: `m1`. */
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;

  /** Exactly the dimensions of the series; `*` for any value: then there is one series for each. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;

  /** @default - as fits the time range */
  readonly periodSeconds?: number;
  readonly legend?: string;

  /** @default - as the panel draws */
  readonly drawnAs?: QueryStyle;

  /**
   * True if only expressions read it.
   *
   * @default false
   */
  readonly hidden?: boolean;
}

/** CloudWatch's metric math over metrics of the panel. */
export interface MathQuery {
  readonly kind: "math";
  readonly id: string;
  readonly expression: string;
  readonly periodSeconds?: number;
  readonly legend?: string;

  /** @default - as the panel draws */
  readonly drawnAs?: QueryStyle;

  /**
   * True if only other expressions read it.
   *
   * @default false
   */
  readonly hidden?: boolean;
}

/** A query as text, for what no ask says. Variables are Grafana's. */
export interface TextQuery {
  readonly kind: "text";
  readonly language: "promql" | "logql" | "traceql" | "logs-insights" | "xray";
  readonly text: string;

  /** Of `logs-insights`: names of log groups, their ARNs, or a variable that holds ARNs. */
  readonly logGroups?: readonly string[];

  /**
   * Of `logs-insights`: columns whose values tell series of a chart apart.
   *
   * @default - one series
   */
  readonly groups?: readonly string[];
  readonly legend?: string;

  /**
   * In a table: what its value is called, and its unit.
   *
   * @default - as the data source calls it
   */
  readonly value?: { readonly name: string; readonly unit?: string };

  /** Lines at most, of `logql`. */
  readonly limit?: number;

  /**
   * Whether it asks for one instant instead of a range.
   *
   * @default false
   */
  readonly instant?: boolean;
}

/** A number from which, or below which, an alarm counts. */
export interface Threshold {
  readonly value: number;
  readonly severity: Severity;

  /** On which side of it things are bad. */
  readonly bad: "above" | "below";
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

/** Values that are chosen at the top of a dashboard. */
export interface Variable {
  readonly name: string;
  readonly label: string;

  /** Values by what they are called; the first is chosen at the beginning, unless `multi`: then all are. None: a text that is typed. */
  readonly values: Readonly<Record<string, string>>;

  /**
   * True if several can be chosen.
   *
   * @default false
   */
  readonly multi?: boolean;
}

export type Annotation =
  /** Changes of the state of alarms whose names begin like this. */
  | { readonly kind: "alarms"; readonly name: string; readonly prefix: string }
  /** Lines that an ask finds in Loki. */
  | { readonly kind: "lines"; readonly name: string; readonly ask: LinesAsk }
  /** What somebody, or a pipeline, writes into Grafana with all of these tags. */
  | { readonly kind: "tags"; readonly name: string; readonly tags: readonly string[] };
