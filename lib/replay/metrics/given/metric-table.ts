import { metricId, type MetricKey, type Series } from "../series";

/** The columns of a series that hold CloudWatch's basic statistics; all others are given as they are. */
const BASIC = { SampleCount: "count", Sum: "sum", Minimum: "min", Maximum: "max" } as const;

/** Datapoints of one metric at one period, in the order in which they are given. */
export interface MetricRows {
  readonly metric: MetricKey;
  /** Seconds. */
  readonly period: number;
  /** Puts a statistic of a minute; gives whether the row before had a value for it already, which is replaced. */
  put(minute: number, statistic: string, value: number): boolean;
}

/** Gathers series in columns that grow. */
export interface MetricTable {
  rows(metric: MetricKey, period: number): MetricRows;
  /** The series in the order of their first rows: sorted by time, rows of one minute made one. */
  finish(): { readonly series: Series[]; readonly duplicates: number };
}

const FIRST_ROWS = 64;

export function metricTable(): MetricTable {
  const tables = new Map<string, ReturnType<typeof growing>>();
  return {
    rows(metric, period) {
      const id = `${period} ${metricId(metric)}`;
      let table = tables.get(id);
      if (table === undefined) tables.set(id, (table = growing(metric, period)));
      return table;
    },
    finish() {
      const finished = [...tables.values()].map((table) => table.finish());
      return {
        series: finished.map(({ series }) => series).filter(({ minutes }) => minutes.length > 0),
        duplicates: finished.reduce((sum, { duplicates }) => sum + duplicates, 0),
      };
    },
  };
}

function growing(metric: MetricKey, period: number) {
  let size = 0;
  let capacity = FIRST_ROWS;
  let minutes = new Float64Array(capacity);
  let isOrdered = true;
  const columns = new Map<string, Float64Array>();

  const grow = () => {
    capacity *= 2;
    minutes = longer(minutes, capacity, 0);
    for (const [name, column] of columns) columns.set(name, longer(column, capacity, Number.NaN));
  };

  /** Sorts and joins rows of one minute; a later row's values replace an earlier one's. */
  const order = (): number => {
    const rows = Uint32Array.from({ length: size }, (_, row) => row);
    rows.sort((a, b) => (minutes[a] ?? 0) - (minutes[b] ?? 0) || a - b);
    const sorted = new Float64Array(size);
    let target = -1;
    const places = rows.map((row) => {
      const minute = minutes[row] ?? 0;
      if (target < 0 || sorted[target] !== minute) sorted[++target] = minute;
      return target;
    });
    let duplicates = 0;
    for (const [name, column] of columns) {
      const joined = new Float64Array(target + 1).fill(Number.NaN);
      rows.forEach((row, place) => {
        const value = column[row] ?? Number.NaN;
        const into = places[place] ?? 0;
        if (Number.isNaN(value)) return;
        if (!Number.isNaN(joined[into])) duplicates++;
        joined[into] = value;
      });
      columns.set(name, joined);
    }
    minutes = sorted;
    size = target + 1;
    return duplicates;
  };

  return {
    metric,
    period,
    put(minute: number, statistic: string, value: number): boolean {
      const last = minutes[size - 1];
      if (minute !== last) {
        if (last !== undefined && minute < last) isOrdered = false;
        if (size === capacity) grow();
        minutes[size++] = minute;
      }
      let column = columns.get(statistic);
      if (column === undefined) columns.set(statistic, (column = new Float64Array(capacity).fill(Number.NaN)));
      const before = column[size - 1] ?? Number.NaN;
      column[size - 1] = value;
      return !Number.isNaN(before);
    },
    finish(): { series: Series; duplicates: number } {
      const duplicates = isOrdered ? 0 : order();
      const column = (name: string) => columns.get(name)?.slice(0, size) ?? new Float64Array(size).fill(Number.NaN);
      const given = [...columns.keys()].filter((name) => !(name in BASIC));
      return {
        duplicates,
        series: {
          metric,
          resolution: period,
          minutes: minutes.slice(0, size),
          count: column("SampleCount"),
          sum: column("Sum"),
          min: column("Minimum"),
          max: column("Maximum"),
          values: undefined,
          early: undefined,
          given: given.length === 0 ? undefined : Object.fromEntries(given.map((name) => [name, column(name)])),
        },
      };
    },
  };
}

function longer(column: Float64Array, capacity: number, fill: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(capacity);
  grown.set(column);
  if (fill !== 0) grown.fill(fill, column.length);
  return grown;
}
