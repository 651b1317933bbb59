import { excerpt } from "../base";
import type { Collector } from "./batch";
import type { TimeReader } from "./time-text";
import { groupOfLog } from "./unwrap";

/** Whether the lines are what the console of Logs Insights copies as Markdown: what was asked, and a table of rows. */
export function isInsightsMarkdown(lines: readonly string[]): boolean {
  const header = lines.findIndex((line) => columnsOf(line) !== undefined);
  return header >= 0 && isRule(lines[header + 1] ?? "") && lines.slice(0, header).every(isBeforeTable);
}

const TITLE = "**CloudWatch Logs Insights**";

/** The title, what was asked, and the query in a fence. */
function isBeforeTable(line: string, index: number, lines: readonly string[]): boolean {
  return (
    line.startsWith(TITLE) || /^-{3,}\s*$/.test(line) || lines.slice(0, index).some((one) => one.startsWith(TITLE))
  );
}

/** Whether such Markdown begins with the line. */
export function beginsMarkdown(line: string): boolean {
  return line.startsWith(TITLE) || columnsOf(line) !== undefined;
}

/** The names in the first row of a table of Logs Insights. */
function columnsOf(line: string): readonly string[] | undefined {
  const names = cellsOf(line);
  const isHeader =
    names !== undefined &&
    (names.includes("@message") || names.includes("@timestamp")) &&
    names.every((name) => /^@?[\w.()*-]+$/.test(name));
  return isHeader ? names : undefined;
}

function cellsOf(line: string): string[] | undefined {
  const text = line.trim();
  if (text.length < 2 || !text.startsWith("|") || !text.endsWith("|")) return undefined;
  return text
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

/** The row of dashes below the names. */
function isRule(line: string): boolean {
  return cellsOf(line)?.every((cell) => /^:?-+:?$/.test(cell)) ?? false;
}

/** Rows of the Markdown that the console of Logs Insights copies; a message may have line breaks, and bars if it stands last. */
export function markdownLines(
  out: Collector,
  reader: TimeReader,
  maxBytes: number,
): { readonly onLine: (text: string, line: number) => void; readonly end: () => void } {
  let columns: readonly string[] | undefined;
  let open: { readonly parts: string[]; length: number; readonly line: number } | undefined;

  const close = (names: readonly string[]): void => {
    if (open === undefined) return;
    const { parts, line, length } = open;
    const row = parts.join("\n");
    open = undefined;
    const cells = length > maxBytes ? undefined : cellsOf(row);
    const message = names.indexOf("@message");
    const isLast = message === names.length - 1;
    if (cells === undefined || message < 0 || cells.length < names.length || (cells.length > names.length && !isLast)) {
      out.problem("invalid-line", line, `not a row of ${names.length} cells with @message: ${excerpt(row)}`, BAD_ROW);
      return;
    }
    const at = (name: string): string | undefined => cells[names.indexOf(name)];
    const text = isLast ? afterBars(row, message).trim() : (at("@message") ?? "");
    if (text === "") out.blank();
    else out.record(text, reader.whole(at("@timestamp") ?? ""), line, groupOfLog(at("@log")));
  };

  return {
    onLine(text, line) {
      if (columns === undefined) {
        columns = columnsOf(text);
        out.control();
        return;
      }
      if (open === undefined) {
        if (text.trim() === "") out.blank();
        if (!text.startsWith("|") || isRule(text)) {
          if (text.trim() !== "") out.control();
          return;
        }
        open = { parts: [], length: 0, line };
      }
      open.length += text.length + 1;
      if (open.length <= maxBytes || open.parts.length === 0) open.parts.push(text);
      if (text.trimEnd().endsWith("|")) close(columns);
    },
    end() {
      if (columns !== undefined) close(columns);
    },
  };
}

/** A row after so many cells, without the bar at its end. */
function afterBars(row: string, cells: number): string {
  const text = row.trim().slice(1, -1);
  let at = 0;
  for (let cell = 0; cell < cells; cell++) at = text.indexOf("|", at) + 1;
  return text.slice(at);
}

const BAD_ROW = "It is left out. Copy the rows as CSV or JSON, or fetch them with aws logs get-query-results.";
