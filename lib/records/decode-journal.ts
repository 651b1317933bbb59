import type { Collector } from "./batch";
import { objectOf } from "./decode-container";
import { excerpt } from "../base";
import type { OnLine } from "./lines";
import { timeOfNumber } from "./time-number";
import type { TimeReader } from "./time-text";

/**
 * Lines of `journalctl --output=json`: microseconds in `__REALTIME_TIMESTAMP`, the text in `MESSAGE`, which is a list of
 * bytes where it is not UTF-8, and null where it is too long.
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
    const entry = objectOf(text);
    const message = messageOf(entry?.MESSAGE);
    if (message === undefined) {
      out.problem("invalid-line", line, `not a journal entry with a MESSAGE: ${excerpt(text)}`, NO_MESSAGE);
      out.record(text, reader.leading(bytes, start, end), line);
      return;
    }
    const time = entry?.__REALTIME_TIMESTAMP;
    const at = typeof time === "string" || typeof time === "number" ? timeOfNumber(String(time), "us") : undefined;
    if (message.trim() === "") out.blank();
    else out.record(message, at, line);
  };
}

const NO_MESSAGE = "The line is taken as an event by itself. Export with journalctl --output=json --all.";

function messageOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || !value.every((part) => typeof part === "number")) return undefined;
  return Buffer.from(value).toString("utf8");
}
