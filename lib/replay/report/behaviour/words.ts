import { whyNotText } from "../../reasons";
import { channelText } from "../told";
import { duration, utcDate, utcRange, utcTimeOn } from "../times";
import { count, counted, visible } from "../visible";
import type { AlarmBehaviour, AlarmIdentity, Receiver } from "./alarm-behaviour";
import { both, type Both, isSame } from "./both";
import { type BehaviourChanges, isBehaviourAlike, isOfOneReplay } from "./compare";
import { episodeWords, movedWords, timesText } from "./episode-words";
import type { IncidentBehaviour } from "./incident-behaviour";
import { listedShort } from "./listed";
import type { ReceiverBehaviour } from "./receivers";

/** How words show what comes from outside, and which day needs no date. */
export interface Wording {
  /** Makes a name safe to show. Default: {@link visible}. */
  readonly foreign?: (text: string) => string;
  /** `2026-11-20`: times of this day are shown without it. */
  readonly day: string;
}

/** The first line of every report: what happens to pages, then how much else changes. */
export function behaviourHeadline(changes: BehaviourChanges): string {
  const { alarms, clock, counts, incidents } = changes;
  if (changes.nothingReplayed.length > 0) return "Nothing was replayed, so nothing can be said of what changes";
  if (isBehaviourAlike(changes)) return "Nothing changes on these records";
  const over = ` over ${duration(clock.to - clock.from)}`;
  const pages = both(counts, ({ messages }) => messages.pages);
  const lost = incidents.filter(({ firstPage }) => firstPage.was !== null && firstPage.is === null).length;
  const won = incidents.filter(({ firstPage }) => firstPage.was === null && firstPage.is !== null).length;
  const moved = (isLater: boolean): number =>
    incidents.filter(({ firstPage: { is, was } }) => was !== null && is !== null && was !== is && is > was === isLater)
      .length;
  const parts = [
    ...(isSame(pages) ? [] : [moreOrFewer(pages, "page", over)]),
    ...(lost > 0 ? [`${counted(lost, "incident")} no longer ${lost === 1 ? "wakes" : "wake"} anybody`] : []),
    ...(won > 0 ? [`${counted(won, "incident")} newly ${won === 1 ? "wakes" : "wake"} someone`] : []),
    ...(moved(true) > 0 ? [`${counted(moved(true), "incident")} ${moved(true) === 1 ? "pages" : "page"} later`] : []),
    ...(moved(false) > 0
      ? [`${counted(moved(false), "incident")} ${moved(false) === 1 ? "pages" : "page"} earlier`]
      : []),
  ];
  const unknown = changes.notCompared.filter(isOfOneReplay).length;
  const notCompared = unknown === 0 ? [] : [`${counted(unknown, "alarm")} cannot be compared`];
  if (parts.length > 0) return [...parts, ...notCompared].join("; ");
  const messages = both(counts, (of) => of.messages.total - of.messages.atStart);
  const others = [
    ...(isSame(messages) ? [] : [moreOrFewer(messages, "message", over)]),
    ...(incidents.length === 0
      ? []
      : [`${counted(incidents.length, "incident")} ${incidents.length === 1 ? "changes" : "change"}`]),
    ...(alarms.length === 0
      ? []
      : [`${counted(alarms.length, "alarm")} ${alarms.length === 1 ? "changes" : "change"}`]),
    ...notCompared,
  ];
  return `The same pages; ${others.length === 0 ? "other receivers" : others.join(", ")}`;
}

/** `10:04 to 10:31`, as it is now, or as it was where there is none now. */
export function incidentTitle({ began, ended }: IncidentBehaviour): string {
  const [from, to] = [began.is ?? began.was ?? 0, ended.is ?? ended.was ?? 0];
  return `${utcDate(from)} ${utcRange(from, to)}`;
}

/** What changes of an incident, in clauses, the most urgent first. */
export function incidentWords(incident: IncidentBehaviour, wording: Wording): string[] {
  const { alarms, began, ended, firstMessage, firstPage, incidents, messages, pages, started, stopped } = incident;
  const foreign = wording.foreign ?? visible;
  const at = (time: number): string => utcTimeOn(wording.day, time);
  const names = (all: readonly AlarmIdentity[]): string => listedShort(all.map(({ name }) => foreign(name)));
  if (incidents.was.length === 0)
    return [
      `newly an incident: ${names(alarms.is)}`,
      toldNow(firstPage.is, firstMessage.is, pages.is, messages.is, at),
    ];
  if (incidents.is.length === 0)
    return [
      `no longer an incident: ${names(alarms.was)}`,
      firstPage.was === null
        ? firstMessage.was === null
          ? "it told nobody"
          : `it told someone at ${at(firstMessage.was)} (${counted(messages.was, "message")})`
        : `nobody is woken any more; the page came at ${at(firstPage.was)}`,
    ];
  const first = firstWords("page", firstPage, at, "no longer wakes anybody", "now wakes someone");
  const told = isSame(firstPage)
    ? firstWords("first message", firstMessage, at, "no longer tells anybody", "now tells someone")
    : [];
  const isMovedAlike = isSame(firstPage) && isSame(firstMessage);
  return [
    ...first,
    ...told,
    ...(isSame(pages) || isOneSided(firstPage) ? [] : [moreOrFewer(pages, "page")]),
    ...(isSame(messages) || !isSame(pages) || isOneSided(firstMessage) ? [] : [moreOrFewer(messages, "message")]),
    ...(started.length === 0 ? [] : [`now with ${names(started)}`]),
    ...(stopped.length === 0 ? [] : [`no longer with ${names(stopped)}`]),
    ...(incidents.was.length === incidents.is.length
      ? []
      : [
          `${counted(incidents.was.length, "incident")} ${incidents.was.length === 1 ? "becomes" : "become"} ${count(incidents.is.length)}`,
        ]),
    ...(isMovedAlike ? endWords("begins", began, at) : []),
    ...endWords("ends", ended, at),
  ];
}

/** What changes of an alarm, in clauses. */
export function alarmWords({ alarm, episodes, messages, receivers }: AlarmBehaviour, wording: Wording): string[] {
  const foreign = wording.foreign ?? visible;
  const at = (time: number): string => utcTimeOn(wording.day, time);
  const first = both(episodes, (all) => all[0]?.from ?? null);
  const times = both(episodes, ({ length }) => length);
  if (alarm.was === null)
    return [
      `new: ${alarm.is?.evaluated === false ? "it is not evaluated" : times.is === 0 ? "it stays quiet" : `it fires ${timesText(times.is)}, first at ${at(first.is ?? 0)}`}`,
      ...newReceivers(receivers, foreign),
    ];
  if (alarm.is === null)
    return [
      `gone: ${!alarm.was.evaluated ? "it was not evaluated" : times.was === 0 ? "it stayed quiet" : `it fired ${timesText(times.was)}, first at ${at(first.was ?? 0)}`}`,
    ];
  const words = [
    ...episodeWords(episodes, at),
    ...newReceivers(receivers, foreign),
    ...lostReceivers(receivers, foreign),
    ...(isSame(messages) ? [] : [moreOrFewer(messages, "message")]),
  ];
  return words.length === 0 ? ["fires or tells at other times"] : words;
}

/** `pagerduty PagerDuty`, and how many messages it gets. */
export function receiverName(receiver: Receiver, { foreign = visible }: Wording): string {
  return channelText(receiver, foreign);
}

export function receiverWords({ messages, pages }: ReceiverBehaviour): string[] {
  return [
    ...(isSame(pages) ? [] : [moreOrFewer(pages, "page")]),
    ...(isSame(messages) ? [] : [moreOrFewer(messages, "message")]),
  ];
}

/**
 * Why nothing is said of alarms, and of which. Those that could be evaluated neither before nor now come last and have no reasons: they
 * say nothing of a change, and a template may have hundreds.
 */
export function byReason(pairs: BehaviourChanges["notCompared"]): [why: string, names: string[]][] {
  const reasons = new Map<string, string[]>();
  const isNews = ({ is, was }: Both<AlarmIdentity | null>): boolean =>
    is?.evaluated !== false || was?.evaluated !== false;
  for (const pair of [...pairs.filter(isNews), ...pairs.filter((each) => !isNews(each))]) {
    const why = isNews(pair) ? notComparedWords(pair) : "evaluated neither before nor now; the JSON says why";
    const names = reasons.get(why);
    const name = (pair.is ?? pair.was)?.name ?? "";
    if (names === undefined) reasons.set(why, [name]);
    else names.push(name);
  }
  return [...reasons];
}

/** Why nothing is said of an alarm. */
export function notComparedWords({ is, was }: Both<AlarmIdentity | null>): string {
  const why = (alarm: AlarmIdentity | null): string | undefined =>
    alarm?.whyNot == null ? undefined : whyNotText(alarm.whyNot);
  const [before, after] = [why(was), why(is)];
  if (before === undefined) return `not evaluated now: ${after ?? ""}`;
  return after === undefined ? `not evaluated before: ${before}` : `not evaluated: ${after}`;
}

/** `2 pages fewer: 3 -> 1`. */
export function moreOrFewer({ is, was }: Both<number>, one: string, over = ""): string {
  return `${counted(Math.abs(is - was), one)} ${is > was ? "more" : "fewer"}${over}: ${count(was)} -> ${count(is)}`;
}

function isOneSided({ is, was }: Both<number | null>): boolean {
  return (is === null) !== (was === null);
}

function firstWords(
  what: string,
  { is, was }: Both<number | null>,
  at: (time: number) => string,
  lost: string,
  won: string,
): string[] {
  if (was === is) return [];
  if (was === null) return [`${won}, at ${at(is ?? 0)}`];
  if (is === null) return [`${lost}; the ${what} came at ${at(was)}`];
  return [
    `the ${what} comes ${duration(Math.abs(is - was))} ${is > was ? "later" : "earlier"}: ${at(was)} -> ${at(is)}`,
  ];
}

function endWords(verb: string, { is, was }: Both<number | null>, at: (time: number) => string): string[] {
  return is === null || was === null || is === was ? [] : movedWords(verb, { is, was }, at);
}

function toldNow(
  page: number | null,
  message: number | null,
  pages: number,
  messages: number,
  at: (time: number) => string,
): string {
  if (page !== null) return `it wakes someone at ${at(page)} (${counted(pages, "page")})`;
  return message === null ? "it tells nobody" : `it tells someone at ${at(message)} (${counted(messages, "message")})`;
}

function newReceivers({ is, was }: Both<readonly Receiver[]>, foreign: (text: string) => string): string[] {
  const news = without(is, was);
  return news.length === 0 ? [] : [`now tells ${receiversText(news, foreign)}`];
}

function lostReceivers({ is, was }: Both<readonly Receiver[]>, foreign: (text: string) => string): string[] {
  const lost = without(was, is);
  return lost.length === 0 ? [] : [`no longer tells ${receiversText(lost, foreign)}`];
}

function without(all: readonly Receiver[], others: readonly Receiver[]): readonly Receiver[] {
  return all.filter(({ kind, name }) => !others.some((other) => other.kind === kind && other.name === name));
}

function receiversText(receivers: readonly Receiver[], foreign: (text: string) => string): string {
  return listedShort(receivers.map((receiver) => channelText(receiver, foreign)));
}
