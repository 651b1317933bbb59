import type { Collector } from "./batch";
import { excerpt } from "../base";
import { tooLong, TOO_LONG } from "./decode-stamped";
import type { OnLine } from "./lines";
import { timeOfNumber } from "./time-number";

/**
 * What `aws logs filter-log-events --output text` and `get-log-events --output text` print: the values of an event, in the order of
 * their names, with tabs between them. The message may have tabs and line breaks; the timestamp ends the event.
 *
 *     EVENTS  <event ID>  <ingestion time>  <stream>  <message>  <timestamp>
 *     EVENTS  <ingestion time>  <message>  <timestamp>
 */
export function awsTextLines(out: Collector, maxBytes: number): { onLine: OnLine; end: () => void } {
  let parts: string[] = [];
  let length = 0;
  let first = 0;

  const isOpen = (): boolean => first > 0;

  const close = () => {
    const text = parts.join("\n");
    const line = first;
    const bytes = length;
    parts = [];
    length = 0;
    first = 0;
    if (bytes > maxBytes + LONGEST_AROUND) {
      out.problem("line-too-long", line, tooLong(bytes, maxBytes, text), TOO_LONG);
      return;
    }
    const event = EVENT.exec(text);
    const message = event?.[1];
    if (message === undefined)
      out.problem("invalid-line", line, `not an event of --output text: ${excerpt(text)}`, LEFT_OUT);
    else if (message.trim() === "") out.blank();
    else out.record(message.replace(/\s+$/, ""), timeOfNumber(event?.[2] ?? "", "ms"), line);
  };

  return {
    onLine(bytes, start, end, line) {
      const text = bytes.toString("utf8", start, end);
      if (text.startsWith("EVENTS\t")) {
        if (isOpen()) close();
        first = line;
      } else if (!isOpen()) {
        if (text.trim() === "") out.blank();
        else if (isAroundEvents(text)) out.control();
        else out.problem("invalid-line", line, `not an event of --output text: ${excerpt(text)}`, LEFT_OUT);
        return;
      }
      length += end - start + 1;
      if (length <= maxBytes + LONGEST_AROUND || parts.length === 0) parts.push(text);
      if (/\t\d{13}$/.test(text)) close();
    },
    end() {
      if (isOpen()) close();
    },
  };
}

/** What stands around a message, at most. */
const LONGEST_AROUND = 2400;

/** The message, after an ID and the name of a stream where they are, and before the timestamp. */
const EVENT = /^EVENTS\t(?:\d{20,}\t\d{13}\t[^\t\n]*\t|\d{13}\t)([^]*)\t(\d{13})$/;

/** Streams that were searched, and tokens of pages, which are no events. */
export function isAroundEvents(text: string): boolean {
  return (
    text.startsWith("SEARCHEDLOGSTREAMS\t") ||
    /^[bf]\/\d{20,}(?:\/s)?\t[bf]\/\d{20,}(?:\/s)?$/.test(text) ||
    /^(?:None|[A-Za-z0-9_-]{60,})$/.test(text)
  );
}

/** Whether a line begins an event of `--output text`. */
export function beginsAwsText(text: string): boolean {
  return /^EVENTS\t(?:\d{20,}\t\d{13}\t|\d{13}\t)/.test(text);
}

const LEFT_OUT = "It is left out. Get JSON instead: leave out --output text.";
