import { append, greatest, own, placeText } from "../../base";
import type { FilterResult, ReachRow, ReplayResult } from "..";
import { notEvaluatedText } from "../reasons";
import { afterLog, isAfterLog, type Fired, type Incident } from "./incidents";
import { paintOf, severityPaint, type Paint } from "./paint";
import { firedFor } from "./states";
import {
  channelColumns,
  clauseNote,
  findingCounts,
  headline,
  noSeverity,
  recordCounts,
  summaryOf,
  worstClauses,
  type Summary,
} from "./summary";
import { columnsOf, fit, fitName, pad, wrap } from "./text-layout";
import { legend, timelineBars } from "./timeline-bars";
import { duration, utcDate, utcRange, utcStamp, utcTime } from "./times";
import { toldOf, toldText } from "./told";
import { count, counted, visible } from "./visible";

export interface TerminalOptions {
  /** ANSI colours; the text never depends on them. */
  readonly colour: boolean;
  /** Columns of the terminal, at least 40. The timeline needs 80. */
  readonly width: number;
  /**
   * Name of the command, `sightline`, for the last line, which says how to see everything.
   *
   * @default - no such line
   */
  readonly command?: string;
  /** First line: what was replayed, against what. Default: not shown. */
  readonly title?: string;
  /** Only what fired, for how long, and who was notified. Default false. */
  readonly brief?: boolean;
}

// As many as can be read at a glance; the JSON has all.
const mostOfARule = { error: 5, warning: 3, info: 1 } as const;
const mostFilters = 10;
const mostNotEvaluated = 10;

/** The report for a terminal: what fired, why and who was notified; then findings. Short where nothing happened. */
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
    ...summary.incidents.map((incident, index) => incidentText(incident, index, summary, view)),
    ...(view.brief
      ? []
      : [
          timeline(summary, view),
          quiet(summary, view),
          findings(summary, view),
          unmatched(result, summary, view),
          notEvaluated(result, view),
          matrix(result.reach, view),
        ]),
    hint(summary, options.command, view),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

interface View {
  readonly paint: Paint;
  readonly width: number;
  readonly brief: boolean;
}

function hint({ findings: all, fired }: Summary, command: string | undefined, { paint, width }: View): string[] {
  if (command === undefined || (fired.length === 0 && all.length === 0)) return [];
  return wrap(`All of it, with charts: ${visible(command)} replay ... --html report.html`, width).map(paint.faint);
}

function top(result: ReplayResult, summary: Summary, { paint, width }: View): string[] {
  const { from, to } = summary.clock;
  const records = recordCounts(result).map(([what, number]) => `${count(number)} ${what}`);
  const emphasis = summary.fired.length === 0 ? paint.strong : (text: string) => paint.strong(paint.bad(text));
  return [
    ...wrap(headline(summary), width).map(emphasis),
    ...wrap(
      `${summary.isNothing ? "" : `${utcDate(from)} ${utcRange(from, to)} UTC (${duration(to - from)}); `}records: ${records.join(", ")}`,
      width,
    ),
  ];
}

function incidentText(incident: Incident, index: number, { incidents }: Summary, view: View): string[] {
  const { paint, width } = view;
  const date = utcDate(incident.from);
  const isNewDay = index === 0 || utcDate(incidents[index - 1]?.from ?? 0) !== date;
  const until = incident.isOpen ? `from ${utcTime(incident.from)} until the end` : utcRange(incident.from, incident.to);
  return [
    ...(isNewDay ? [paint.strong(`${date} UTC`)] : []),
    ...wrap(`Incident ${index + 1}: ${until} (${duration(incident.to - incident.from)})`, width),
    ...incident.alarms.flatMap((fired) => firedText(fired, date, view)),
  ];
}

function firedText(fired: Fired, date: string, { paint, width, brief }: View): string[] {
  const { alarm, episodes } = fired;
  const [first] = episodes;
  // Known severities share a column.
  const severity = pad(
    visible(alarm.severity ?? noSeverity),
    Math.max(8, Math.min(columnsOf(alarm.severity ?? ""), 12)),
  );
  const when = utcDate(first.from) === date ? utcTime(first.from) : utcStamp(first.from);
  const head = `  ${when}  `;
  const lasted = firedFor(episodes);
  const room = width - columnsOf(head) - columnsOf(severity) - 2;
  // Beside the name where enough of the name fits, otherwise below it.
  const isBeside = room - columnsOf(lasted) - 2 >= 16;
  const name = fitName(visible(alarm.name), isBeside ? room - columnsOf(lasted) - 2 : Math.max(room, 4));
  const line = `${head}${severityPaint(alarm.severity, paint)(severity)}  ${paint.strong(name)}${isBeside ? `  ${lasted}` : ""}`;
  const heard = toldOf(
    episodes.flatMap(({ notified }) => notified),
    alarm.toldThrough,
  );
  const told = toldText(heard);
  if (brief) return [line, ...(heard.reached.length === 0 ? [] : labelled("told", told, width, paint))];
  return [
    line,
    ...(isBeside ? [] : labelled("for", lasted, width, paint)),
    ...labelled("why", fit(visible(first.reason), width - 15), width, paint),
    ...labelled("told", told, width, paint),
    ...(isAfterLog(fired) ? labelled("note", afterLog, width, paint) : []),
  ];
}

function labelled(label: string, text: string, width: number, paint: Paint): string[] {
  return wrap(text, width - 15).map(
    (line, index) => `         ${paint.faint((index === 0 ? label : "").padEnd(4))}  ${line}`,
  );
}

function timeline({ clock, fired }: Summary, { paint, width }: View): string[] {
  if (fired.length === 0 || width < 80) return [];
  return [`Timeline   ${legend}`, ...timelineBars(fired, clock, Math.min(width, 160), paint)];
}

function quiet({ fired, quiet: alarms, withoutData }: Summary, { width }: View): string[] {
  // Where nothing else happened, the first line says it already.
  if (alarms.length === 0 || (fired.length === 0 && withoutData.length === 0)) return [];
  const without = withoutData.length === 0 ? "" : `, of these ${count(withoutData.length)} without a datapoint`;
  return wrap(`Stayed quiet: ${counted(alarms.length, "alarm")}${without}`, width);
}

function findings({ findings: all }: Summary, { paint, width }: View): string[] {
  if (all.length === 0) return [];
  const lines = [`Findings: ${findingCounts(all)}`];
  const shown = new Map<string, number>();
  const hidden = new Map<string, number>();
  for (const { at, fix, message, rule, severity } of all) {
    const key = `${severity} ${rule}`;
    const number = (shown.get(key) ?? 0) + 1;
    shown.set(key, number);
    if (number > mostOfARule[severity]) {
      hidden.set(key, number - mostOfARule[severity]);
      continue;
    }
    const where = [rule, placeText(at)].filter((part) => part !== "").join("  ");
    append(lines, [
      `  ${severityPaint(severity, paint)(severity.padEnd(8))}  ${fit(visible(where), width - 12)}`,
      ...wrap(visible(message), width - 12).map((line) => `            ${line}`),
      ...(severity === "info" ? [] : wrap(visible(fix), width - 12).map((line) => `            ${paint.faint(line)}`)),
    ]);
  }
  const more = [...hidden].map(([key, beyond]) => `${count(beyond)} ${key}`);
  if (more.length > 0)
    append(
      lines,
      wrap(`and more: ${more.join(", ")}`, width - 2).map((line) => `  ${line}`),
    );
  return lines;
}

function unmatched({ filters }: ReplayResult, { unmatched: never }: Summary, { paint, width }: View): string[] {
  // A filter without events tells nothing about its pattern.
  const tried = never.filter(({ events }) => events > 0);
  if (never.length === 0) return [];
  const idle = never.length - tried.length;
  const without = idle === 0 ? "" : `, ${count(idle)} of them without any event`;
  return [
    ...wrap(`Filters that never matched: ${count(never.length)} of ${count(filters.length)}${without}`, width),
    ...tried
      .slice(0, mostFilters)
      .flatMap((filter) => [
        `  ${fit(`${visible(filter.name)}  ${visible(filter.logGroup)}  ${counted(filter.events, "event")}`, width - 2)}`,
        `    ${paint.faint(fit(visible(filter.pattern), width - 4))}`,
        ...nearestMiss(filter, width).map((line) => `    ${line}`),
      ]),
    ...andMore(tried.length - mostFilters),
  ];
}

function nearestMiss(filter: FilterResult, width: number): string[] {
  const miss = filter.nearestMiss;
  if (miss === null) return [];
  const lines = worstClauses(filter).map(
    (clause) =>
      `failed by ${count(clause.failed)} of ${count(miss.events)}: ${visible(clause.clause)}${clauseNote(clause)}`,
  );
  if (miss.example !== null) lines.push(`nearest: ${visible(miss.example.line)}`);
  return lines.map((line) => fit(line, width - 4));
}

function notEvaluated({ notEvaluated: all }: ReplayResult, { width }: View): string[] {
  if (all.length === 0) return [];
  return [
    `Not evaluated: ${count(all.length)}`,
    ...all
      .slice(0, mostNotEvaluated)
      .flatMap(({ address, name, reason }) => [
        `  ${fit(visible(name === "" ? address : name), width - 2)}`,
        ...wrap(visible(notEvaluatedText(reason)), width - 4).map((line) => `    ${line}`),
      ]),
    ...andMore(all.length - mostNotEvaluated),
  ];
}

function andMore(number: number): string[] {
  return number > 0 ? [`  and ${count(number)} more`] : [];
}

function matrix(reach: readonly ReachRow[], { paint, width }: View): string[] {
  if (reach.length === 0) return [];
  const kinds = channelColumns(reach);
  const cells = [
    ["", "alarms", ...kinds.map(visible), "nobody"],
    ...reach.map((row) => [
      fit(visible(row.severity), 20),
      ...[row.alarms, ...kinds.map((kind) => own(row.channels, kind) ?? 0), row.nobody].map((number) =>
        number === 0 ? "-" : count(number),
      ),
    ]),
  ];
  const columns = (cells[0] ?? []).map((_, index) => greatest(cells.map((row) => columnsOf(row[index] ?? ""))));
  const title = "How many alarms reach which channels";
  if (columns.reduce((sum, column) => sum + column + 2, 0) > width) return [title, ...matrixByRow(cells, width)];
  const lines = cells.map(
    (row) => `  ${row.map((cell, index) => pad(cell, columns[index] ?? 0, index === 0 ? "left" : "right")).join("  ")}`,
  );
  const paints = [paint.faint, ...reach.map(({ nobody }) => (nobody > 0 ? paint.bad : (text: string) => text))];
  return [title, ...lines.map((line, index) => paints[index]?.(line) ?? line)];
}

// For a terminal in which the table does not fit: a sentence for each row.
function matrixByRow([head = [], ...rows]: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap((row) => {
    const parts = row.flatMap((cell, index) => (index === 0 || cell === "-" ? [] : [`${head[index] ?? ""} ${cell}`]));
    return wrap(`${row[0] ?? ""}: ${parts.join(", ")}`, width - 2).map((line) => `  ${line}`);
  });
}
