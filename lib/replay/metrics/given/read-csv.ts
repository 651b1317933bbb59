import { excerpt } from "../../../base";
import { lineSplitter } from "../../../records";
import { HEADER_FIX, ROW_FIX, rowReader, type ReadRow } from "./csv-row";
import { DUPLICATE, DUPLICATE_FIX, type GivenMetrics, givenProblems } from "./given";
import { metricTable } from "./metric-table";

/** Reads CSV as it arrives. */
export interface CsvMetrics {
  /** @param chunk bytes in UTF-8, cut anywhere */
  push(chunk: Uint8Array): void;
  end(): GivenMetrics;
}

/** Longest row in bytes. */
const MAX_ROW = 1_048_576;

/** Longest row over several lines, in bytes: its beginning is read again with each of them. */
const MAX_OPEN = 16 * 1024;

/**
 * Reads metrics from CSV with a header, separated by commas, semicolons or tabs, in any order of columns:
 *
 * - `timestamp,namespace,metric,dimensions,statistic,period,value`: a row is one statistic;
 * - `timestamp,namespace,metric,dimensions,count,sum,min,max`: a row is one datapoint. Columns that are named like
 *   statistics (`p99`, `average`) are taken, too; without a `period` it is 60 seconds. This is what a query with
 *   `replay --sql` answers.
 *
 * `timestamp` may be called `minute` or `time`, and is ISO 8601 or a number since 1970; `metric` may be called `name`.
 * `dimensions` is a JSON object or `a=b;c=d`, and empty, or not there, for a metric without.
 */
export function givenMetrics(file: string): CsvMetrics {
  const problems = givenProblems(file);
  const table = metricTable();
  let read: ReadRow | undefined;
  let isRefused = false;
  // Lines of a row whose quote has not ended.
  let open: Buffer[] = [];
  let openLine = 0;

  const row = (bytes: Buffer, start: number, end: number, line: number): boolean => {
    if (read !== undefined) return read(bytes, start, end, line);
    const mark = line === 1 && bytes.indexOf(BYTE_ORDER_MARK, start) === start ? BYTE_ORDER_MARK.length : 0;
    read = rowReader(bytes.toString("utf8", start + mark, end), table, problems);
    isRefused = read === undefined;
    return true;
  };

  const onLine = (bytes: Buffer, start: number, end: number, line: number): void => {
    if (isRefused) return;
    if (open.length === 0) {
      if (isEmpty(bytes, start, end) || row(bytes, start, end, line)) return;
      openLine = line;
      open = [Buffer.from(bytes.subarray(start, end))];
      return;
    }
    open.push(NEW_LINE, Buffer.from(bytes.subarray(start, end)));
    const joined = Buffer.concat(open);
    if (joined.length > MAX_OPEN) giveUp();
    else if (row(joined, 0, joined.length, openLine)) open = [];
  };

  /** Leaves out the line with the quote that has no end, and reads the lines after it by themselves. */
  const giveUp = (): void => {
    const [, ...rest] = open.filter((piece) => piece !== NEW_LINE);
    problems.add("metric-row", openLine, "a quote has no end", ROW_FIX);
    const first = openLine + 1;
    open = [];
    rest.forEach((line, place) => onLine(line, 0, line.length, first + place));
  };

  const splitter = lineSplitter(MAX_ROW, onLine, (beginning, _, line) =>
    problems.add("metric-row", line, `a row of more than 1 MB: ${excerpt(beginning)}`, ROW_FIX),
  );

  return {
    push: (chunk) => splitter.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)),
    end() {
      splitter.end();
      while (open.length > 0) giveUp();
      if (read === undefined && !isRefused) problems.add("metrics-unreadable", 0, "the file is empty", HEADER_FIX);
      const { series, duplicates } = table.finish();
      if (duplicates > 0) problems.add("duplicate-datapoint", 0, DUPLICATE, DUPLICATE_FIX, duplicates);
      return { series, problems: problems.findings() };
    },
  };
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const NEW_LINE = Buffer.from("\n");
function isEmpty(bytes: Buffer, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  return at === end;
}
