import type { Collector } from "./batch";
import { excerpt } from "../base";
import { jsonScanner } from "./json-scan";
import type { OnLine } from "./lines";
import { scannedTime, timePaths } from "./time-fields";
import type { TimeReader } from "./time-text";

/**
 * Lines as an application writes them, JSON or text: each is one event, whatever it holds.
 *
 * @param isJson whether a line that is not a JSON object is a problem
 * @throws Error for a selector that cannot be read
 */
export function plainLines(
  out: Pick<Collector, "record" | "problem" | "blank">,
  reader: TimeReader,
  isJson: boolean,
  timeFields: readonly string[] | undefined,
): OnLine {
  const paths = timePaths(timeFields);
  const scanner = jsonScanner(paths);
  return (bytes, start, end, line) => {
    let first = start;
    while (first < end && isBlank(bytes[first])) first++;
    if (first === end) {
      out.blank();
      return;
    }
    const text = bytes.toString("utf8", start, end);
    const looksLikeJson = bytes[first] === OPEN;
    const wrong = looksLikeJson || isJson ? scanner.scan(bytes, start, end) : 0;
    if (wrong === undefined) {
      out.record(text, scannedTime(scanner, bytes, paths.length, reader), line);
      return;
    }
    if (isJson) out.problem("invalid-line", line, notJson(bytes, start, end, wrong), NOT_JSON);
    out.record(
      text,
      looksLikeJson ? scannedTime(scanner, bytes, paths.length, reader) : reader.leading(bytes, first, end),
      line,
    );
  };
}

const NOT_JSON =
  "CloudWatch Logs takes the line as text: JSON patterns never match it. Fix what writes it, or say that the input is text.";

/** `not a JSON object from column 17 on: "{\"level\":error}"`. */
function notJson(bytes: Buffer, start: number, end: number, wrong: number): string {
  const column = bytes.toString("utf8", start, Math.min(end, start + wrong)).length + 1;
  const what = wrong >= end - start ? "the JSON object has no end" : `not a JSON object from column ${column} on`;
  return `${what}: ${excerpt(bytes.toString("utf8", start, Math.min(end, start + 400)))}`;
}

/** Also what a terminal or an editor may leave: blanks, tabs, CR. */
function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

const OPEN = 0x7b;
