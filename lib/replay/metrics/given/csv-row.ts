import { excerpt } from "../../../base";
import { CsvCells, IsoReader, timeReader } from "../../../records";
import { fieldText, type MetricColumns } from "./csv-header";
import { DUPLICATE, type GivenProblems, TIME_FIX, VALUE_FIX, wrongTime } from "./given";
import type { MetricTable } from "./metric-table";
import { ROW_FIX, RowTargets } from "./row-targets";

/** Reads rows into a table, by the columns that the header names. */
export class RowReader {
  readonly #columns: MetricColumns;
  readonly #problems: GivenProblems;
  readonly #cells: CsvCells;
  readonly #targets: RowTargets;
  readonly #iso = new IsoReader();
  readonly #times = timeReader();

  constructor(columns: MetricColumns, table: MetricTable, problems: GivenProblems) {
    this.#columns = columns;
    this.#problems = problems;
    this.#cells = new CsvCells(columns.separator);
    this.#targets = new RowTargets(columns, this.#cells, table, problems);
  }

  read(bytes: Buffer, start: number, end: number, line: number): void {
    const cells = this.#cells;
    const found = cells.split(bytes, start, end);
    if (found !== this.#columns.count) {
      this.#leaveOut(found, bytes.toString("utf8", start, end), line);
      return;
    }
    const { rows, statistic } = this.#targets.of(bytes, line);
    if (rows === undefined) return;
    const minute = this.#minute(bytes, line);
    if (minute === undefined) return;
    for (const value of this.#columns.values) {
      const from = cells.starts[value.column] ?? 0;
      const to = cells.ends[value.column] ?? 0;
      const number = numberIn(bytes, from, to);
      if (number === undefined) continue;
      if (!Number.isFinite(number)) {
        const message = `the value ${excerpt(bytes.toString("utf8", from, to))}`;
        this.#problems.add("metric-value", line, { message, fix: VALUE_FIX });
      } else if (rows.put(minute, value.statistic ?? statistic, number)) {
        this.#problems.add("duplicate-datapoint", line, DUPLICATE);
      }
    }
  }

  /** Time of the row that was split last, in minutes since 1970; undefined, with a problem, if it is not a whole minute. */
  #minute(bytes: Buffer, line: number): number | undefined {
    const from = this.#cells.starts[this.#columns.time] ?? 0;
    const to = this.#cells.ends[this.#columns.time] ?? 0;
    let at = this.#iso.read(bytes, from, to);
    if (at === undefined || this.#iso.end !== to) at = this.#times.whole(fieldText(bytes.toString("utf8", from, to)));
    const why = wrongTime(at);
    if (at !== undefined && why === undefined) return at / 60_000;
    const message = `the time ${excerpt(bytes.toString("utf8", from, to))}, ${why ?? ""}`;
    this.#problems.add("metric-time", line, { message, fix: TIME_FIX });
    return undefined;
  }

  #leaveOut(found: number, text: string, line: number): void {
    const why = found < 0 ? "something follows a closing quote" : `${found} fields instead of ${this.#columns.count}`;
    this.#problems.add("metric-row", line, { message: `${why}: ${excerpt(text)}`, fix: ROW_FIX });
  }
}

/** The number in a field: undefined where it is empty, NaN where it is not a number. */
function numberIn(bytes: Buffer, start: number, end: number): number | undefined {
  // Most are whole numbers of up to fifteen digits, which are exact.
  let value = 0;
  let at = start;
  if (end - start <= 15) {
    for (; at < end; at++) {
      const digit = (bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (at === end && at > start) return value;
  }
  const text = fieldText(bytes.toString("latin1", start, end));
  if (text === "") return undefined;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
}
