import type { Collector } from "./batch";
import { type Columns, columnsOf, dateOf, isDirective } from "./columns";
import type { OnLine } from "./lines";
import { SEARCHED } from "./time-pattern";
import type { TimeReader } from "./time-text";

/**
 * Rows of a table whose columns a line names, see {@link columnsOf}: each row is an event, the lines that name columns and other
 * directives are not, as CloudWatch Logs gets rows alone.
 *
 * @param readerOf a reader of times in rows, by their pattern and the day that a directive says
 */
export function columnLines(
  out: Collector,
  readerOf: (pattern: string | undefined, date: number | undefined) => TimeReader,
): OnLine {
  let columns: Columns | undefined;
  let date: number | undefined;
  let reader = readerOf(undefined, undefined);
  return (bytes, start, end, line) => {
    const text = bytes.toString("utf8", start, end);
    if (text.trim() === "") {
      out.blank();
      return;
    }
    const named = columnsOf(text);
    const day = dateOf(text);
    if (named !== undefined || day !== undefined) {
      columns = named ?? columns;
      date = day ?? date;
      reader = readerOf(columns?.timePattern, columns?.lacksDate === true ? date : undefined);
    }
    if (named !== undefined || isDirective(text)) {
      out.control();
      return;
    }
    // Values may stand in quotes.
    const at = reader.leading(bytes, start, end) ?? unquoted(text, reader);
    out.record(text, at, line);
  };
}

function unquoted(text: string, reader: TimeReader): number | undefined {
  if (!text.includes('"')) return undefined;
  const bytes = Buffer.from(text.slice(0, SEARCHED).replaceAll('"', ""));
  return reader.leading(bytes, 0, bytes.length);
}
