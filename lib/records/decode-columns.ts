import type { Collector } from "./batch";
import { columnsOf, isDirective } from "./columns";
import type { OnLine } from "./lines";
import type { TimeReader } from "./time-text";

/**
 * Rows of a table whose columns a line names, see {@link columnsOf}: each row is an event, the lines that name columns and other
 * directives are not, as CloudWatch Logs gets rows alone.
 *
 * @param readerOf a reader of times in rows, by their pattern
 */
export function columnLines(out: Collector, readerOf: (pattern: string | undefined) => TimeReader): OnLine {
  let reader = readerOf(undefined);
  return (bytes, start, end, line) => {
    const text = bytes.toString("utf8", start, end);
    if (text.trim() === "") {
      out.blank();
      return;
    }
    const columns = columnsOf(text);
    if (columns !== undefined) reader = readerOf(columns.timePattern);
    if (columns !== undefined || isDirective(text)) {
      out.control();
      return;
    }
    out.record(text, reader.leading(bytes, start, end), line);
  };
}
