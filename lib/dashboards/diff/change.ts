/** What differs between two dashboards. Data: `sentencesOf` says it. */
export type DashboardChange =
  | {
      readonly kind: "added" | "removed";
      readonly what: Part;
      readonly name: string;
      /** Title of the row or tab it is in. */
      readonly section?: string;
      /** What it asks, of a panel; its values, of a variable. */
      readonly texts: readonly string[];
    }
  | {
      readonly kind: "changed";
      readonly what: Part | "dashboard";
      /** Its name now. */
      readonly name: string;
      readonly details: readonly Detail[];
    }
  /** Panels that are in both, elsewhere on the grid. `pushed`: up or down alone, as when something comes above them. */
  | {
      readonly kind: "layout";
      readonly moved: number;
      readonly resized: number;
      readonly pushed: number;
      readonly rows: number;
      readonly reordered: boolean;
    }
  /** Two schemas: settings that no reader knows are not compared. */
  | { readonly kind: "schema"; readonly before: string; readonly after: string };

export type Part = "panel" | "row" | "tab" | "variable" | "annotation" | "link";

export type Detail =
  /** A setting by its name for people; undefined: not set. */
  | { readonly kind: "value"; readonly setting: string; readonly before?: string; readonly after?: string }
  /** A setting of several values. */
  | {
      readonly kind: "list";
      readonly setting: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: "reordered"; readonly setting: string }
  | { readonly kind: "renamed"; readonly before: string; readonly after: string; readonly sameQueries: boolean }
  /** To another row or tab; undefined: outside of all. */
  | { readonly kind: "section"; readonly before?: string; readonly after?: string }
  /** A step of thresholds: its value with unit, `base` for the one without. */
  | {
      readonly kind: "threshold";
      readonly before?: Threshold;
      readonly after?: Threshold;
    }
  /** An alarm that the panel shows. */
  | ({ readonly kind: "alarm" } & AlarmDetail)
  | {
      readonly kind: "query-added" | "query-removed";
      readonly name?: string;
      readonly text: string;
    }
  | {
      readonly kind: "query";
      /** The refIds of the queries that change in this way, where the panel has several queries. */
      readonly names: readonly string[];
      readonly detail: QueryDetail;
    }
  /** A setting that has no name for people, by its place in the part's JSON. */
  | Other;

/** How an alarm changes. */
export interface AlarmDetail {
  readonly name: string;
  readonly change: "new" | "gone" | "replaced" | "renamed" | "changed";

  /** When it fires, if that changes, or if it is new. */
  readonly before?: AlarmCondition;
  readonly after?: AlarmCondition;

  /** What else changes, in words. */
  readonly others: readonly string[];
}

export interface AlarmCondition {
  /** `above`, `at least`, `outside the band` */
  readonly comparison: string;

  /** With the panel's unit, where it is that of the alarm. */
  readonly threshold?: string;

  /** `for 3 of 5 minutes`, `in 2 of 2 periods of 5m`, `over 1m` */
  readonly window: string;
}

export interface Threshold {
  readonly value: string;
  readonly color: string;
}

export interface Other {
  readonly kind: "other";
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

export type QueryDetail =
  /** Labels or fields by which it groups. */
  | {
      readonly kind: "by";
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** What it is grouped by before. */
      readonly before: readonly string[];
    }
  | { readonly kind: "filters"; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly kind: "value"; readonly setting: string; readonly before?: string; readonly after?: string }
  | {
      readonly kind: "list";
      readonly setting: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  | { readonly kind: "reordered"; readonly setting: string }
  /** Written differently, with the same meaning. */
  | { readonly kind: "reformatted" }
  /** In full; empty: nothing was or is written. */
  | { readonly kind: "text"; readonly before: string; readonly after: string }
  | Other;
