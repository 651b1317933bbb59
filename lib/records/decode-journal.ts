import { excerpt } from "../base";
import type { Collector } from "./batch";
import { objectOf } from "./decode-container";
import { isJournalEntry, messageOfEntry, SEPARATOR, timeOfEntry } from "./journal-entry";
import type { OnLine } from "./lines";
import type { TimeReader } from "./time-text";

/**
 * Lines of `journalctl --output=json`: microseconds in `__REALTIME_TIMESTAMP`, the text in `MESSAGE`.
 *
 * @see https://systemd.io/JOURNAL_EXPORT_FORMATS/
 */
export function journalLines(out: Collector, reader: TimeReader): OnLine {
  return (bytes, start, end, line) => {
    const text = bytes.toString("utf8", start, end);
    if (text.trim() === "") {
      out.blank();
      return;
    }
    const entry = objectOf(text) ?? {};
    const message = messageOfEntry(entry);
    if (message === undefined) {
      out.problem("invalid-line", line, `not a journal entry with a MESSAGE: ${excerpt(text)}`, NO_MESSAGE);
      out.record(text, reader.leading(bytes, start, end), line);
      return;
    }
    if (message.trim() === "") out.blank();
    else out.record(message, timeOfEntry(entry), line);
  };
}

const NO_MESSAGE = "The line is taken as an event by itself. Export with journalctl --output=json --all.";

/** How `journalctl` wrote entries: as JSON, one on a line or on several, or in the export format; by their beginning. */
export function journalForm(head: Buffer): "lines" | "documents" | "export" {
  const text = head.toString("utf8", 0, 64 * 1024);
  const first = text.trimStart().split("\n", 1)[0] ?? "";
  if (!["{", "[", SEPARATOR].includes(first.charAt(0))) return "export";
  return isJournalEntry(objectOf(first)) ? "lines" : "documents";
}
