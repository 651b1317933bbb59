/** What a query gave, to be drawn. */
export type Frame = SeriesFrame | TableFrame | LinesFrame;

/** Numbers over time, a step apart. */
export interface SeriesFrame {
  readonly kind: "series";
  readonly refId?: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;

  /** Of the first value, in seconds since 1970. */
  readonly start: number;

  /** Seconds. */
  readonly step: number;

  /** Null: there is none. */
  readonly values: readonly (number | null)[];
}

export interface TableFrame {
  readonly kind: "table";
  readonly refId?: string;
  readonly columns: readonly { readonly name: string; readonly kind: "text" | "number" | "time" }[];

  /** Times are milliseconds since 1970. */
  readonly rows: readonly (readonly (string | number | null)[])[];

  /** Rows that are not among them. */
  readonly left: number;
}

/** Lines of a log. */
export interface LinesFrame {
  readonly kind: "lines";
  readonly refId?: string;
  readonly rows: readonly LogLine[];

  /** Lines that are not among them. */
  readonly left: number;
}

export interface LogLine {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
  readonly level?: string;
}

/** What the queries of a panel gave. */
export interface PanelData {
  readonly frames: readonly Frame[];

  /** Why queries have no data, or less than they ask for; a sentence each. */
  readonly reasons: readonly string[];
}

/** Points of a series that are drawn; a screen shows no more. */
export const MOST_POINTS = 1500;

/** The same series with at most so many points: of each group of neighbours the one that is farthest from 0 stays, so that peaks do. */
export function thinned(frame: SeriesFrame, most = MOST_POINTS): SeriesFrame {
  const { length } = frame.values;
  if (length <= most) return frame;
  const each = Math.ceil(length / most);
  const values: (number | null)[] = [];
  for (let at = 0; at < length; at += each) {
    let kept: number | null = null;
    for (const value of frame.values.slice(at, at + each))
      if (value !== null && (kept === null || Math.abs(value) > Math.abs(kept))) kept = value;
    values.push(kept);
  }
  return { ...frame, step: frame.step * each, values };
}

/** Six significant digits: what is drawn needs no more, and the page stays small. */
export function rounded(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}
