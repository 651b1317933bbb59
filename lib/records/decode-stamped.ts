import type { Collector } from "./batch";
import { withoutColours } from "./colours";
import { compact } from "./compact";
import { excerpt } from "../base";
import type { OnLine } from "./lines";
import { stampOf, type StampKind } from "./stamp";
import type { TimeReader } from "./time-text";

/**
 * Lines that a tool wrote before each of which it put the time of the event: see {@link StampKind}. Lines that do not begin with a
 * time of these kinds belong to the message before them. JSON that `aws logs tail --format json` spread over lines becomes one line.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasksConsole.html
 * @see https://awscli.amazonaws.com/v2/documentation/api/latest/reference/logs/tail.html
 */
export function stampedLines(
  out: Collector,
  reader: TimeReader,
  maxBytes: number,
  kinds: ReadonlySet<StampKind>,
): { onLine: OnLine; end: () => void } {
  let message: string[] = [];
  let length = 0;
  let at: number | undefined;
  let first = 0;
  let isOfTail = false;

  const give = () => {
    while (message.length > 0 && withoutColours(message.at(-1) ?? "").trim() === "") message.pop();
    if (length > maxBytes) {
      out.problem("line-too-long", first, tooLong(length, maxBytes, message[0] ?? ""), TOO_LONG);
    } else if (message.length > 0) {
      out.record(isOfTail ? withoutSpread(message) : message.join("\n"), at, first);
    } else if (first > 0) {
      out.blank();
    }
    message = [];
    length = 0;
  };

  return {
    onLine(bytes, start, end, line) {
      const stamp = stampOf(bytes, start, end);
      if (stamp !== undefined && kinds.has(stamp.kind)) {
        give();
        at = reader.wholeOf(bytes, stamp.timeStart, stamp.timeEnd);
        first = line;
        isOfTail = stamp.kind === "detailed";
        message.push(bytes.toString("utf8", stamp.messageStart, end));
        length = end - stamp.messageStart;
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

/** `--format json` writes nothing after the stream's name, and the message in lines of their own. */
function withoutSpread(message: readonly string[]): string {
  const [beginning = "", open = ""] = message;
  const text = message.join("\n");
  if (beginning.trim() !== "" || !/^[[{]/.test(open)) return text;
  try {
    JSON.parse(text);
  } catch {
    // It only looks like it: the message stays as it is.
    return text;
  }
  return compact(Buffer.from(text));
}

/** What makes a message longer than CloudWatch Logs takes it. */
export function tooLong(length: number, maxBytes: number, beginning: string): string {
  return `${length.toLocaleString("en-US")} bytes, more than the ${maxBytes.toLocaleString("en-US")} of one event: ${excerpt(beginning)}`;
}

export const TOO_LONG = "CloudWatch Logs refuses such an event: it is left out. Split it where it is written.";
