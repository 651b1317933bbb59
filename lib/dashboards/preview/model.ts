import type { Grid } from "../read";
import type { Display } from "./display";
import type { Frame, TableFrame } from "./frame";
import type { VariableModel } from "./variable";

/** All that the page shows: data, which its script draws. Times are seconds since 1970, unless it says otherwise. */
export interface PageModel {
  readonly title: string;

  /** The time that is drawn. */
  readonly from: number;
  readonly to: number;

  /** Where the data is from: `4 files, 12,031 lines`. */
  readonly source: string;

  /** What the reader must know of the data, a sentence each. */
  readonly notes: readonly string[];
  readonly alarms: readonly AlarmModel[];
  readonly dashboards: readonly DashboardModel[];

  /** True: what the page does not hold, its server computes: `/data/<id>/<before or after>/<panel>/<key>`. */
  readonly isServed: boolean;
}

/** When an alarm was in ALARM. */
export interface AlarmModel {
  readonly name: string;
  readonly severity: string | null;
  readonly spans: readonly (readonly [from: number, to: number])[];
}

export interface DashboardModel {
  readonly id: string;
  readonly title: string;
  readonly description?: string;

  /** File that it is read from. */
  readonly file: string;
  readonly tags: readonly string[];
  readonly links: readonly LinkModel[];
  readonly variables: readonly VariableModel[];
  readonly sections: readonly SectionModel[];
  readonly panels: readonly PanelModel[];

  /** What is drawn over its charts. */
  readonly annotations: readonly AnnotationModel[];

  /** Panels that are not among them: a page draws so many. */
  readonly left: number;

  /** What the dashboard has and the page does not draw, a sentence each. */
  readonly notes: readonly string[];

  /** With two versions of a dashboard: the other one, and what differs. */
  readonly compared?: ComparedModel;
}

/** Moments that are marked on every chart. */
export interface AnnotationModel {
  readonly name: string;

  /** As the dashboard writes it: a name of Grafana's, or a value of CSS. */
  readonly color: string;

  /** In the order of time. */
  readonly events: readonly AnnotationEvent[];
}

export interface AnnotationEvent {
  readonly at: number;
  readonly text: string;
}

export interface ComparedModel {
  /** What the versions are called: `main`, `working tree`. */
  readonly names: readonly [before: string, after: string];

  /** Undefined: it is new. */
  readonly before?: DashboardModel;
  readonly isRemoved: boolean;
  readonly changes: readonly ChangeModel[];

  /** Changes of the dashboard itself, a sentence each. */
  readonly words: readonly string[];
}

/** A panel that differs; indexes of `panels`. */
export interface ChangeModel {
  readonly kind: "added" | "removed" | "changed" | "moved";
  readonly before?: number;
  readonly after?: number;

  /** What differs, a sentence each. */
  readonly words: readonly string[];
}

export interface LinkModel {
  readonly title: string;

  /** Only addresses of the web; others are shown as text. */
  readonly url?: string;
}

export interface SectionModel {
  readonly title: string;
  readonly isCollapsed: boolean;

  /** Index of the section that it is in. */
  readonly parent?: number;

  /** Variable for whose values it is repeated, with its panels. */
  readonly repeat?: string;
}

/** A panel that is drawn once for each value of a variable. */
export interface RepeatModel {
  readonly variable: string;

  /** Below each other, else beside each other. */
  readonly isDown: boolean;

  /** Panels beside each other, at most. */
  readonly maxPerRow: number;
}

export interface PanelModel {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly links: readonly LinkModel[];

  /** As the dashboard has it, within the columns of the grid; undefined: it follows the others. */
  readonly grid?: Grid;
  readonly repeat?: RepeatModel;

  /** Index of the section; -1: above all of them. */
  readonly section: number;
  readonly display: Display;
  readonly legend: {
    readonly isShown: boolean;
    readonly isTable: boolean;
    readonly isRight: boolean;
    readonly calcs: readonly string[];
  };

  /** Of a text panel: Markdown. */
  readonly text?: string;

  /** What the plugin is told, as far as it is known here. */
  readonly options: PanelOptions;

  /** Variables that change its data, in the dashboard's order. */
  readonly variables: readonly string[];

  /** Data by what is chosen, see `combinationsOf`. */
  readonly data: Readonly<Record<string, PanelDataModel>>;

  /** Combinations that were not computed. */
  readonly left: number;

  /** Alarms that read what the panel shows, by their index. */
  readonly alarms: readonly number[];

  /** What is drawn in another way than in Grafana. */
  readonly notes: readonly string[];

  /** The queries, as they are written. */
  readonly queries: readonly string[];
}

export interface PanelOptions {
  readonly calcs: readonly string[];
  readonly colorMode?: string;
  readonly graphMode?: string;
  readonly orientation?: string;
  readonly displayMode?: string;
  readonly sortDescending?: boolean;
  readonly isPercentChange?: boolean;
}

export interface PanelDataModel {
  readonly frames: readonly DrawnFrame[];
  readonly reasons: readonly string[];
}

/** A frame, and how its values are shown where that differs from the panel. */
export type DrawnFrame = (Exclude<Frame, TableFrame> | TableModel) & { readonly display?: Display };

/** A table, and how values of single columns are shown. */
export interface TableModel extends Omit<TableFrame, "columns"> {
  readonly columns: readonly (TableFrame["columns"][number] & { readonly display?: Display })[];
}
