import { metricId, type MetricKey, type Series } from "../series";

/** The columns of a series that hold CloudWatch's basic statistics; other statistics are in `given`. */
const BASIC = { SampleCount: "count", Sum: "sum", Minimum: "min", Maximum: "max" } as const;

/** Datapoints of one metric at one period, in the order in which they are given. */
export interface MetricRows {
  readonly metric: MetricKey;
  /** Seconds. */
  readonly period: number;
  /** Sets a statistic of a minute; gives whether that replaced a value of the last row. */
  put(minute: number, statistic: string, value: number): boolean;
}

/** Gathers series in columns that grow. */
export interface MetricTable {
  rows(metric: MetricKey, period: number): MetricRows;
  /** A metric that was asked for, and has no datapoint: alarms see that its data is missing. */
  declare(metric: MetricKey, period: number): void;
  /** The series, in the order of their first rows. Each is sorted by time, with one row for a minute. */
  finish(): { readonly series: Series[]; readonly duplicates: number };
}

export function metricTable(): MetricTable {
  const tables = new Map<string, GrowingRows>();
  const declared = new Set<GrowingRows>();
  const rows = (metric: MetricKey, period: number): GrowingRows => {
    const id = `${period} ${metricId(metric)}`;
    let table = tables.get(id);
    if (table === undefined) tables.set(id, (table = new GrowingRows(metric, period)));
    return table;
  };
  return {
    rows,
    declare: (metric, period) => declared.add(rows(metric, period)),
    finish() {
      const finished = [...tables.values()].map((table) => ({ ...table.finish(), isDeclared: declared.has(table) }));
      return {
        series: finished
          .filter(({ isDeclared, series }) => isDeclared || series.minutes.length > 0)
          .map(({ series }) => series),
        duplicates: finished.reduce((sum, { duplicates }) => sum + duplicates, 0),
      };
    },
  };
}

/** Few, because a file may name a hundred thousand metrics with one datapoint each. */
const FIRST_ROWS = 4;

class GrowingRows implements MetricRows {
  readonly metric: MetricKey;
  readonly period: number;
  #size = 0;
  #capacity = FIRST_ROWS;
  #minutes = new Float64Array(FIRST_ROWS);
  #isOrdered = true;
  readonly #columns = new Map<string, Float64Array>();

  constructor(metric: MetricKey, period: number) {
    this.metric = metric;
    this.period = period;
  }

  put(minute: number, statistic: string, value: number): boolean {
    const last = this.#minutes[this.#size - 1];
    if (minute !== last) {
      if (last !== undefined && minute < last) this.#isOrdered = false;
      if (this.#size === this.#capacity) this.#grow();
      this.#minutes[this.#size++] = minute;
    }
    const column = this.#columns.get(statistic) ?? this.#addColumn(statistic);
    const row = this.#size - 1;
    const before = column[row] ?? Number.NaN;
    column[row] = value;
    return !Number.isNaN(before);
  }

  finish(): { series: Series; duplicates: number } {
    const duplicates = this.#isOrdered ? 0 : this.#order();
    const size = this.#size;
    const column = (name: string) => this.#columns.get(name)?.slice(0, size) ?? new Float64Array(size).fill(Number.NaN);
    const given = [...this.#columns.keys()].filter((name) => !Object.hasOwn(BASIC, name));
    return {
      duplicates,
      series: {
        metric: this.metric,
        resolution: this.period,
        minutes: this.#minutes.slice(0, size),
        count: column("SampleCount"),
        sum: column("Sum"),
        min: column("Minimum"),
        max: column("Maximum"),
        values: undefined,
        early: undefined,
        given: given.length === 0 ? undefined : Object.fromEntries(given.map((name) => [name, column(name)])),
      },
    };
  }

  #addColumn(statistic: string): Float64Array {
    const column = new Float64Array(this.#capacity).fill(Number.NaN);
    this.#columns.set(statistic, column);
    return column;
  }

  #grow(): void {
    this.#capacity *= 2;
    this.#minutes = longer(this.#minutes, this.#capacity, 0);
    for (const [name, column] of this.#columns) this.#columns.set(name, longer(column, this.#capacity, Number.NaN));
  }

  /** Sorts the rows and joins those of one minute; a later row's values replace an earlier one's. Gives how many were replaced. */
  #order(): number {
    const minutes = this.#minutes;
    const rows = Uint32Array.from({ length: this.#size }, (_, row) => row);
    rows.sort((a, b) => (minutes[a] ?? 0) - (minutes[b] ?? 0) || a - b);
    const sorted = new Float64Array(this.#size);
    let target = -1;
    const places = rows.map((row) => {
      const minute = minutes[row] ?? 0;
      if (target < 0 || sorted[target] !== minute) sorted[++target] = minute;
      return target;
    });
    let duplicates = 0;
    for (const [name, column] of this.#columns) {
      const joined = new Float64Array(target + 1).fill(Number.NaN);
      rows.forEach((row, place) => {
        const value = column[row] ?? Number.NaN;
        const into = places[place] ?? 0;
        if (Number.isNaN(value)) return;
        if (!Number.isNaN(joined[into])) duplicates++;
        joined[into] = value;
      });
      this.#columns.set(name, joined);
    }
    this.#minutes = sorted;
    this.#size = target + 1;
    return duplicates;
  }
}

function longer(column: Float64Array, capacity: number, fill: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(capacity);
  grown.set(column);
  if (fill !== 0) grown.fill(fill, column.length);
  return grown;
}
