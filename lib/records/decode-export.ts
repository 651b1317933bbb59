import type { Collector } from "./batch";
import { excerpt } from "../base";
import type { OnLine } from "./lines";
import type { TimeReader } from "./time-text";

/** Bytes of `2026-11-21T10:00:00.000Z `. */
const PREFIX = 25;

/** Whether a line begins as CloudWatch Logs begins an event that it exports to S3. */
export function beginsExported(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < PREFIX - 1 || bytes[start + 23] !== 0x5a) return false;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z(?: |$)/.test(
    bytes.toString("latin1", start, Math.min(end, start + PREFIX)),
  );
}

/**
 * Lines of an export of CloudWatch Logs to S3: time of the event, a blank, its message. Lines that do not begin with a time
 * belong to the message before them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasksConsole.html
 */
export function exportedLines(
  out: Collector,
  reader: TimeReader,
  maxBytes: number,
): { onLine: OnLine; end: () => void } {
  let message: string[] = [];
  let length = 0;
  let at: number | undefined;
  let first = 0;

  const give = () => {
    while (message.at(-1)?.trim() === "") message.pop();
    if (length > maxBytes) {
      out.problem("line-too-long", first, tooLong(length, maxBytes, message[0] ?? ""), TOO_LONG);
    } else if (message.length > 0) {
      out.record(message.join("\n"), at, first);
    } else if (first > 0) {
      out.blank();
    }
    message = [];
    length = 0;
  };

  return {
    onLine(bytes, start, end, line) {
      if (beginsExported(bytes, start, end)) {
        give();
        at = reader.leading(bytes, start, start + PREFIX - 1);
        first = line;
        message.push(bytes.toString("utf8", Math.min(start + PREFIX, end), end));
        length = end - start - PREFIX;
        return;
      }
      if (first === 0) {
        // Before the first event there is none that the line could belong to.
        const text = bytes.toString("utf8", start, end);
        if (text.trim() === "") out.blank();
        else out.record(text, reader.leading(bytes, start, end), line);
        return;
      }
      length += 1 + end - start;
      if (length <= maxBytes) message.push(bytes.toString("utf8", start, end));
    },
    end: give,
  };
}

/** What makes a message longer than CloudWatch Logs takes it. */
export function tooLong(length: number, maxBytes: number, beginning: string): string {
  return `${length.toLocaleString("en-US")} bytes, more than the ${maxBytes.toLocaleString("en-US")} of one event: ${excerpt(beginning)}`;
}

export const TOO_LONG = "CloudWatch Logs refuses such an event: it is left out. Split it where it is written.";
