import type { AlarmResult } from "../..";
import { spansOf, type ReportClock, type ReplayClock, type StateSpan } from "../states";
import { noSeverity } from "../severity-rank";
import { counted } from "../visible";
import { duration, utcRange, utcTime, utcTimeOn, utcDate } from "../times";
import { toldOf, toldText } from "../told";
import { severityClass } from "./badge";
import { timeAxis } from "./time-axis";
import { foreign, markup, none, type Markup } from "./markup";
import { percent, percentOf } from "./scale";

/** A row of the timeline. */
export interface Row {
  readonly alarm: AlarmResult;
  /** Id of the section with the details. */
  readonly link: string;
}

const rowHeight = 26;
const axisHeight = 24;
// Stretches of ALARM that are closer than this share of the window cannot be distinguished, and are drawn as one.
const finest = 1 / 1500;

/** A row of states for each alarm over a window of time, below one axis. */
export function timeline(rows: readonly Row[], clock: ReplayClock, window: ReportClock, label: string): Markup {
  const axis = timeAxis(window, { top: 0, height: 3, ticks: 8 });
  return markup`<div class="timeline" role="group" aria-label="${label}" data-from="${window.from}" data-to="${window.to}">
<div class="row axis" aria-hidden="true"><span></span><svg width="100%" height="${axisHeight}">${axis}</svg></div>
${rows.map((row) => rowOf(row, clock, window))}</div>`;
}

/** A row for an alarm before a change and after it; null where it is in the other template only. */
export interface PairRow {
  readonly was: AlarmResult | null;
  readonly is: AlarmResult | null;
  /** Id of the section with the details. Default: there is none. */
  readonly link: string | undefined;
}

/** A row of states for each alarm before and after a change, side by side over one window of time; on a phone, one below the other. */
export function pairTimeline(
  rows: readonly PairRow[],
  clocks: { readonly was: ReplayClock; readonly is: ReplayClock },
  window: ReportClock,
  label: string,
): Markup {
  const axis = markup`<svg width="100%" height="${axisHeight}">${timeAxis(window, { top: 0, height: 3, ticks: 5 })}</svg>`;
  return markup`<div class="timeline pairs" role="group" aria-label="${label}" data-from="${window.from}" data-to="${window.to}">
<div class="row axis" aria-hidden="true"><span></span><div><b>Before</b>${axis}</div><div><b>After</b>${axis}</div></div>
${rows.map((row) => pairRowOf(row, clocks, window))}</div>`;
}

function pairRowOf(
  { is, link, was }: PairRow,
  clocks: { readonly was: ReplayClock; readonly is: ReplayClock },
  window: ReportClock,
): Markup {
  const one = is ?? was;
  if (one === null) return none;
  const side = (alarm: AlarmResult | null, which: "was" | "is"): Markup => {
    const name = which === "was" ? "Before" : "After";
    const content =
      alarm === null
        ? markup`<p class="absent">${which === "was" ? "not there before" : "not there any more"}</p>`
        : track(alarm, clocks[which], window, `track ${which}`, `${name}: `);
    return markup`<div><b aria-hidden="true">${name}</b>${content}</div>`;
  };
  return markup`<div class="row" data-name="${one.name}">${nameOf(one, link)}
${side(was, "was")}${side(is, "is")}</div>`;
}

/** What the shapes of the timeline mean. */
export const timelineLegend: Markup = markup`<ul class="legend" aria-label="Legend">
${legendOf("ALARM", 22, markup`<rect class="bar-alarm" y="1" width="22" height="12"/>`)}
${legendOf("OK", 22, markup`<line class="bar-ok" x2="22" y1="7" y2="7"/>`)}
${legendOf("INSUFFICIENT_DATA", 22, markup`<rect class="bar-unknown" y="3" width="22" height="8"/>`)}
${legendOf("someone was notified of ALARM", 14, markup`<use href="#told" x="7" y="7"/>`)}
${legendOf("no one was notified: held, or there is no one to notify", 14, markup`<use href="#held" x="7" y="7"/>`)}
${legendOf("last record", 6, markup`<line class="log-end" x1="3" x2="3" y1="0" y2="14"/>`)}</ul>`;

function legendOf(meaning: string, width: number, shape: Markup): Markup {
  return markup`<li><svg width="${width}" height="14" aria-hidden="true">${shape}</svg>${meaning}</li>`;
}

/** Shapes that all charts and timelines refer to. */
export const shapes: Markup = markup`<svg width="0" height="0" class="shapes" aria-hidden="true"><defs>
<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<line class="hatch-line" x1="1" x2="1" y1="0" y2="6"/></pattern>
<path id="told" class="told" d="M0-6 6 0 0 6-6 0Z"/><path id="held" class="held" d="M0-5 5 0 0 5-5 0Z"/></defs></svg>`;

function rowOf({ alarm, link }: Row, clock: ReplayClock, window: ReportClock): Markup {
  return markup`<div class="row" data-name="${alarm.name}">${nameOf(alarm, link)}
${track(alarm, clock, window, "track")}</div>`;
}

function nameOf({ name, severity }: AlarmResult, link: string | undefined): Markup {
  const text = foreign(name);
  return markup`<span class="row-name"><span class="dot ${severityClass(severity)}" title="${severity ?? noSeverity}"></span>${link === undefined ? markup`<span>${text}</span>` : markup`<a href="#${link}">${text}</a>`}</span>`;
}

function track(alarm: AlarmResult, clock: ReplayClock, window: ReportClock, className: string, of = ""): Markup {
  const spans = merged(spansOf(alarm, clock), window);
  return markup`<svg class="${className}" role="img" width="100%" height="${rowHeight}" aria-label="${of}${described(alarm, spans)}">
${logEnd(clock, window)}${spans.map((span) => bar(span, window))}${marks(alarm, window)}</svg>`;
}

// A line through all rows: an alarm that fires after it may fire because the log ends.
function logEnd({ lastRecord }: ReplayClock, window: ReportClock): Markup {
  if (lastRecord === null || lastRecord <= window.from || lastRecord >= window.to) return none;
  const x = percent(lastRecord, window);
  return markup`<line class="log-end" x1="${x}" x2="${x}" y1="-4" y2="${rowHeight + 4}"/>`;
}

function bar({ from, state, to }: StateSpan, window: ReportClock): Markup {
  const x = percent(Math.max(from, window.from), window);
  const width = percentOf(from, to, window);
  const middle = rowHeight / 2;
  switch (state) {
    case "OK": {
      const end = percent(Math.min(to, window.to), window);
      return markup`<line class="bar-ok" x1="${x}" x2="${end}" y1="${middle}" y2="${middle}"/>`;
    }
    case "INSUFFICIENT_DATA":
      return markup`<rect class="bar-unknown" x="${x}" width="${width}" y="${middle - 4}" height="8"/>`;
    case "ALARM":
      return markup`<rect class="bar-alarm" x="${x}" width="${width}" y="4" height="${rowHeight - 8}">
<title>ALARM ${utcRange(from, to)} (${duration(to - from)})</title></rect>`;
  }
}

function marks({ notified }: AlarmResult, window: ReportClock): Markup[] {
  const seen = new Set<string>();
  return notified.flatMap((notification) => {
    const at = notification.at;
    if (notification.state !== "ALARM" || at < window.from || at > window.to) return [];
    const x = percent(at, window);
    const told = toldOf([notification]);
    const shape = told.reached.length > 0 ? "told" : "held";
    if (seen.has(`${x} ${shape}`)) return [];
    seen.add(`${x} ${shape}`);
    return [
      markup`<g><use href="#${shape}" x="${x}" y="${rowHeight / 2}"/><title>${utcTime(at)} ${toldText(told)}</title></g>`,
    ];
  });
}

// Only what the window shows, and no more shapes than can be distinguished.
function merged(spans: readonly StateSpan[], window: ReportClock): StateSpan[] {
  const least = (window.to - window.from) * finest;
  const shown: StateSpan[] = [];
  for (const span of spans) {
    if (span.to < window.from || span.from > window.to) continue;
    const last = shown.at(-1);
    const before = shown.at(-2);
    const isTiny = last !== undefined && last.to - last.from < least && last.state !== "ALARM";
    if (isTiny && before?.state === span.state) shown.splice(-2, 2, { ...before, to: span.to });
    else shown.push(span);
  }
  return shown;
}

function described(alarm: AlarmResult, spans: readonly StateSpan[]): string {
  const alarms = spans.filter(({ state }) => state === "ALARM");
  if (alarms.length === 0) return `${alarm.name}: never in ALARM here, ${alarm.state} at the end`;
  const first = utcDate(alarms[0]?.from ?? 0);
  const times = alarms.slice(0, 5).map(({ from, to }) => `${utcTimeOn(first, from)} to ${utcTimeOn(first, to)}`);
  return `${alarm.name}: in ALARM ${first} ${times.join(", ")}${alarms.length > 5 ? ` and ${counted(alarms.length - 5, "more time")}` : ""}`;
}
