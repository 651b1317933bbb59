import type { Span } from "../../base";
import type { QueryLanguage } from "../read";
import { lacking } from "./aspects";
import type { QueryDetail } from "./change";
import { type Said, saidBy, type Word } from "./said";

/** How the text of a query changes: in words as far as they say all of it, else with both texts. */
export function queryTextDetails(language: QueryLanguage, before: string, after: string): QueryDetail[] {
  if (before === after) return [];
  const texts: QueryDetail = { kind: "text", before, after };
  const [was, is] = [saidBy(language, before), saidBy(language, after)];
  if (was === undefined || is === undefined) return [texts];
  const parts = [groupingPart(was, is), filterPart(was, is), limitPart(was, is), ...substituted(was, is)];
  const details = parts.flatMap((part) => part?.details ?? []);
  const isAll =
    parts.every((part) => part?.isAll !== false) &&
    rest(
      before,
      parts.flatMap((part) => part?.before ?? []),
      was,
    ) ===
      rest(
        after,
        parts.flatMap((part) => part?.after ?? []),
        is,
      );
  if (!isAll) return [...details, texts];
  return details.length === 0 ? [{ kind: "reformatted" }] : details;
}

/** What one part of a query changes. */
interface PartChange {
  readonly details: readonly QueryDetail[];
  /** False if it is not the same at each place where it stands, so that only the texts tell where. */
  readonly isAll: boolean;
  /** Where it stands in the text before, and in the one after. */
  readonly before: readonly Span[];
  readonly after: readonly Span[];
}

function groupingPart(was: Said, is: Said): PartChange | undefined {
  const [before, after] = [was, is].map(({ groupings }) => [...new Set(groupings.flatMap(({ labels }) => labels))]);
  if (before === undefined || after === undefined) return undefined;
  const [added, removed] = [lacking(after, before), lacking(before, after)];
  const spans = ({ groupings }: Said) => groupings.flatMap((each) => each.spans);
  const change = { before: spans(was), after: spans(is) };
  const areAlike = [was, is].every(({ groupings }) => new Set(groupings.map(labelsText)).size <= 1);
  if (added.length === 0 && removed.length === 0) {
    const isSame = areAlike && (was.groupings.length === 0) === (is.groupings.length === 0);
    return isSame ? { ...change, details: [], isAll: true } : undefined;
  }
  return { ...change, details: [{ kind: "by", added, removed, before }], isAll: areAlike };
}

function labelsText({ labels }: { readonly labels: readonly string[] }): string {
  return [...labels].sort().join(",");
}

function filterPart(was: Said, is: Said): PartChange | undefined {
  const [before, after] = [textsOf(was.filters), textsOf(is.filters)];
  const change = { before: was.filters.map(({ span }) => span), after: is.filters.map(({ span }) => span) };
  // Quotes and blanks may differ.
  if (before.join("\n") === after.join("\n")) return { ...change, details: [], isAll: true };
  if (was.sources !== is.sources) {
    // One selector more has its filters, which need not be new.
    const [added, removed] = [lacking(unique(after), unique(before)), lacking(unique(before), unique(after))];
    return { before: [], after: [], details: filterDetails(added, removed), isAll: false };
  }
  const [added, removed] = [lacking(after, before), lacking(before, after)];
  const isEverywhere = [...countsOf(added), ...countsOf(removed)].every((count) => count === is.sources);
  const isMoved = added.length + removed.length === 0;
  return {
    ...change,
    details: filterDetails(unique(added), unique(removed)),
    isAll: is.sources === 1 || (isEverywhere && !isMoved),
  };
}

function filterDetails(added: readonly string[], removed: readonly string[]): QueryDetail[] {
  return added.length + removed.length === 0 ? [] : [{ kind: "filters", added, removed }];
}

function textsOf(words: readonly Word[]): string[] {
  return words.map(({ text }) => text);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

function countsOf(texts: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts.values()];
}

function limitPart(was: Said, is: Said): PartChange | undefined {
  if (was.limit === is.limit) return undefined;
  const [before, after] = [was.limit, is.limit].map((limit) => (limit === undefined ? undefined : String(limit)));
  const value = { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  // The number itself is compared with the rest of the texts, so both are shown.
  return { details: [{ kind: "value", setting: "limit", ...value }], isAll: false, before: [], after: [] };
}

/** Words that became another one at each place. */
function substituted(was: Said, is: Said): (PartChange | undefined)[] {
  return (
    [
      ["range", was.ranges, is.ranges],
      ["function", was.functions, is.functions],
      ["metric", was.metrics, is.metrics],
    ] as const
  ).map(([setting, before, after]) => substitution(setting, before, after));
}

function substitution(setting: string, before: readonly Word[], after: readonly Word[]): PartChange | undefined {
  if (before.length !== after.length) return undefined;
  const now = new Map<string, string>();
  for (const [at, { text }] of before.entries()) {
    const other = after[at]?.text ?? "";
    if ((now.get(text) ?? other) !== other) return undefined;
    now.set(text, other);
  }
  const changed = [...now].filter(([text, other]) => text !== other);
  if (changed.length === 0) return undefined;
  return {
    details: changed.map(([text, other]) => ({ kind: "value", setting, before: text, after: other })),
    isAll: true,
    before: before.map(({ span }) => span),
    after: after.map(({ span }) => span),
  };
}

/** A query without the parts that words tell, and without blanks, commas and braces outside of quotes. */
function rest(text: string, told: readonly Span[], { joints }: Said): string {
  let left = "";
  let at = 0;
  for (const { end, start } of [...told].sort((a, b) => a.start - b.start)) {
    if (start > at) left += text.slice(at, start);
    at = Math.max(at, end);
  }
  left += text.slice(at);
  return left.replaceAll(quotedOrNot, (part) =>
    /^["'`]/.test(part) ? part : part.replaceAll(joints, "").replaceAll(/[\s,{}]/g, ""),
  );
}

const quotedOrNot = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^"'`]+|["'`]/gs;
