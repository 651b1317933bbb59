import { greatest, least } from "../../../base";
import type { AlarmResult, Counterparts, ReplayResult } from "../..";
import { badge } from "../html/badge";
import { htmlDocument } from "../html/document";
import { foreign, markup, none, type Markup } from "../html/markup";
import { cell, table, wide } from "../html/table";
import { pairTimeline, shapes, timelineLegend } from "../html/timeline";
import { around } from "../incidents";
import { clockOf, type ReportClock } from "../states";
import { duration, utcDate, utcRange } from "../times";
import { count, counted } from "../visible";
import { pairedAlarms } from "./alarm-behaviour";
import { both, type Both } from "./both";
import type { BehaviourChanges } from "./compare";
import type { IncidentBehaviour } from "./incident-behaviour";
import {
  alarmWords,
  behaviourHeadline,
  byReason,
  incidentTitle,
  incidentWords,
  receiverName,
  receiverWords,
} from "./words";

const mostIncidents = 25;
const mostAlarms = 12;

/**
 * What a change does to what alarms do, as one HTML file that sends no requests: incidents before and after, side by side over one
 * axis of time.
 *
 * @param counterparts which alarms are one
 */
export function behaviourHtml(
  changes: BehaviourChanges,
  results: Both<ReplayResult>,
  counterparts: Pick<Counterparts, "alarms">,
  title: string,
): string {
  const { alarms, clock, incidents, receivers } = changes;
  const wording = { day: utcDate(clock.from), foreign: (text: string) => text };
  const ids = new Map(alarms.map(({ alarm }, index) => [keyOf(alarm), `alarm-${index + 1}`]));
  const pairs = pairedAlarms(results, counterparts);
  const more = incidents.length - mostIncidents;
  const cards = incidents.slice(0, mostIncidents).map((each) => card(each, { results, pairs, wording, ids }));
  const rows = alarms.map((each) => {
    const one = each.alarm.is ?? each.alarm.was;
    const name = markup`<span id="${ids.get(keyOf(each.alarm)) ?? ""}">${badge(one?.severity ?? null)} ${foreign(one?.name ?? "")}</span>`;
    return [wide(name), wide(list(alarmWords(each, wording)))];
  });
  const told = receivers.map((each) => [
    wide(foreign(receiverName(each.receiver, wording))),
    cell(list(receiverWords(each))),
  ]);
  const silent = byReason(changes.notCompared).map(([why, names]) => [
    wide(foreign(why)),
    wide(
      `${names.slice(0, mostAlarms).join(", ")}${names.length > mostAlarms ? ` and ${count(names.length - mostAlarms)} more` : ""}`,
    ),
  ]);
  const body = markup`${shapes}<header><div class="head"><p class="eyebrow">Sightline replay · ${foreign(title)}</p>
<button type="button" id="theme" hidden>Theme: system</button></div>
<h1>${behaviourHeadline(changes)}</h1>
<p class="clock">${changes.nothingReplayed.length > 0 ? none : markup`${utcDate(clock.from)} ${utcRange(clock.from, clock.to)} UTC <span class="faint">(${duration(clock.to - clock.from)})</span> · `}${counted(changes.records, "record")} read · ${counted(changes.incidentsAlike, "incident")} and ${counted(changes.alarmsAlike, "alarm")} as before</p></header>
<main>${incidents.length === 0 ? none : section("Incidents that change", markup`${timelineLegend}${cards}${more > 0 ? markup`<p>${counted(more, "more incident")}: the JSON has them all.</p>` : none}`)}
${rows.length === 0 ? none : section("Alarms that change", table("Alarms that change", ["Alarm", "What changes"], rows))}
${told.length === 0 ? none : section("Who is told", table("Who is told", ["Receiver", "What changes"], told))}
${silent.length === 0 ? none : section("Nothing is said of", table("Nothing is said of", ["Why", "Alarms"], silent))}</main>
<footer><p class="faint">All times are UTC. Both replays read the same records over the same time.</p></footer>`;
  return htmlDocument(`${behaviourHeadline(changes)} · Sightline replay`, body);
}

interface Page {
  readonly results: Both<ReplayResult>;
  readonly pairs: readonly Both<AlarmResult | null>[];
  readonly wording: { readonly day: string; readonly foreign: (text: string) => string };
  /** Of the rows of alarms that change. */
  readonly ids: ReadonlyMap<string, string>;
}

function card(incident: IncidentBehaviour, { ids, pairs, results, wording }: Page): Markup {
  const { began, ended } = incident;
  const ends = [began.was, began.is, ended.was, ended.is].filter((at) => at !== null);
  const clocks = both(results, clockOf);
  const window = around({ from: least(ends), to: greatest(ends) }, clocks.is);
  const fired = both(incident.alarms, (all) => new Set(all.map(({ address }) => address)));
  const own = pairs
    .filter(({ is, was }) => fired.was.has(was?.address ?? "") || fired.is.has(is?.address ?? ""))
    .map((pair) => ({ pair, rank: rankOf(pair, ids, window) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ pair }) => pair);
  const shown = own.slice(0, mostAlarms).map((pair) => ({ ...pair, link: ids.get(keyOf(pair)) }));
  const hidden = own.length - shown.length;
  return markup`<article class="incident"><h3>${incidentTitle(incident)} UTC</h3>
${list(incidentWords(incident, wording))}${pairTimeline(shown, clocks, window, `Before and after, ${incidentTitle(incident)}`)}
${hidden > 0 ? markup`<p class="faint">and ${counted(hidden, "more alarm")}</p>` : none}</article>`;
}

/** Alarms that change come first, then those that told someone: the others say little of a change. */
function rankOf(pair: Both<AlarmResult | null>, ids: Page["ids"], { from, to }: ReportClock): number {
  if (ids.has(keyOf(pair))) return 0;
  const isTold = [pair.was, pair.is].some(
    (alarm) => alarm?.notified.some(({ at, state }) => state === "ALARM" && at >= from && at <= to) === true,
  );
  return isTold ? 1 : 2;
}

/** An alarm is one by its addresses: they are unique among those before, and among those after. */
function keyOf({ is, was }: Both<{ readonly address: string } | null>): string {
  return JSON.stringify([was?.address, is?.address]);
}

function section(title: string, content: Markup): Markup {
  return markup`<section><h2>${title}</h2>${content}</section>`;
}

function list(words: readonly string[]): Markup {
  return markup`<ul class="plain">${words.map((each) => markup`<li>${foreign(each)}</li>`)}</ul>`;
}
