import type { Summary } from "../summary";
import { toldOfText, type ToldRow } from "../told-rows";
import { utcDate, utcStamp, utcTime } from "../times";
import { toldText } from "../told";
import { counted } from "../visible";
import { alarmLine } from "./fired-alarms";
import { indented, labelled, type View } from "./view";

const most = 15;

/** Who was told of what: the alarms that sent messages, those that paged first. */
export function toldAlarmsText({ clock, counts, told, toldAtStart }: Summary, view: View): string[] {
  const { atStart } = counts.messages;
  if (told.length + toldAtStart.length === 0) return [];
  const date = utcDate(clock.from);
  const rest = told.slice(most);
  return [
    view.paint.strong(`Who was told, ${date} UTC`),
    ...told.slice(0, most).flatMap((row) => rowText(row, date, view)),
    ...(rest.length === 0 ? [] : indented(`and ${counted(rest.length, "more alarm")}`, 2, view.width)),
    ...(atStart === 0 ? [] : indented(startText(atStart, toldAtStart.length), 2, view.width)),
  ];
}

function startText(messages: number, quiet: number): string {
  const others = quiet === 0 ? "" : `; ${counted(quiet, "alarm")} told nothing else`;
  return `${counted(messages, "message")} of OK at the start, as of new alarms${others}`;
}

function rowText({ alarm, first, times, told }: ToldRow, date: string, view: View): string[] {
  const when = utcDate(first) === date ? utcTime(first) : utcStamp(first);
  const what = toldOfText(alarm, times);
  const { isBeside, line } = alarmLine(when, alarm, what, view);
  return [line, ...(isBeside ? [] : labelled("of", what, view)), ...labelled("told", toldText(told), view)];
}
