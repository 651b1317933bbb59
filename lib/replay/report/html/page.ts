import { createHash } from "node:crypto";
import type { AlarmResult, ReplayResult } from "../../result";
import {
  findingCounts,
  headline,
  noSeverity,
  recordCounts,
  severityRank,
  summaryOf,
  whatFired,
  type Summary,
} from "../summary";
import { duration, utcRange, utcDate } from "../times";
import { count, counted } from "../visible";
import { firedSection, quietSection } from "./alarm";
import { incidentCard } from "./incident";
import { markup, none, type Markup } from "./markup";
import { script } from "./script";
import { styles } from "./styles";
import { filtersTable, findingsTable, notEvaluatedTable, reachTable, recordsTable } from "./tables";
import { shapes, timeline, timelineLegend } from "./timeline";

// More incidents than these are left to the timeline and the alarms' own sections.
const mostIncidents = 25;

/**
 * The report as one file of HTML: no request leaves it, everything is drawn already, and its small script only adds a reading
 * under the pointer, a filter by name and a choice of light or dark. Its content security policy admits nothing but its own style
 * and script, by their hashes.
 */
export function htmlReport(result: ReplayResult): string {
  const summary = summaryOf(result);
  const links = new Map(result.alarms.map((alarm, index) => [alarm, `alarm-${index + 1}`]));
  const link = (alarm: AlarmResult): string => links.get(alarm) ?? "";
  const { from, to } = summary.clock;
  const title = headline(summary);
  // Without blanks around them: a hash is of every character between the tags.
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${hash(styles)}'; script-src '${hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title} · Sightline replay</title><style>${styles}</style></head><body>${
    markup`${shapes}<header><div class="head"><p class="eyebrow">Sightline replay</p><button type="button" id="theme" hidden>Theme: system</button></div>
<h1>${whatFired(summary)}</h1>
<p class="clock">${utcDate(from)} ${utcRange(from, to)} UTC <span class="faint">(${duration(to - from)})</span> · ${recordCounts(result).map(([what, number], index) => markup`${index > 0 ? ", " : ""}${count(number)} ${index === 0 ? "records read" : what}`)}</p>
${tiles(result, summary)}</header>
<main>${incidents(summary, link)}
${timelineSection(summary, link)}
${findings(summary)}
${alarms(summary, link)}
<section id="filters"><h2>Metric filters</h2>${filtersTable(result)}</section>
<section id="reach"><h2>Who can be reached</h2>${reachTable(result.reach)}<p class="faint">How many alarms of each severity reach each kind of channel, by the template alone.</p></section>
${result.not_evaluated.length === 0 ? none : markup`<section id="not-evaluated"><h2>Not evaluated</h2>${notEvaluatedTable(result)}</section>`}
<section id="records"><h2>Records</h2>${recordsTable(result)}</section></main>
<footer><p class="faint">All times are UTC. Alarms begin in INSUFFICIENT_DATA. What fired within five minutes of one another is one incident.</p></footer>`
      .html
  }<script>${script}</script></body></html>\n`;
}

function tiles(result: ReplayResult, { fired, findings: all, notEvaluated, quiet, unmatched }: Summary): Markup {
  const tile = (number: string, what: string, to: string, kind = ""): Markup =>
    markup`<li class="${kind}"><a href="#${to}"><strong>${number}</strong> <span>${what}</span></a></li>`;
  return markup`<nav aria-label="Summary"><ul class="tiles">
${tile(count(fired.length), fired.length === 1 ? "alarm fired" : "alarms fired", fired.length > 0 ? "incidents" : "timeline", fired.length > 0 ? "bad" : "")}
${tile(count(quiet.length), "stayed quiet", "timeline")}
${tile(count(all.length), all.length === 0 ? "findings" : `${all.length === 1 ? "finding" : "findings"}: ${findingCounts(all)}`, "findings", all.some(({ severity }) => severity === "critical") ? "bad" : all.length > 0 ? "doubt" : "")}
${tile(count(unmatched.length), `of ${counted(result.filters.length, "filter")} never matched`, "filters", unmatched.length > 0 ? "doubt" : "")}
${result.not_evaluated.length === 0 ? none : tile(count(Math.max(notEvaluated.length, result.not_evaluated.length)), "not evaluated", "not-evaluated", "doubt")}</ul></nav>`;
}

function incidents({ clock, incidents: all }: Summary, link: (alarm: AlarmResult) => string): Markup {
  if (all.length === 0) return none;
  const more = all.length - mostIncidents;
  return markup`<section id="incidents"><h2>What fired</h2>
${all.slice(0, mostIncidents).map((incident, index) => incidentCard(incident, index + 1, clock, link))}
${more > 0 ? markup`<p>${counted(more, "more incident")}: see the timeline and the alarms.</p>` : none}</section>`;
}

function timelineSection({ clock, fired, quiet }: Summary, link: (alarm: AlarmResult) => string): Markup {
  if (fired.length + quiet.length === 0)
    return markup`<section id="timeline"><h2>Timeline</h2><p>No alarm was evaluated.</p></section>`;
  const rows = (of: readonly AlarmResult[]) => of.map((alarm) => ({ alarm, link: link(alarm) }));
  const loud = fired.map(({ alarm }) => alarm).sort(bySeverity);
  return markup`<section id="timeline"><h2>Timeline</h2>${timelineLegend}
${fired.length + quiet.length < 10 ? none : markup`<p class="filter" hidden><label>Show alarms whose name has <input type="search" id="filter" autocomplete="off"></label> <span id="filtered" role="status"></span></p>`}
${loud.length > 0 ? timeline(rows(loud), clock, clock, "Timeline of the alarms that fired") : none}
${quiet.length === 0 ? none : markup`<details class="quiet-rows"${loud.length === 0 && quiet.length <= 20 ? open : none}><summary>${counted(quiet.length, "alarm")} that stayed quiet</summary>${timeline(rows(quiet.toSorted(bySeverity)), clock, clock, "Timeline of the alarms that stayed quiet")}</details>`}</section>`;
}

const open: Markup = markup` open`;

function findings(summary: Summary): Markup {
  return markup`<section id="findings"><h2>Findings</h2>${findingsTable(summary)}</section>`;
}

function alarms({ clock, fired, quiet }: Summary, link: (alarm: AlarmResult) => string): Markup {
  if (fired.length + quiet.length === 0) return none;
  return markup`<section id="alarms"><h2>Alarms</h2>${fired.map((one) => firedSection(one, clock, link(one.alarm)))}
${quiet.length === 0 ? none : markup`<h3 class="quiet-title">Stayed quiet</h3><div class="quiet-list">${quiet.toSorted(bySeverity).map((alarm) => quietSection(alarm, clock, link(alarm)))}</div>`}</section>`;
}

function bySeverity(a: AlarmResult, b: AlarmResult): number {
  const names = [a.severity ?? noSeverity, b.severity ?? noSeverity] as const;
  return (
    severityRank(a.severity) - severityRank(b.severity) || (names[0] < names[1] ? -1 : names[0] > names[1] ? 1 : 0)
  );
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
