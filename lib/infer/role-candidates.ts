import { fieldAt } from "../contract";
import { defaultTimeFields, fieldPath } from "../records";
import { isLegible, withoutStyle } from "./names";
import { seenLevels } from "./level-spellings";
import type { PathStats } from "./path-stats";

/** Fields that may have a role, by the role; the likeliest first. */
export interface RoleCandidates {
  readonly timestamps: readonly string[];
  readonly levels: readonly string[];
  readonly messages: readonly string[];
  readonly events: readonly string[];
  readonly services: readonly string[];
}

/** Least share of the lines in which what every line has must be: the rest does not fit, which is said. */
export const LEAST_SHARE = 0.98;

const names = {
  levels: [
    "level",
    "severity",
    "loglevel",
    "log.level",
    "levelname",
    "severitytext",
    "lvl",
    "levelvalue",
    "l",
    "priority",
  ],
  messages: ["message", "msg", "body", "shortmessage", "m", "mt", "renderedmessage", "log", "text", "event"],
  events: [
    "event",
    "eventname",
    "event.name",
    "event.action",
    "eventtype",
    "evt",
    "eventid",
    "eventcode",
    "action",
    "type",
  ],
  services: ["service", "service.name", "servicename", "app", "application", "appname", "applicationname", "component"],
} as const;

const timeFields: ReadonlyMap<string, number> = new Map(
  [...defaultTimeFields, "$.received_at", "$.created_at", "$.logged_at", "$.log_time"].map((selector, at) => [
    fieldAt(fieldPath(selector)),
    at,
  ]),
);

/** Fields that may have a role, from what was seen of some lines. */
export function candidatesIn(paths: readonly PathStats[], lines: number): RoleCandidates {
  const often = paths.filter(({ filled, path }) => filled >= lines * LEAST_SHARE && isLegible(path));
  return {
    timestamps: timestampsIn(often),
    levels: ranked(
      paths.filter(({ filled }) => filled >= lines * LEAST_SHARE),
      names.levels,
    ).flatMap(({ path, values }) => (values !== undefined && seenLevels(values, path) !== undefined ? [path] : [])),
    messages: ranked(often, names.messages)
      .filter((stats) => stats.texts === stats.filled && stats.timestamps < stats.texts && isMessage(stats))
      .map(({ path }) => path),
    events: ranked(paths, names.events)
      .filter((stats) => stats.filled >= lines * 0.4 && isNameOfEvents(stats))
      .slice(0, 2)
      .map(({ path }) => path),
    services: ranked(paths, names.services)
      .filter(
        ({ filled, path, texts, timestamps, values }) =>
          filled >= lines * 0.5 &&
          texts === filled &&
          timestamps < texts &&
          isLegible(path) &&
          (values?.size ?? 99) <= 20,
      )
      .map(({ path }) => path),
  };
}

function timestampsIn(often: readonly PathStats[]): string[] {
  const usual = often
    .filter((stats) => timeFields.has(stats.path) && isTime(stats))
    .sort((a, b) => (timeFields.get(a.path) ?? 0) - (timeFields.get(b.path) ?? 0));
  const others = often.filter(({ filled, timestamps }) => timestamps === filled && filled > 0);
  return [...new Set([...usual, ...others].map(({ path }) => path))];
}

/** Seconds to nanoseconds since 1970, or a text that has digits. */
function isTime({ example, filled, fractions, greatest, integers, least, texts }: PathStats): boolean {
  if (texts === filled) return typeof example !== "string" || /\d{1,4}[-/. :]\S*\d|^\d{9,19}$/.test(example);
  return integers + fractions === filled && least >= 1e8 && greatest < 1e20;
}

/** Fields with one of the names, in the order of the names; what lies less deep before what lies deeper. */
function ranked(paths: readonly PathStats[], wanted: readonly string[]): PathStats[] {
  return paths
    .flatMap((stats) => {
      const at = wanted.findIndex((name) => isCalled(stats.path, name));
      return at < 0 ? [] : [{ stats, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ stats }) => stats);
}

/** Whether a path is the name, in any style, and nothing in an object but what the name says: `@l` is `l`, `['log.level']` is `log.level`. */
function isCalled(path: string, name: string): boolean {
  return (
    withoutStyle(path) === withoutStyle(name) &&
    path.replaceAll(/\['|'\]/g, "").split(".").length <= name.split(".").length
  );
}

/** Text for people: structlog writes it as `event`, whose values elsewhere are names. */
function isMessage({ path, values }: PathStats): boolean {
  if (withoutStyle(path) !== "event") return true;
  return values === undefined || [...values.keys()].some((value) => String(value).includes(" "));
}

/** Words joined by `_`, `.`, `-` or capitals, few of them; a `type` has to have joined words. */
function isNameOfEvents({ filled, path, texts, values }: PathStats): boolean {
  if (texts !== filled || values === undefined || !isLegible(path)) return false;
  const all = [...values.keys()].map(String);
  if (!all.every((value) => /^[A-Za-z][\w]*(?:[.:/-][\w]+)*$/.test(value))) return false;
  const joined = all.filter((value) => /[a-z0-9][._:-][a-z0-9]|[a-z][A-Z]/i.test(value)).length;
  return joined * 2 >= all.length && (withoutStyle(path).startsWith("ev") || all.length > 1);
}
