import type { AlarmResult, ReplayResult } from "../..";
import {
  faultCounts,
  headline,
  capitalized,
  recordCounts,
  summaryOf,
  whatAlarmsDid,
  whoWasTold,
  type Summary,
} from "../summary";
import { undocumentedText } from "../../reasons";
import { noSeverity, severityRank } from "../severity-rank";
import { restingOn } from "../undocumented";
import { withoutDataGroups } from "../without-data";
import { duration, utcRange, utcDate } from "../times";
import { count, counted } from "../visible";
import { worstIncidents } from "../incidents";
import { firedSection, quietSection } from "./alarm";
import { htmlDocument } from "./document";
import { incidentCard } from "./incident";
import { foreign, markup, none, type Markup } from "./markup";
import { acceptedTable, filtersTable, findingsTable, notEvaluatedTable, reachTable, recordsTable } from "./tables";
import { toldTable, withoutDataTable } from "./told-table";
import { shapes, timeline, timelineLegend } from "./timeline";

// Further incidents are shown only in the timeline and in the sections of their alarms.
const mostIncidents = 25;

export interface HtmlOptions {
  /** The stack's name or the template's path. Default: not shown. */
  readonly title?: string;
}

/**
 * The report as one HTML file. It sends no requests. Everything is drawn without its script, which only adds the value under the
 * pointer, a filter by name and a choice of light or dark. Its content security policy allows only its own style and script, by
 * their hashes.
 */
export function htmlReport(result: ReplayResult, { title: subject }: HtmlOptions = {}): string {
  const summary = summaryOf(result);
  const links = new Map(result.alarms.map((alarm, index) => [alarm, `alarm-${index + 1}`]));
  const link: Link = (alarm) => links.get(alarm) ?? "";
  const { from, to } = summary.clock;
  const title = headline(summary);
  const records = recordCounts(result)
    .map(([what, number], index) => (index === 0 ? `${counted(number, "record")} ${what}` : `${count(number)} ${what}`))
    .join(", ");
  const body = markup`${shapes}<header><div class="head"><p class="eyebrow">Sightline replay${subject === undefined ? none : markup` · ${foreign(subject)}`}</p>
<button type="button" id="theme" hidden>Theme: system</button></div>
${lead(summary)}
<p class="clock">${summary.nothing === "nothing-to-replay" ? none : markup`${utcDate(from)} ${utcRange(from, to)} UTC <span class="faint">(${duration(to - from)})</span> · `}${records}</p>
${tiles(result, summary)}</header>
<main>${told(summary, link)}
${incidents(summary, link)}
${timelineSection(summary, link)}
${withoutData(summary)}
${section("findings", "Findings", findingsTable(summary))}
${(result.accepted ?? []).length === 0 ? none : section("accepted", "Accepted", acceptedTable(result))}
${alarms(summary, link)}
${section("filters", "Metric filters", filtersTable(result))}
${section("reach", "Who can be reached", markup`${reachTable(result.reach, summary.isAnyUnread)}<p class="faint">How many alarms of each severity reach each kind of channel, from the template alone.</p>`)}
${result.notEvaluated.length === 0 ? none : section("not-evaluated", "Not evaluated", notEvaluatedTable(result))}
${undocumented(result)}
${section("records", "Records", recordsTable(result))}</main>
<footer><p class="faint">All times are UTC. Alarms begin in INSUFFICIENT_DATA.
What fired within five minutes of one another is one incident.</p></footer>`;
  return htmlDocument(`${title} · Sightline replay`, body);
}

function section(id: string, title: string, content: Markup): Markup {
  return markup`<section id="${id}"><h2>${title}</h2>${content}</section>`;
}

/** Who was told, large, and what the alarms did below it; one sentence where nothing was evaluated. */
function lead(summary: Summary): Markup {
  const { fired, quiet, toldWithoutFiring } = summary.counts.alarms;
  if (summary.nothing !== undefined || fired + quiet + toldWithoutFiring === 0)
    return markup`<h1>${headline(summary)}</h1>`;
  return markup`<h1>${whoWasTold(summary)}</h1>
<p class="lead">${capitalized(whatAlarmsDid(summary))}</p>`;
}

function told({ clock, counts, told: rows }: Summary, link: Link): Markup {
  const { atStart } = counts.messages;
  if (rows.length === 0 && atStart === 0) return none;
  const start =
    atStart === 0
      ? none
      : markup`<p class="faint">${counted(atStart, "message")} of OK at the start, as of new alarms: an alarm that is there already was in OK before.</p>`;
  return section("messages", "Who was told", markup`${toldTable(rows, clock, link)}${start}`);
}

function withoutData({ calm }: Summary): Markup {
  const groups = withoutDataGroups(calm);
  return groups.length === 0 ? none : section("without-data", "Never had a datapoint", withoutDataTable(groups));
}

function undocumented(result: ReplayResult): Markup {
  const { readings, transitions } = restingOn(result);
  if (transitions === 0) return none;
  const rows = readings.map(
    ([reading, number]) => markup`<li>${undocumentedText(reading)}: ${counted(number, "transition")}</li>`,
  );
  return section(
    "undocumented",
    "Rests on what AWS does not document",
    markup`<p>${counted(transitions, "transition")} ${transitions === 1 ? "depends" : "depend"} on a reading that AWS does not document; docs/replay.md says how it is read here.</p><ul class="plain">${rows}</ul>`,
  );
}

function tiles(result: ReplayResult, { counts, faults, fired, notEvaluated, quiet, unmatched }: Summary): Markup {
  const tile = (number: number, what: string, to: string, kind: string): Markup =>
    markup`<li class="${kind}"><a href="#${to}"><strong>${count(number)}</strong> <span>${what}</span></a></li>`;
  const missing = Math.max(notEvaluated.length, result.notEvaluated.length);
  const worst = faults[0]?.finding.severity === "error" ? "bad" : "doubt";
  const { pages, total } = counts.messages;
  const messages =
    pages > 0
      ? tile(pages, `${pages === 1 ? "page" : "pages"}, of ${counted(total, "message")}`, "messages", "bad")
      : tile(total, total === 1 ? "message" : "messages", "messages", "");
  return markup`<nav aria-label="Summary"><ul class="tiles">
${total === 0 ? none : messages}
${
  fired.length === 0
    ? tile(0, "alarms fired", "timeline", "")
    : tile(fired.length, fired.length === 1 ? "alarm fired" : "alarms fired", "incidents", "bad")
}
${tile(quiet.length, "stayed quiet", "timeline", "")}
${
  faults.length === 0
    ? tile(0, "findings", "findings", "")
    : tile(faults.length, `${faults.length === 1 ? "finding" : "findings"}: ${faultCounts(faults)}`, "findings", worst)
}
${tile(unmatched.length, `of ${counted(result.filters.length, "filter")} never matched`, "filters", unmatched.length > 0 ? "doubt" : "")}
${result.notEvaluated.length === 0 ? none : tile(missing, "not evaluated", "not-evaluated", "doubt")}</ul></nav>`;
}

type Link = (alarm: AlarmResult) => string;

function incidents({ clock, incidents: all }: Summary, link: Link): Markup {
  if (all.length === 0) return none;
  const more = all.length - mostIncidents;
  const cards = worstIncidents(all, mostIncidents).map((incident) =>
    incidentCard(incident, all.indexOf(incident) + 1, clock, link),
  );
  const rest = more > 0 ? markup`<p>${counted(more, "more incident")}: see the timeline and the alarms.</p>` : none;
  return section("incidents", "What fired", markup`${cards}${rest}`);
}

function timelineSection({ calm: quiet, clock, fired }: Summary, link: Link): Markup {
  const number = fired.length + quiet.length;
  if (number === 0) return section("timeline", "Timeline", markup`<p>No alarm was evaluated.</p>`);
  const rows = (alarms: readonly AlarmResult[], label: string): Markup =>
    alarms.length === 0
      ? none
      : timeline(
          alarms.toSorted(bySeverity).map((alarm) => ({ alarm, link: link(alarm) })),
          clock,
          clock,
          label,
        );
  const filter =
    number < 10
      ? none
      : markup`<p class="filter" hidden><label>Show alarms whose name has <input type="search" id="filter" autocomplete="off"></label>
<span id="filtered" role="status"></span></p>`;
  const loud = rows(
    fired.map(({ alarm }) => alarm),
    "Timeline of the alarms that fired",
  );
  const isOpen = fired.length === 0 && quiet.length <= 20;
  const silent =
    quiet.length === 0
      ? none
      : markup`<details class="quiet-rows"${isOpen ? markup` open` : none}>
<summary>${counted(quiet.length, "alarm")} that did not fire</summary>
${rows(quiet, "Timeline of the alarms that did not fire")}</details>`;
  return section("timeline", "Timeline", markup`${timelineLegend}${filter}${loud}${silent}`);
}

function alarms({ calm: quiet, clock, fired }: Summary, link: Link): Markup {
  if (fired.length + quiet.length === 0) return none;
  const loud = fired.map((one) => firedSection(one, clock, link(one.alarm)));
  const silent =
    quiet.length === 0
      ? none
      : markup`<h3 class="quiet-title">Did not fire</h3>
<div class="quiet-list">${quiet.toSorted(bySeverity).map((alarm) => quietSection(alarm, clock, link(alarm)))}</div>`;
  return section("alarms", "Alarms", markup`${loud}${silent}`);
}

function bySeverity(a: AlarmResult, b: AlarmResult): number {
  const names = [a.severity ?? noSeverity, b.severity ?? noSeverity] as const;
  return (
    severityRank(a.severity) - severityRank(b.severity) || (names[0] < names[1] ? -1 : names[0] > names[1] ? 1 : 0)
  );
}
