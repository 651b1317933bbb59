import type { Collector } from "./batch";
import { excerpt } from "../base";
import { type AwsForm, formOf, isAroundEvents } from "./aws-forms";
import { tooLong, TOO_LONG } from "./decode-stamped";
import type { OnLine } from "./lines";
import { timeOfNumber } from "./time-number";

/** What `aws logs filter-log-events` and `get-log-events` print with `--output text`, `table` or `yaml`: see {@link AwsForm}. */
export function awsTextLines(out: Collector, maxBytes: number): { onLine: OnLine; end: () => void } {
  let open: { readonly form: AwsForm; readonly line: number } | undefined;
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
    else out.record(event.message, timeOfNumber(event.at, "ms"), line);
  };

  return {
    onLine(bytes, start, end, line) {
      const text = bytes.toString("utf8", start, end);
      const form = formOf(text);
      if (form !== undefined && (open === undefined || form === open.form)) {
        close();
        open = { form, line };
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
    end: close,
  };
}

/** What stands around a message, at most. */
const LONGEST_AROUND = 2400;

const LEFT_OUT = "It is left out. Get JSON instead: --output json.";
