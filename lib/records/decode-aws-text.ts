import type { Collector } from "./batch";
import { excerpt } from "../base";
import type { AwsForm } from "./aws-form";
import { formOf, isAroundEvents } from "./aws-forms";
import { tooLong, TOO_LONG } from "./decode-stamped";
import { beginsMarkdown, markdownLines } from "./decode-markdown";
import type { OnLine } from "./lines";
import { timeOfNumber } from "./time-number";
import type { TimeReader } from "./time-text";

/**
 * What `aws logs filter-log-events`, `get-log-events` and `get-query-results` print with `--output text`, `table` or `yaml`, see
 * {@link AwsForm}, and the Markdown that the console of Logs Insights copies.
 */
export function awsTextLines(
  out: Collector,
  reader: TimeReader,
  maxBytes: number,
): { onLine: OnLine; end: () => void } {
  let open: { readonly form: AwsForm; readonly line: number; readonly names: Set<string> } | undefined;
  let parts: string[] = [];
  let length = 0;

  const close = () => {
    if (open === undefined) return;
    const { form, line } = open;
    const text = parts.join("\n");
    const bytes = length;
    open = undefined;
    parts = [];
    length = 0;
    if (bytes > maxBytes + LONGEST_AROUND) {
      out.problem("line-too-long", line, tooLong(bytes, maxBytes, text), TOO_LONG);
      return;
    }
    const event = form.read(text);
    if (event === undefined) out.problem("invalid-line", line, `not an event of aws logs: ${excerpt(text)}`, LEFT_OUT);
    else if (event.message.trim() === "") out.blank();
    else out.record(event.message, timeOf(event.at, reader), line, event.logGroup);
  };

  const markdown = markdownLines(out, reader, maxBytes + LONGEST_AROUND);
  let isMarkdown = false;

  return {
    onLine(bytes, start, end, line) {
      const text = bytes.toString("utf8", start, end);
      isMarkdown ||= open === undefined && beginsMarkdown(text);
      if (isMarkdown) {
        markdown.onLine(text, line);
        return;
      }
      const form = formOf(text);
      if (form !== undefined && (open === undefined || form === open.form)) {
        const name = form.field?.exec(text)?.[1];
        if (open === undefined || name === undefined || open.names.has(name)) {
          close();
          open = { form, line, names: new Set() };
        }
        if (name !== undefined) open.names.add(name);
      } else if (open?.form.isOver?.test(text) === true) {
        close();
        out.control();
        return;
      } else if (open === undefined) {
        if (text.trim() === "") out.blank();
        else if (isAroundEvents(text)) out.control();
        else out.problem("invalid-line", line, `not an event of aws logs: ${excerpt(text)}`, LEFT_OUT);
        return;
      }
      length += end - start + 1;
      if (length <= maxBytes + LONGEST_AROUND || parts.length === 0) parts.push(text);
      if (open.form.ends?.test(text) === true) close();
    },
    end() {
      close();
      markdown.end();
    },
  };
}

function timeOf(at: string, reader: TimeReader): number | undefined {
  return /^\d+$/.test(at) ? timeOfNumber(at, "ms") : reader.whole(at);
}

/** What stands around a message, at most. */
const LONGEST_AROUND = 2400;

const LEFT_OUT = "It is left out. Get JSON instead: --output json.";
