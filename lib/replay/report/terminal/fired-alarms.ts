import { undocumentedText } from "../../reasons";
import { afterLog, bySeverity, isAfterLog, worst, worstIncidents, type Fired, type Incident } from "../incidents";
import { severityPaint } from "../paint";
import { firedFor } from "../states";
import { noSeverity } from "../severity-rank";
import { type Summary } from "../summary";
import { columnsOf, fitName, pad, wrap } from "../text-layout";
import { duration, utcDate, utcRange, utcStamp, utcTime } from "../times";
import { type Told, toldOf, toldText } from "../told";
import { count, counted, visible } from "../visible";
import { whyText } from "../why";
import { indented, labelled, type View } from "./view";

// More than that is read in the HTML or the JSON.
const mostIncidents = 20;
const mostAlarms = 40;

/** Every incident, with the alarms that fired, why, and whom they told; the worst where there are too many. */
export function incidentsText({ incidents }: Summary, view: View): string[][] {
  const shown = worstIncidents(incidents, mostIncidents);
  const kept = new Set(shown);
  const hidden = incidents.filter((incident) => !kept.has(incident));
  const [next] = hidden;
  const said = new Set<string>();
  return [
    ...shown.map((incident, place) => {
      const number = incidents.indexOf(incident) + 1;
      return incidentText(incident, { number, before: shown[place - 1], said }, view);
    }),
    ...(next === undefined
      ? []
      : [wrap(`and ${counted(hidden.length, "more incident")}, the first at ${utcStamp(next.from)}`, view.width)]),
  ];
}

/** What of an incident depends on those before it. */
interface Place {
  readonly number: number;
  readonly before: Incident | undefined;
  /** Why nobody was told, as far as it is said already. */
  readonly said: Set<string>;
}

function incidentText(incident: Incident, { before, number, said }: Place, view: View): string[] {
  const { paint, width } = view;
  const date = utcDate(incident.from);
  const isNewDay = before === undefined || utcDate(before.from) !== date;
  const until = incident.isOpen ? `from ${utcTime(incident.from)} until the end` : utcRange(incident.from, incident.to);
  const shown = worst(incident.alarms, mostAlarms);
  const kept = new Set(shown);
  const hidden = incident.alarms.filter((fired) => !kept.has(fired));
  return [
    ...(isNewDay ? [paint.strong(`${date} UTC`)] : []),
    ...wrap(
      `Incident ${number}: ${until} (${duration(incident.to - incident.from)}), ${counted(incident.alarms.length, "alarm")}`,
      width,
    ),
    ...shown.flatMap((fired) => firedText(fired, { date, said }, view)),
    ...(hidden.length === 0 ? [] : indented(`and ${count(hidden.length)} more: ${bySeverity(hidden)}`, 2, width)),
  ];
}

function firedText(
  fired: Fired,
  { date, said }: { readonly date: string } & Pick<Place, "said">,
  view: View,
): string[] {
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
    ...labelled("told", toldOnce(heard, said), view),
    ...notes.flatMap((note) => labelled("note", note, view)),
  ];
}

// What keeps many alarms from telling anyone stands with the first.
function toldOnce(told: Told, said: Set<string>): string {
  const text = toldText(told);
  if (told.reached.length + told.by.length > 0 || told.held.length > 0) return text;
  if (said.has(text)) return "nobody, as above";
  said.add(text);
  return text;
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
