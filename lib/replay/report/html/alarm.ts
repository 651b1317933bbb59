import type { AlarmResult } from "../..";
import { around, incidentsOf, type Fired } from "../incidents";
import { firedFor, spansOf, type ReportClock } from "../states";
import { utcDate, utcRange } from "../times";
import { counted } from "../visible";
import { foreign, markup, none, type Markup } from "./markup";
import { alarmChart } from "./chart";
import { notificationsTable, transitionsTable } from "./tables";
import { badge } from "./badge";

// Columns of a chart: as many as a screen shows for an alarm that fired, enough for the shape of the others.
const fine = 360;
const coarse = 160;

/** An alarm that fired: its metric over the whole clock and around the first incident, its transitions and who was notified. */
export function firedSection(fired: Fired, clock: ReportClock, id: string): Markup {
  const { alarm, episodes } = fired;
  return markup`<article id="${id}" class="alarm" data-name="${alarm.name}">
<h3>${badge(alarm.severity)} ${foreign(alarm.name)}</h3>
<p class="faint">In ALARM ${firedFor(episodes)} · ${kindOf(alarm)} · <code>${alarm.address}</code></p>
${assumed(alarm)}${charts(fired, clock)}
<h4>States</h4>${folded(transitionsTable(alarm, spansOf(alarm, clock)), alarm.transitions.length, "transition")}
<h4>Who was notified</h4>${folded(notificationsTable(alarm), alarm.notified.length, "notification")}</article>`;
}

// Long tables would hide the next alarm.
function folded(table: Markup, rows: number, what: string): Markup {
  return rows <= 12 ? table : markup`<details class="many"><summary>${counted(rows, what)}</summary>${table}</details>`;
}

function charts(fired: Fired, clock: ReportClock): Markup {
  const { alarm } = fired;
  if (alarm.chart === null) return none;
  const whole = alarmChart(alarm, alarm.chart, { clock, window: clock, columns: fine, caption: "over all" });
  const [first] = incidentsOf([fired]);
  const window = first === undefined ? clock : around(first, clock);
  // A second chart is shown only if it is at least twice as detailed.
  const isLarger = window.to - window.from <= (clock.to - clock.from) / 2;
  if (first === undefined || !isLarger) return markup`<div class="charts">${whole}</div>`;
  const caption = `${utcDate(first.from)} ${utcRange(first.from, first.to)}`;
  const near = alarmChart(alarm, alarm.chart, { clock, window, columns: fine, caption });
  return markup`<div class="charts">${whole}${near}</div>`;
}

/** An alarm that stayed quiet, folded. */
export function quietSection(alarm: AlarmResult, clock: ReportClock, id: string): Markup {
  const chart =
    alarm.chart === null
      ? none
      : alarmChart(alarm, alarm.chart, { clock, window: clock, columns: coarse, caption: "over all" });
  const transitions =
    alarm.transitions.length === 0
      ? markup`<p>INSUFFICIENT_DATA all the time.</p>`
      : transitionsTable(alarm, spansOf(alarm, clock));
  return markup`<details id="${id}" class="alarm quiet" data-name="${alarm.name}">
<summary>${foreign(alarm.name)} ${badge(alarm.severity)} <span class="faint">${alarm.state} at the end</span></summary>
<p class="faint">${kindOf(alarm)} · <code>${alarm.address}</code></p>${assumed(alarm)}${chart}${transitions}</details>`;
}

function assumed({ assumes }: AlarmResult): Markup {
  if (assumes.length === 0) return none;
  const names = assumes.map(({ address, name }, index) => markup`${index > 0 ? ", " : ""}${foreign(name ?? address)}`);
  return markup`<p class="doubtful">Evaluated as if these stayed in INSUFFICIENT_DATA: ${names}.</p>`;
}

function kindOf({ kind }: AlarmResult): string {
  return kind === "metric" ? "metric alarm" : "composite alarm";
}
