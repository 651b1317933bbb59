import { undocumentedText } from "../../reasons";
import { afterLog, around, bySeverity, isAfterLog, worst, type Fired, type Incident } from "../incidents";
import { firedFor, type ReplayClock } from "../states";
import { duration, utcDate, utcRange, utcTime } from "../times";
import { channelText, throughOf, toldOf, type Told } from "../told";
import type { AlarmResult } from "../..";
import { counted } from "../visible";
import { foreign, markup, none, type Markup } from "./markup";
import { badge } from "./badge";
import { cell, table, time, wide } from "./table";
import { timeline } from "./timeline";

// The worst alarms show what an incident was; the others are only counted.
const mostAlarms = 12;

/** An incident: when it was, what fired first, who was notified; with a timeline of its alarms. */
export function incidentCard(
  incident: Incident,
  number: number,
  clock: ReplayClock,
  link: (alarm: AlarmResult) => string,
): Markup {
  const { from, isOpen, to } = incident;
  const range = isOpen ? `${utcTime(from)} until the end` : utcRange(from, to);
  const shown = worst(incident.alarms, mostAlarms);
  const hidden = incident.alarms.filter((fired) => !shown.includes(fired));
  const rows = shown.map((fired, index) => {
    const { alarm, episodes } = fired;
    const before = index === 0 ? from : shown[index - 1]?.episodes[0].from;
    return [
      cell(time(episodes[0].from, before), "when"),
      wide(
        markup`${badge(alarm.severity)} <a href="#${link(alarm)}">${foreign(alarm.name)}</a>
<p class="reason">${foreign(episodes[0].reason)}</p>${notes(fired)}`,
      ),
      cell(firedFor(episodes), "when"),
      wide(
        whoWasTold(
          toldOf(
            episodes.flatMap(({ notified }) => notified),
            alarm.toldThrough,
          ),
        ),
      ),
    ];
  });
  return markup`<article class="incident"><h3><span class="faint">Incident ${number}</span>
<span>${utcDate(from)} ${range} UTC</span> <span class="faint">${duration(to - from)}</span></h3>
${timeline(
  shown.map(({ alarm }) => ({ alarm, link: link(alarm) })),
  clock,
  around(incident, clock),
  `Timeline of incident ${number}`,
)}
${table(`Alarms of incident ${number}`, ["Time (UTC)", "Alarm", "Lasted", "Who was notified"], rows)}
${hidden.length > 0 ? markup`<p class="faint">and ${counted(hidden.length, "more alarm")}: ${bySeverity(hidden)}.</p>` : none}</article>`;
}

function notes(fired: Fired): Markup {
  const [{ undocumented }] = fired.episodes;
  const rests =
    undocumented.length === 0
      ? none
      : markup`<p class="doubtful">It rests on ${undocumented.map(undocumentedText).join("; and on ")}, which AWS does not document.</p>`;
  return markup`${isAfterLog(fired) ? markup`<p class="doubtful">It fired ${afterLog}.</p>` : none}${rests}`;
}

/** The channels that were reached, and what kept others from being reached. */
export function whoWasTold({ blocked, by, held, reached, unheard }: Told): Markup {
  const routes = reached.map((route) => {
    const through = throughOf(route);
    const names = route.channels.map(
      (channel, index) => markup`${index > 0 ? ", " : ""}<strong>${foreign(channelText(channel))}</strong>`,
    );
    const via = through === undefined ? none : markup` <span class="faint">through ${foreign(through)}</span>`;
    return markup`<li>${names}${via}</li>`;
  });
  const troubles = [
    ...held.map((why) => (reached.length > 0 ? markup`first held: ${foreign(why)}` : foreign(why))),
    ...blocked.flatMap(({ channels }) =>
      channels.map((channel) => markup`a policy blocks ${foreign(channelText(channel))}`),
    ),
    ...unheard.map((through) => markup`${foreign(through)} has no subscriber`),
  ].map((trouble) => markup`<li class="${reached.length > 0 ? "faint" : "nobody"}">${trouble}</li>`);
  if (reached.length > 0) return markup`<ul class="plain">${routes}${troubles}</ul>`;
  if (by.length > 0)
    return markup`<span class="faint">by</span> ${by.map((name, index) => markup`${index > 0 ? ", " : ""}${foreign(name)}`)}`;
  if (troubles.length === 0) return markup`<span class="faint">nobody: it has no actions</span>`;
  return markup`<strong class="nobody">nobody</strong><ul class="plain">${troubles}</ul>`;
}
