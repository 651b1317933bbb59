import { counted, shorten, visible } from "../../base";
import type { AlarmCondition, AlarmDetail, DashboardChange, Detail, Part } from "./change";
import { around } from "./around";

/** One sentence about a change. */
export interface Sentence {
  readonly tone: "added" | "removed" | "changed";
  readonly words: Words;
}

/** Texts of ours, and what dashboards say. */
export type Words = readonly (string | Said)[];

interface Said {
  /** A name or value, as prose; or a text of a query. */
  readonly kind: "name" | "query";
  readonly text: string;
}

/** Sentences about the changes of a dashboard, in order; a detail that many panels share is one sentence. */
export function sentencesOf(changes: readonly DashboardChange[]): Sentence[] {
  const shared = sharedDetails(changes);
  const told = new Set<string>();
  return changes.flatMap((change): Sentence[] => {
    if (change.kind !== "changed") return [{ tone: toneOf(change), words: changeWords(change) }];
    const { details, name: title, what } = change;
    const others = details.filter((detail) => detail.kind === "other" && !shared.has(keyOf(detail)));
    const left = new Set<Detail>(others.slice(MOST_OTHERS));
    const sentences = details.flatMap((detail): Sentence[] => {
      if (left.has(detail)) return [];
      const panels = what === "panel" ? shared.get(keyOf(detail)) : undefined;
      if (panels !== undefined && told.has(keyOf(detail))) return [];
      told.add(keyOf(detail));
      const all =
        panels === undefined ? detailWords(what, title, detail) : detailWords("panels", String(panels), detail);
      return all.map((words) => ({ tone: toneOf(detail), words }));
    });
    if (left.size === 0) return sentences;
    return [...sentences, { tone: "changed", words: [...subject(what, title), counted(left.size, "more setting")] }];
  });
}

function toneOf(change: DashboardChange | Detail): Sentence["tone"] {
  const { kind } = change;
  if (kind === "alarm") return change.change === "new" ? "added" : change.change === "gone" ? "removed" : "changed";
  if (kind === "added" || kind === "query-added") return "added";
  return kind === "removed" || kind === "query-removed" ? "removed" : "changed";
}

/** A sentence as plain text. */
export function plainText(words: Words): string {
  return words.map((word) => (typeof word === "string" ? word : visible(word.text))).join("");
}

/** As many settings of one panel that have no name are told. */
const MOST_OTHERS = 6;

/** From so many panels on, what they share is told once. */
const MANY = 4;

/** By detail, how many panels share it. */
function sharedDetails(changes: readonly DashboardChange[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const change of changes)
    if (change.kind === "changed" && change.what === "panel")
      for (const key of new Set(change.details.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return new Map([...counts].filter(([, count]) => count >= MANY));
}

/** Queries have other names in other panels. */
function keyOf(detail: Detail): string {
  return JSON.stringify(detail.kind === "query" ? detail.detail : detail);
}

function changeWords(change: Exclude<DashboardChange, { kind: "changed" }>): Words {
  switch (change.kind) {
    case "added":
    case "removed": {
      const { kind, name: title, section, texts, what } = change;
      const { length, most } = shownTexts[kind];
      const asks = texts
        .slice(0, most)
        .flatMap((text, at): Words => [at === 0 ? ": " : "; ", query(cut(oneLine(text), length))]);
      const more = texts.length > most ? [`; and ${texts.length - most} more`] : [];
      const where = section === undefined ? [] : [kind === "added" ? " to " : " from ", name(section)];
      return [`${what} `, ...named(what, title), ` ${kind}`, ...where, ...asks, ...more];
    }
    case "layout": {
      const { moved, pushed, reordered, resized, rows } = change;
      const parts = [
        ...(resized > 0 ? [`${counted(resized, "panel")} resized`] : []),
        ...(moved > 0 ? [`${counted(moved, "panel")} moved`] : []),
        ...(pushed > 0 ? [`${counted(pushed, "panel")} moved up or down`] : []),
        ...(rows > 0 ? [`${counted(rows, "row")} moved`] : []),
        ...(reordered ? ["another order"] : []),
      ];
      return [`layout: ${parts.join(", ")}`];
    }
    case "schema":
      return [`schema ${change.before} -> ${change.after}: settings that only one of them has are not compared`];
  }
}

/** How many texts of what comes or goes are told, and how much of each: nobody has to judge what goes. */
const shownTexts = { added: { most: 2, length: 160 }, removed: { most: 1, length: 80 } } as const;

/** Whether a sentence tells less than all that something asks. */
export function isShortened({ kind, texts }: Extract<DashboardChange, { kind: "added" | "removed" }>): boolean {
  const { length, most } = shownTexts[kind];
  return texts.length > most || texts.some((text) => oneLine(text).length > length);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).trimEnd()} ...` : text;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

const LONGEST_TEXT = 160;
const LONGEST_VALUE = 120;

type Subject = Part | "dashboard" | "panels";

function detailWords(what: Subject, title: string, detail: Detail): Words[] {
  const of = subject(what, title);
  switch (detail.kind) {
    case "renamed":
      return [renamedWords(what, detail)];
    case "section":
      return [[...of, ...sectionWords(detail)]];
    case "threshold":
      return [[...of, ...thresholdWords(detail)]];
    case "alarm":
      return [[...of, ...alarmWords(detail)]];
    case "query-added":
    case "query-removed": {
      const verb = detail.kind === "query-added" ? "added" : "removed";
      const which = detail.name === undefined ? [] : [name(detail.name), " "];
      return [[...of, "query ", ...which, `${verb}: `, query(shorten(detail.text, LONGEST_TEXT))]];
    }
    case "query":
      return [queryWords(what, title, detail)];
    case "value":
    case "list":
    case "reordered":
    case "other":
      return [[...of, ...settingWords(detail)]];
  }
}

/** What a sentence is about, up to its colon. */
function subject(what: Subject, title: string): Words {
  switch (what) {
    case "panels":
      return [`in ${title} panels: `];
    case "dashboard":
      return [];
    case "panel":
      return [name(title), ": "];
    default:
      return [`${what} `, name(title), ": "];
  }
}

/** A title in quotes; names of variables have none. */
function named(what: Subject, title: string): Words {
  return what === "variable" ? [name(title)] : ["'", name(title), "'"];
}

function renamedWords(what: Subject, { after, before, sameQueries }: Extract<Detail, { kind: "renamed" }>): Words {
  const same = what === "panel" || what === "variable" ? (sameQueries ? " (same queries)" : "") : "";
  const thing = what === "dashboard" ? "title " : `${what} `;
  return [thing, ...named(what, before), " renamed to ", ...named(what, after), same];
}

function sectionWords({ after, before }: Extract<Detail, { kind: "section" }>): Words {
  return [
    "moved",
    ...(before === undefined ? [] : [" from ", name(before)]),
    ...(after === undefined ? [" out of all rows"] : [" to ", name(after)]),
  ];
}

function thresholdWords({ after, before }: Extract<Detail, { kind: "threshold" }>): Words {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return ["threshold ", name(after?.value ?? ""), ` (`, name(after?.color ?? ""), ") added"];
  if (after === undefined) return ["threshold ", name(before.value), " (", name(before.color), ") removed"];
  if (before.value === after.value)
    return [
      "color ",
      before.value === "base" ? "below all thresholds " : `from ${before.value} `,
      name(before.color),
      " -> ",
      name(after.color),
    ];
  const colors = before.color === after.color ? [] : [", ", name(before.color), " -> ", name(after.color)];
  return ["threshold ", name(before.value), " -> ", name(after.value), ...colors];
}

function alarmWords({ after, before, change, name: alarm, others }: AlarmDetail): Words {
  const more: Words = others.flatMap((each, at) => [
    before === undefined && after === undefined && at === 0 ? " " : "; ",
    name(each),
  ]);
  switch (change) {
    case "new":
      return [
        "new alarm ",
        name(alarm),
        ...(after === undefined ? [] : [": fires when ", ...firesWords(after)]),
        ...more,
      ];
    case "gone":
      return [
        "the alarm ",
        name(alarm),
        " is gone",
        ...(before === undefined ? [] : [": it fired when ", ...firesWords(before)]),
      ];
    case "renamed":
    case "replaced":
      return ["the alarm ", name(alarm), ` is ${change}:`, ...more];
    case "changed": {
      if (before === undefined || after === undefined) return ["the alarm ", name(alarm), ":", ...more];
      const instead = [
        ...(before.comparison === after.comparison ? [] : [before.comparison]),
        ...(before.threshold === after.threshold && before.comparison === after.comparison
          ? []
          : [before.threshold ?? "nothing"]),
        ...(before.window === after.window ? [] : [before.window]),
      ];
      return [
        "the alarm ",
        name(alarm),
        " fires when ",
        ...firesWords(after),
        " instead of ",
        name(instead.join(" ")),
        ...more,
      ];
    }
  }
}

/** `above 500 ms for 3 of 5 minutes` */
function firesWords({ comparison, threshold, window }: AlarmCondition): Words {
  return [name([comparison, threshold ?? "", window].filter((part) => part !== "").join(" "))];
}

function queryWords(what: Subject, title: string, { detail, names }: Extract<Detail, { kind: "query" }>): Words {
  const which = names.length === 0 ? [] : [" ", name(names.join(", "))];
  const of: Words =
    what === "panels"
      ? [`queries in ${title} panels`]
      : [names.length > 1 ? "queries" : "query", ...which, " of ", ...named(what, title)];
  switch (detail.kind) {
    case "by": {
      const { added, before, removed } = detail;
      const also = before.length > removed.length ? "also " : "";
      return [
        ...of,
        " ",
        ...(added.length === 0 ? [] : [`now ${also}by `, name(added.join(", "))]),
        ...(added.length > 0 && removed.length > 0 ? [", "] : []),
        ...(removed.length === 0 ? [] : ["no longer by ", name(removed.join(", "))]),
      ];
    }
    case "filters": {
      const { added, removed } = detail;
      const [from, to] = [name(removed.join(", ")), name(added.join(", "))];
      if (added.length > 0 && removed.length > 0) return [...of, " where ", from, " -> ", to];
      return added.length > 0 ? [...of, " now only where ", to] : [...of, " no longer only where ", from];
    }
    case "reformatted":
      return [...of, " written differently, asks the same"];
    case "text": {
      if (detail.before === "") return [...of, " was empty: now ", query(shorten(oneLine(detail.after), LONGEST_TEXT))];
      if (detail.after === "")
        return [...of, " is empty now: was ", query(shorten(oneLine(detail.before), LONGEST_TEXT))];
      const [before, after] = around(detail.before, detail.after);
      return [...of, ": ", query(before), " -> ", query(after)];
    }
    default:
      return [...of, ": ", ...settingWords(detail)];
  }
}

type Setting = Extract<Detail, { kind: "value" | "list" | "reordered" | "other" }>;

function settingWords(detail: Setting): Words {
  switch (detail.kind) {
    case "list": {
      const { added, removed, setting } = detail;
      return [
        `${setting}: `,
        ...(added.length === 0 ? [] : [name(added.join(", ")), " added"]),
        ...(added.length > 0 && removed.length > 0 ? [", "] : []),
        ...(removed.length === 0 ? [] : [name(removed.join(", ")), " removed"]),
      ];
    }
    case "reordered":
      return [`${detail.setting} in another order`];
    case "value":
      return [detail.setting, " ", ...valueWords(detail)];
    case "other":
      return [name(shortPath(detail.path)), " ", ...valueWords(detail)];
  }
}

/** Most settings of how values are drawn stand deep in the JSON. */
function shortPath(path: string): string {
  return path.replace(/^fieldConfig\.defaults\.(?:custom\.)?/, "");
}

function valueWords({ after, before }: { readonly before?: string; readonly after?: string }): Words {
  if (before === undefined || after === undefined) {
    if (before === undefined && after === undefined) return ["changed"];
    return before === undefined
      ? ["set to ", name(shorten(after ?? "", LONGEST_VALUE))]
      : [name(shorten(before, LONGEST_VALUE)), " removed"];
  }
  const [was, is] = around(before, after);
  return [name(was), " -> ", name(is)];
}

function name(text: string): Said {
  return { kind: "name", text };
}

function query(text: string): Said {
  return { kind: "query", text };
}
