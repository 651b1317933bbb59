import { undocumentedText } from "../../reasons";
import { afterLog, bySeverity, isAfterLog, worst, type Fired, type Incident } from "../incidents";
import { severityPaint } from "../paint";
import { firedFor } from "../states";
import { noSeverity } from "../severity-rank";
import { type Summary } from "../summary";
import { columnsOf, fitName, pad, wrap } from "../text-layout";
import { duration, utcDate, utcRange, utcStamp, utcTime } from "../times";
import { toldOf, toldText } from "../told";
import { count, counted, visible } from "../visible";
import { whyText } from "../why";
import { indented, labelled, type View } from "./view";

// More than that is read in the HTML or the JSON.
const mostIncidents = 20;
const mostAlarms = 40;

/** Every incident, with the alarms that fired, why, and whom they told. */
export function incidentsText({ incidents }: Summary, view: View): string[][] {
  const shown = incidents.slice(0, mostIncidents);
  const rest = incidents.slice(mostIncidents);
  const [next] = rest;
  return [
    ...shown.map((incident, index) => incidentText(incident, index, incidents[index - 1], view)),
    ...(next === undefined
      ? []
      : [wrap(`and ${counted(rest.length, "more incident")}, from ${utcStamp(next.from)} on`, view.width)]),
  ];
}

function incidentText(incident: Incident, index: number, before: Incident | undefined, view: View): string[] {
  const { paint, width } = view;
  const date = utcDate(incident.from);
  const isNewDay = before === undefined || utcDate(before.from) !== date;
  const until = incident.isOpen ? `from ${utcTime(incident.from)} until the end` : utcRange(incident.from, incident.to);
  const shown = worst(incident.alarms, mostAlarms);
  const hidden = incident.alarms.filter((fired) => !shown.includes(fired));
  return [
    ...(isNewDay ? [paint.strong(`${date} UTC`)] : []),
    ...wrap(
      `Incident ${index + 1}: ${until} (${duration(incident.to - incident.from)}), ${counted(incident.alarms.length, "alarm")}`,
      width,
    ),
    ...shown.flatMap((fired) => firedText(fired, date, view)),
    ...(hidden.length === 0 ? [] : indented(`and ${count(hidden.length)} more: ${bySeverity(hidden)}`, 2, width)),
  ];
}

function firedText(fired: Fired, date: string, view: View): string[] {
  const { alarm, episodes } = fired;
  const [first] = episodes;
  const when = utcDate(first.from) === date ? utcTime(first.from) : utcStamp(first.from);
  const lasted = firedFor(episodes);
  const { isBeside, line } = alarmLine(when, alarm, lasted, view);
  if (view.brief) return [line];
  const heard = toldOf(
    episodes.flatMap(({ notified }) => notified),
    alarm.toldThrough,
  );
  const notes = [
    ...(isAfterLog(fired) ? [afterLog] : []),
    ...(first.undocumented.length > 0
      ? [`rests on ${first.undocumented.map(undocumentedText).join("; and on ")}, which AWS does not document`]
      : []),
  ];
  return [
    line,
    ...(isBeside ? [] : labelled("for", lasted, view)),
    ...labelled("why", visible(whyText(first.reason)), view),
    ...labelled("told", toldText(heard), view),
    ...notes.flatMap((note) => labelled("note", note, view)),
  ];
}

/** A time, a severity, the name of an alarm and, where enough of the name fits, a text beside it. */
export function alarmLine(
  when: string,
  { name, severity }: { readonly name: string; readonly severity: string | null },
  beside: string,
  { paint, width }: View,
): { readonly line: string; readonly isBeside: boolean } {
  // Known severities share a column.
  const label = pad(visible(severity ?? noSeverity), Math.max(8, Math.min(columnsOf(severity ?? ""), 12)));
  const head = `  ${when}  `;
  const room = width - columnsOf(head) - columnsOf(label) - 2;
  const isBeside = room - columnsOf(beside) - 2 >= 16;
  const shown = fitName(visible(name), isBeside ? room - columnsOf(beside) - 2 : Math.max(room, 4));
  const line = `${head}${severityPaint(severity, paint)(label)}  ${paint.strong(shown)}${isBeside ? `  ${beside}` : ""}`;
  return { line, isBeside };
}
