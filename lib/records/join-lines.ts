import type { Collector } from "./batch";
import { tooLong, TOO_LONG } from "./decode-stamped";

/**
 * Which lines of text continue the event of the line before.
 *
 * - `indent`: those that begin with a blank, as the CloudWatch agent has it where `multi_line_start_pattern` is left out.
 * - `time`: those without a time, as with `multi_line_start_pattern = "{timestamp_format}"`, and with `awslogs-datetime-format`.
 */
export type Multiline = "indent" | "time";

export const multilines: readonly Multiline[] = ["indent", "time"];

/** Joins lines to events on their way to a collector; `end` gives the last one. */
export function joinedLines(
  out: Collector,
  mode: Multiline,
  maxBytes: number,
): Pick<Collector, "record" | "problem" | "blank"> & { readonly end: () => void } {
  let open: { readonly parts: string[]; readonly at: number | undefined; readonly line: number } | undefined;
  let length = 0;
  let blanks = 0;

  const end = (): void => {
    if (open === undefined) return;
    const { parts, at, line } = open;
    open = undefined;
    for (; blanks > 0; blanks--) out.blank();
    if (length > maxBytes) out.problem("line-too-long", line, tooLong(length, maxBytes, parts[0] ?? ""), TOO_LONG);
    else out.record(parts.join("\n"), at, line);
  };

  const add = (text: string): void => {
    length += 1 + Buffer.byteLength(text);
    if (length <= maxBytes) open?.parts.push(text);
  };

  return {
    record(text, at, line) {
      const continues = mode === "time" ? at === undefined : /^\s/.test(text);
      if (open === undefined || !continues) {
        end();
        open = { parts: [text], at, line };
        length = Buffer.byteLength(text);
        return;
      }
      // Those between lines of an event belong to it.
      for (; blanks > 0; blanks--) add("");
      add(text);
    },
    problem: (...said) => out.problem(...said),
    blank() {
      if (open === undefined) out.blank();
      else blanks++;
    },
    end,
  };
}

/** What lines of stack traces of Java, JavaScript, .NET, Python, Go, Ruby and PHP begin with. */
const OF_TRACE =
  /^(?:\s+at \S|\s+File "|Traceback \(most recent call|Caused by: |\s+\.{3} \d+ (?:more|common frames)|goroutine \d+ \[|\t\S+\.go:\d+|\s+from \S+\.rb:\d+|#\d+ \S)/;

/** Whether a line of text is one of a stack trace that begins in a line before it. */
export function isOfTrace(line: string): boolean {
  return OF_TRACE.test(line);
}
