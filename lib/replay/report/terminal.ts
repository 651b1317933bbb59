import type { ReplayResult } from "..";
import { paintOf } from "./paint";
import { headline, recordCounts, summaryOf, type Summary } from "./summary";
import { notEvaluatedText, quietText } from "./terminal/blind-alarms";
import { filtersText } from "./terminal/filters";
import { acceptedFindingsText, findingsText } from "./terminal/findings";
import { incidentsText } from "./terminal/fired-alarms";
import { worst } from "./incidents";
import { matrixText } from "./terminal/matrix";
import { toldAlarmsText } from "./terminal/told-alarms";
import { undocumentedText } from "./terminal/undocumented";
import type { View } from "./terminal/view";
import { wrap } from "./text-layout";
import { legend, timelineBars } from "./timeline-bars";
import { duration, utcDate, utcRange } from "./times";
import { count, counted, visible } from "./visible";

export interface TerminalOptions {
  /** ANSI colours; the text never depends on them. */
  readonly colour: boolean;
  /** Columns of the terminal, at least 40. The timeline needs 80. */
  readonly width: number;
  /**
   * What to do next, and the command that does it. Commands are never broken, so that they can be copied.
   *
   * @default - no such lines
   */
  readonly next?: readonly NextStep[];
  /** First line: what was replayed, against what. Default: not shown. */
  readonly title?: string;
  /** Only who was told, what fired and for how long. Default false. */
  readonly brief?: boolean;
}

/** A command that a reader may copy. */
export interface NextStep {
  readonly what: string;
  readonly command: string;
}

/** The report for a terminal: who was told of what; what fired and why; then findings. Short where nothing happened. */
export function terminalReport(result: ReplayResult, options: TerminalOptions): string {
  const view: View = {
    paint: paintOf(options.colour),
    width: Math.max(options.width, 40),
    brief: options.brief === true,
  };
  const summary = summaryOf(result);
  const sections = [
    options.title === undefined ? [] : wrap(visible(options.title), view.width),
    top(result, summary, view),
    toldAlarmsText(summary, view),
    ...incidentsText(summary, view),
    ...(view.brief
      ? []
      : [
          timeline(summary, view),
          quietText(summary, view),
          findingsText(summary, view),
          acceptedFindingsText(result, view),
          filtersText(result, view),
          notEvaluatedText(result, view),
          undocumentedText(result, view),
          matrixText(result.reach, view),
        ]),
    nextText(options.next ?? [], view),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function nextText(steps: readonly NextStep[], { paint, width }: View): string[] {
  if (steps.length === 0) return [];
  return [
    "Next:",
    ...steps.flatMap(({ command, what }) => [
      ...wrap(visible(what), width - 2).map((line) => `  ${paint.faint(line)}`),
      `    ${visible(command)}`,
    ]),
  ];
}

function top(result: ReplayResult, summary: Summary, { paint, width }: View): string[] {
  const { from, to } = summary.clock;
  const { pages } = summary.counts.messages;
  const records = recordCounts(result).map(([what, number]) => `${count(number)} ${what}`);
  const isCalm = summary.fired.length === 0 && pages === 0 && summary.told.length === 0;
  const emphasis = isCalm ? paint.strong : (text: string) => paint.strong(paint.bad(text));
  return [
    ...wrap(headline(summary), width).map(emphasis),
    ...wrap(
      `${summary.nothing === "nothing-to-replay" ? "" : `${utcDate(from)} ${utcRange(from, to)} UTC (${duration(to - from)}); `}records: ${records.join(", ")}`,
      width,
    ),
  ];
}

// As many rows as there are alarms that fired, the worst of them where there are too many.
const mostRows = 60;

function timeline({ clock, fired }: Summary, { paint, width }: View): string[] {
  if (fired.length === 0 || width < 80) return [];
  const shown = worst(fired, mostRows);
  const hidden = fired.length - shown.length;
  return [
    `Timeline   ${legend}`,
    ...timelineBars(shown, clock, Math.min(width, 160), paint),
    ...(hidden > 0 ? [`  and ${counted(hidden, "more alarm")}`] : []),
  ];
}
