import { acceptedLine } from "../accepted";
import { own, placeText } from "../../../base";
import type { AlarmResult, Channel, FilterResult, Notification, ReachRow, ReplayResult } from "../..";
import { holdText } from "../../reasons";
import type { Fault } from "../faults";
import { groupTitle, notEvaluatedGroups } from "../not-evaluated";
import type { StateSpan } from "../states";
import { channelColumns, clauseNote, recordCounts, worstClauses, type Summary } from "../summary";
import { duration } from "../times";
import { channelText } from "../told";
import { count, counted } from "../visible";
import { foreign, markup, none, type Markup } from "./markup";
import { badge } from "./badge";
import { cell, mostRows, number, rowHead, table, time, wide } from "./table";

/** An alarm's transitions, each with how long the new state lasted and why. */
export function transitionsTable(alarm: AlarmResult, spans: readonly StateSpan[]): Markup {
  const end = spans.at(-1)?.to ?? 0;
  const rows = alarm.transitions.map(({ at, from, reason, to }, index) => {
    const next = alarm.transitions[index + 1];
    const lasted = duration((next === undefined ? end : next.at) - at);
    return [
      cell(time(at, timeBefore(alarm.transitions, index)), "when"),
      cell(
        markup`<span class="faint">${from} →</span> <strong class="state-${to.toLowerCase()}">${to}</strong>`,
        "change",
      ),
      cell(next === undefined ? `${lasted}, until the end` : lasted, "when"),
      wide(foreign(reason)),
    ];
  });
  return table(`Transitions of ${alarm.name}`, ["Time (UTC)", "State", "Lasted", "Why"], rows);
}

/** What an alarm's actions did: who was notified through which topic or function, or why nobody was. */
export function notificationsTable(alarm: AlarmResult): Markup {
  if (alarm.notified.length === 0) {
    const by = alarm.toldThrough.map((name, index) => markup`${index > 0 ? ", " : ""}${foreign(name)}`);
    return alarm.toldThrough.length === 0
      ? markup`<p class="faint">Nobody: the alarm ran no action.</p>`
      : markup`<p><span class="faint">It has no actions; composite alarms notify for it:</span> ${by}</p>`;
  }
  const rows = alarm.notified.map((notification, index) => [
    cell(time(notification.at, timeBefore(alarm.notified, index)), "when"),
    cell(notification.state),
    wide(whoWasTold(notification)),
    cell(foreign(notification.through)),
  ]);
  return table(`Who was notified by ${alarm.name}`, ["Time (UTC)", "Of", "Who was notified", "Through"], rows);
}

function whoWasTold({ channels, held }: Notification): Markup {
  if (held !== null) return markup`<span class="nobody">nobody: ${foreign(holdText(held))}</span>`;
  if (channels.length === 0) return markup`<span class="nobody">nobody: no subscriber</span>`;
  const item = (channel: Channel): Markup =>
    channel.reached
      ? markup`<li>${foreign(channelText(channel))}</li>`
      : markup`<li class="nobody">not ${foreign(channelText(channel))}: a policy blocks it</li>`;
  return markup`<ul class="plain">${channels.map(item)}</ul>`;
}

/** Findings, worst first. */
export function findingsTable({ faults }: Summary): Markup {
  if (faults.length === 0) return markup`<p>None.</p>`;
  const rows = faults.map((fault) => {
    const { at, fix, message, rule, severity } = fault.finding;
    return [
      cell(badge(severity)),
      wide(
        markup`<strong>${rule}</strong>${at.kind === "whole" ? none : markup`<br><code>${placeText(at)}</code>`}
<p>${foreign(message)}</p>${othersOf(fault)}<p><span class="faint">To fix it:</span> ${foreign(fix)}</p>`,
      ),
    ];
  });
  return table("Findings", ["Severity", "Finding"], rows);
}

// Where many alarms share a fault, the page has room for all of them.
function othersOf({ alarms, isCause, others: [first] }: Fault): Markup {
  if (first === undefined) return none;
  const what = isCause
    ? markup`${first.rule} because of it, for ${counted(alarms.length, "alarm")}`
    : markup`The same for ${counted(alarms.length, "more alarm")}`;
  return markup`<p>${what}: ${namesOf(alarms)}</p>`;
}

/** Findings that were accepted, with their reasons. */
export function acceptedTable({ accepted = [] }: ReplayResult): Markup {
  return markup`<ul class="plain">${accepted.map((one) => markup`<li>${foreign(acceptedLine(one))}</li>`)}</ul>`;
}

/** All filters, those that never matched first, with their nearest misses. */
export function filtersTable({ filters }: ReplayResult): Markup {
  if (filters.length === 0) return markup`<p>There are none.</p>`;
  const rows = filters
    .toSorted((a, b) => Math.min(a.matched, 1) - Math.min(b.matched, 1))
    .map((filter) => [
      wide(
        markup`<strong>${foreign(filter.name)}</strong> <span class="faint">of ${foreign(filter.logGroup)}</span>
<br><code>${filter.pattern}</code>${nearestMiss(filter)}`,
      ),
      number(filter.matched === 0 ? markup`<strong class="nobody">never</strong>` : count(filter.matched)),
      number(count(filter.events)),
    ]);
  return table("Metric filters", ["Filter", "Matched", "Events"], rows);
}

function nearestMiss(filter: FilterResult): Markup {
  const miss = filter.nearestMiss;
  if (miss === null) return none;
  const clauses = worstClauses(filter).map(
    (clause) =>
      markup`<li><code>${clause.clause}</code> failed by ${count(clause.failed)} of ${counted(miss.events, "event")}${clauseNote(clause)}</li>`,
  );
  const failed = miss.example?.failed.map(
    (clause, index) => markup`${index === 0 ? " fails " : ", "}<code>${clause}</code>`,
  );
  const example =
    miss.example === null ? none : markup`<p>Nearest: <code>${miss.example.line}</code>${failed ?? none}</p>`;
  return markup`<div class="miss"><ul>${clauses}</ul>${example}</div>`;
}

/** The matrix of severities and channels. */
export function reachTable(reach: readonly ReachRow[], isAnyUnread: boolean): Markup {
  if (reach.length === 0) return isAnyUnread ? markup`<p>No alarm was read.</p>` : markup`<p>There are no alarms.</p>`;
  const kinds = channelColumns(reach);
  const rows = reach.map(({ alarms, channels, nobody, severity }) => [
    rowHead(badge(severity)),
    ...[alarms, ...kinds.map((kind) => own(channels, kind) ?? 0)].map((many) =>
      number(many === 0 ? markup`<span class="faint">–</span>` : count(many)),
    ),
    number(
      nobody === 0 ? markup`<span class="faint">–</span>` : markup`<strong class="nobody">${count(nobody)}</strong>`,
    ),
  ]);
  const head = ["Severity", "Alarms", ...kinds, "Nobody"];
  return table("How many alarms of each severity reach which channels", head, rows, "narrow");
}

/** What was not evaluated, by the kind of reason. */
export function notEvaluatedTable(result: ReplayResult): Markup {
  return markup`${notEvaluatedGroups(result).map((group) => {
    const rows = group.items.map(({ names, why }) => [wide(foreign(why)), wide(namesOf(names))]);
    return markup`<p class="group">${groupTitle(group)}.</p>${table(groupTitle(group), ["Why", "What"], rows)}`;
  })}`;
}

/** Names in a cell. */
export function namesOf(names: readonly string[]): Markup {
  return markup`${names.map((name, index) => markup`${index > 0 ? ", " : ""}<strong>${foreign(name)}</strong>`)}`;
}

/** How many records were read, and how many were not used. */
export function recordsTable(result: ReplayResult): Markup {
  const rows = recordCounts(result).map(([what, many]) => [rowHead(what), number(count(many))]);
  return table("Records", ["Records", "Number"], rows, "narrow");
}

// The date is shown again after the rows that a table leaves out.
function timeBefore(rows: readonly { readonly at: number }[], index: number): number | undefined {
  const before = rows[index - 1];
  const isBehindGap = rows.length > mostRows && index === rows.length - mostRows / 2;
  return before === undefined || isBehindGap ? undefined : before.at;
}
