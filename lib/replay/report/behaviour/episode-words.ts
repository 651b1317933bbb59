import { duration } from "../times";
import { count } from "../visible";
import type { AlarmBehaviour } from "./alarm-behaviour";
import { both, type Both, isSame } from "./both";
import { episodeChanges } from "./episode-changes";
import { listedShort } from "./listed";

/** What changes of the times that an alarm fires, in clauses: none where it never did, or still does then. */
export function episodeWords(episodes: AlarmBehaviour["episodes"], at: (time: number) => string): string[] {
  const times = both(episodes, ({ length }) => length);
  const [was] = episodes.was;
  const [is] = episodes.is;
  if (was === undefined) return is === undefined ? [] : [`now fires: ${timesText(times.is)}, first at ${at(is.from)}`];
  if (is === undefined) return [`no longer fires; it fired ${timesText(times.was)}, first at ${at(was.from)}`];
  const { lost, moved, won } = episodeChanges(episodes);
  const total = both(episodes, (all) => all.reduce((sum, { from, to }) => sum + to - from, 0));
  return [
    ...(moved === null ? [] : movedWords("fires", moved, at)),
    ...(lost.length === 0 ? [] : [`no longer fires at ${listedShort(lost.map(at))}`]),
    ...(won.length === 0 ? [] : [`now fires at ${listedShort(won.map(at))}`]),
    ...(isSame(times) ? [] : [`fires ${timesText(times.is)}, not ${timesText(times.was)}`]),
    ...(isSame(total) ? [] : [`in ALARM for ${duration(total.is)}, not ${duration(total.was)}`]),
  ];
}

/** `fires 4 min later: 10:04 -> 10:08`. */
export function movedWords(verb: string, { is, was }: Both<number>, at: (time: number) => string): string[] {
  return [`${verb} ${duration(Math.abs(is - was))} ${is > was ? "later" : "earlier"}: ${at(was)} -> ${at(is)}`];
}

export function timesText(times: number): string {
  return times === 1 ? "once" : `${count(times)} times`;
}
