import type { Dashboard, Panel, Query } from "../read";
import { type Pair, paired } from "./pairs";
import { canonical } from "./shown";

export type PanelPair = Pair<Panel>;

/** More pairs than these are not compared with each other. */
const MOST_COMPARED = 20_000;

/** How much of the words of two panels' queries must be common. */
const ALIKE = 0.6;

/**
 * Pairs panels: by id or key where title or queries are the same, too, because files that are generated count ids anew; by title; by
 * queries; and what is left by id, or in the same row, where the queries are alike.
 */
export function panelPairs(before: Dashboard, after: Dashboard): PanelPair[] {
  const facts = new Map<Panel, Facts>();
  for (const dashboard of [before, after])
    for (const panel of dashboard.panels) facts.set(panel, factsOf(panel, dashboard));
  const of = (panel: Panel): Facts => facts.get(panel) ?? nothing;
  const key = (...names: readonly (keyof Facts)[]) => {
    return (panel: Panel): string | undefined => {
      const values = names.map((name) => of(panel)[name]);
      return values.some((value) => value === "") ? undefined : values.join("\u0000");
    };
  };
  return paired(
    before.panels,
    after.panels,
    [
      key("id", "title", "content"),
      key("title", "content", "section"),
      key("title", "content"),
      key("id", "title"),
      key("section", "title", "type"),
      key("title", "type"),
      key("title"),
      key("letters"),
      key("id", "content"),
      key("section", "content", "type"),
      key("content", "type"),
      key("content"),
    ],
    (gone, come) => alike(gone, come, of),
  );
}

/** What panels are paired by; an empty text pairs nothing. */
interface Facts {
  readonly id: string;
  readonly title: string;
  /** Letters and digits of the title. */
  readonly letters: string;
  readonly type: string;
  readonly section: string;
  readonly content: string;
}

const nothing: Facts = { id: "", title: "", letters: "", type: "", section: "", content: "" };

function factsOf(panel: Panel, { sections }: Dashboard): Facts {
  const { id, key, section, title = "", type = "" } = panel;
  return {
    id: String(id ?? key ?? ""),
    title: title.trim(),
    letters: title.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""),
    type,
    section: section === undefined ? "none" : `in ${sections[section]?.title ?? ""}`,
    content: contentOf(panel),
  };
}

/** What a panel asks, or the text that it shows. */
export function contentOf({ options, queries }: Panel): string {
  if (queries.length === 0) return typeof options.content === "string" ? options.content : "";
  return queries.map(askedOf).join("\n");
}

function askedOf({ json, language, metric, text }: Query): string {
  if (text !== undefined) return `${language} ${text.replaceAll(/\s+/g, " ").trim()}`;
  if (metric !== undefined) return `${language} ${canonical({ ...metric, id: undefined })}`;
  const { datasource: _, hide: __, refId: ___, ...own } = json;
  return Object.keys(own).length === 0 ? "" : `${language} ${canonical(own)}`;
}

/** Panels of one id, then of one row, whose queries are mostly the same words; the most similar first. */
function alike(
  gone: readonly Panel[],
  come: readonly Panel[],
  of: (panel: Panel) => Facts,
): (readonly [Panel, Panel])[] {
  if (gone.length * come.length > MOST_COMPARED) return [];
  const words = new Map([...gone, ...come].map((panel) => [panel, wordsOf(of(panel).content)]));
  const candidates = come.flatMap((is) =>
    gone.flatMap((was) => {
      const [a, b] = [of(was), of(is)];
      if (a.type !== b.type) return [];
      const isSameId = a.id !== "" && a.id === b.id;
      if (!isSameId && a.section !== b.section) return [];
      // Panels without queries or text, such as lists of alerts.
      const share =
        a.content === "" && b.content === ""
          ? isSameId
            ? 1
            : 0
          : common(words.get(was) ?? new Set(), words.get(is) ?? new Set());
      const needed = isSameId ? ALIKE / 2 : ALIKE;
      return share >= needed ? [{ was, is, rank: share + (isSameId ? 1 : 0) }] : [];
    }),
  );
  const taken = new Set<Panel>();
  return candidates
    .sort((a, b) => b.rank - a.rank)
    .flatMap(({ is, was }) => {
      if (taken.has(is) || taken.has(was)) return [];
      taken.add(is).add(was);
      return [[was, is] as const];
    });
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(/[\p{L}\p{N}_:.-]+/gu)?.slice(0, 300));
}

function common(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((word) => b.has(word)).length;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}
