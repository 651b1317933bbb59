import { excerpt } from "../../../base";
import { type RowSink, RowSplitter } from "../../../records";
import { HEADER_FIX, readHeader } from "./csv-header";
import { RowReader } from "./csv-row";
import { DUPLICATE, type GivenMetrics, givenProblems } from "./given";
import { metricTable } from "./metric-table";
import { ROW_FIX } from "./row-targets";

/** Longest row in bytes. */
const MAX_ROW = 1_048_576;

/** Longest row over several lines, in bytes: a longer one has a quote without an end. */
const MAX_OPEN = 16 * 1024;

/**
 * Reads metrics from CSV, as it arrives. It has a header, and commas, semicolons or tabs between columns, in any order:
 *
 * - `timestamp,namespace,metric,dimensions,statistic,period,value`: a row is one statistic;
 * - `timestamp,namespace,metric,dimensions,count,sum,min,max`: a row is one datapoint. Columns named after statistics (`p99`,
 *   `average`) are read, too; the default of `period` is 60 seconds. The queries that `replay --sql` prints return this form.
 *
 * `timestamp` may be called `minute` or `time`, and is ISO 8601 or a number since 1970; `metric` may be called `name`.
 * `dimensions` is a JSON object or `a=b;c=d`; it is empty, or left out, for a metric without dimensions.
 */
export class CsvMetrics implements RowSink {
  readonly #problems;
  readonly #table = metricTable();
  readonly #rows = new RowSplitter({ maxBytes: MAX_ROW, maxOpenBytes: MAX_OPEN }, this);
  #reader: RowReader | undefined;
  /** Whether the file does not begin with a header of metrics. */
  #isRefused = false;

  /** @param file its name, for findings */
  constructor(file: string) {
    this.#problems = givenProblems(file);
  }

  /** @param chunk bytes in UTF-8, cut anywhere */
  push(chunk: Uint8Array): void {
    this.#rows.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  }

  end(): GivenMetrics {
    this.#rows.end();
    if (this.#reader === undefined && !this.#isRefused)
      this.#problems.add("metrics-unreadable", 0, { message: "the file is empty", fix: HEADER_FIX });
    const { series, duplicates } = this.#table.finish();
    if (duplicates > 0) this.#problems.add("duplicate-datapoint", 0, DUPLICATE, duplicates);
    return { series, problems: this.#problems.findings() };
  }

  row(bytes: Buffer, start: number, end: number, line: number): void {
    if (this.#isRefused || isEmpty(bytes, start, end)) return;
    if (this.#reader !== undefined) this.#reader.read(bytes, start, end, line);
    else this.#begin(bytes.toString("utf8", start, end).replace(/^\ufeff/, ""));
  }

  long(beginning: string, _: number, line: number): void {
    if (this.#isRefused) return;
    this.#problems.add("metric-row", line, { message: `a row of more than 1 MB: ${excerpt(beginning)}`, fix: ROW_FIX });
  }

  unclosed(line: number): void {
    if (this.#isRefused) return;
    this.#problems.add("metric-row", line, { message: "a quote has no end", fix: ROW_FIX });
  }

  #begin(header: string): void {
    const columns = readHeader(header, this.#problems);
    this.#isRefused = columns === undefined;
    if (columns === undefined) return;
    this.#rows.separator = columns.separator;
    this.#reader = new RowReader(columns, this.#table, this.#problems);
  }
}

function isEmpty(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  return at === end;
}
