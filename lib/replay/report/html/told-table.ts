import type { AlarmResult } from "../..";
import type { ReportClock } from "../states";
import { toldOfText, type ToldRow } from "../told-rows";
import type { WithoutData } from "../without-data";
import { badge } from "./badge";
import { whoWasTold } from "./incident";
import { foreign, markup, none, type Markup } from "./markup";
import { cell, table, time, wide } from "./table";
import { namesOf } from "./tables";

/** Alarms that told someone, with what and whom: those that paged first. */
export function toldTable(rows: readonly ToldRow[], clock: ReportClock, link: (alarm: AlarmResult) => string): Markup {
  if (rows.length === 0) return none;
  const cells = rows.map(({ alarm, first, times, told }) => [
    cell(time(first, clock.from), "when"),
    wide(markup`${badge(alarm.severity)} <a href="#${link(alarm)}">${foreign(alarm.name)}</a>`),
    cell(toldOfText(alarm, times)),
    wide(whoWasTold(told)),
  ]);
  return table("Who was told", ["First (UTC)", "Alarm", "Of", "Who was told"], cells);
}

/** Alarms that never had a datapoint, by cause. */
export function withoutDataTable(groups: readonly WithoutData[]): Markup {
  const rows = groups.map(({ names, why }) => [wide(foreign(why)), wide(namesOf(names))]);
  return table("Alarms that never had a datapoint", ["Why", "Alarms"], rows);
}
