import { greatest, least } from "../../../base";
import type { AlarmResult, ReplayResult } from "../..";
import { badge } from "../html/badge";
import { htmlDocument } from "../html/document";
import { foreign, markup, none, type Markup } from "../html/markup";
import { cell, table, wide } from "../html/table";
import { shapes, timeline, timelineLegend } from "../html/timeline";
import { around } from "../incidents";
import { clockOf } from "../states";
import { duration, utcDate, utcRange } from "../times";
import { count, counted } from "../visible";
import type { Both } from "./both";
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

// Each has two timelines.
const mostIncidents = 25;
const mostAlarms = 12;

/** What a change does to what alarms do, as one HTML file that sends no requests: incidents before and after, one above the other. */
export function behaviourHtml(changes: BehaviourChanges, results: Both<ReplayResult>, title: string): string {
  const { alarms, clock, incidents, receivers } = changes;
  const wording = { day: utcDate(clock.from), foreign: (text: string) => text };
  const ids = new Map(alarms.map(({ alarm }, index) => [(alarm.is ?? alarm.was)?.address ?? "", `alarm-${index + 1}`]));
  const more = incidents.length - mostIncidents;
  const cards = incidents.slice(0, mostIncidents).map((each) => card(each, results, wording, ids));
  const rows = alarms.map((each) => {
    const one = each.alarm.is ?? each.alarm.was;
    const name = markup`<span id="${ids.get(one?.address ?? "") ?? ""}">${badge(one?.severity ?? null)} ${foreign(one?.name ?? "")}</span>`;
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

function card(
  incident: IncidentBehaviour,
  results: Both<ReplayResult>,
  wording: { readonly day: string; readonly foreign: (text: string) => string },
  ids: ReadonlyMap<string, string>,
): Markup {
  const { began, ended } = incident;
  const ends = [began.was, began.is, ended.was, ended.is].filter((at) => at !== null);
  const window = around({ from: least(ends), to: greatest(ends) }, clockOf(results.is));
  const side = (name: string, which: "was" | "is"): Markup => {
    const addresses = new Set(incident.alarms[which].map(({ address }) => address));
    const shown = results[which].alarms.filter(({ address }) => addresses.has(address)).slice(0, mostAlarms);
    const rows = shown.map((alarm: AlarmResult) => ({ alarm, link: ids.get(alarm.address) ?? "" }));
    const hidden = addresses.size - shown.length;
    return markup`<h4>${name}</h4>${rows.length === 0 ? markup`<p class="faint">No alarm fired.</p>` : timeline(rows, clockOf(results[which]), window, `${name}, ${incidentTitle(incident)}`)}
${hidden > 0 ? markup`<p class="faint">and ${counted(hidden, "more alarm")}</p>` : none}`;
  };
  return markup`<article class="incident"><h3>${incidentTitle(incident)} UTC</h3>
${list(incidentWords(incident, wording))}${side("Before", "was")}${side("After", "is")}</article>`;
}

function section(title: string, content: Markup): Markup {
  return markup`<section><h2>${title}</h2>${content}</section>`;
}

function list(words: readonly string[]): Markup {
  return markup`<ul class="plain">${words.map((each) => markup`<li>${foreign(each)}</li>`)}</ul>`;
}
