import { greatest } from "../../../base";
import type { FilterResult, ReplayResult } from "../..";
import { clauseNote, worstClauses } from "../summary";
import { fit, wrap } from "../text-layout";
import { count, countedOf, visible } from "../visible";
import type { View } from "./view";

const mostMatched = 20;
const mostUnmatched = 10;

/** How many events each filter matched; those that matched none of theirs, with what came nearest. */
export function filtersText({ filters }: ReplayResult, { paint, width }: View): string[] {
  if (filters.length === 0) return [];
  const matched = filters.filter((filter) => filter.matched > 0).toSorted((a, b) => b.matched - a.matched);
  const never = filters.filter((filter) => filter.matched === 0 && filter.events > 0);
  const idle = filters.length - matched.length - never.length;
  const numbers = matched.slice(0, mostMatched).map((filter) => `${count(filter.matched)} of ${count(filter.events)}`);
  const column = Math.max(0, greatest(numbers.map((text) => text.length)));
  const head = [
    `${count(matched.length)} of ${count(filters.length)} matched`,
    ...(never.length === 0 ? [] : [`${count(never.length)} matched none of their events`]),
    ...(idle === 0 ? [] : [`${count(idle)} had no event`]),
  ];
  return [
    ...wrap(`Filters: ${head.join(", ")}`, width),
    ...matched
      .slice(0, mostMatched)
      .map((filter, index) => fit(`  ${(numbers[index] ?? "").padStart(column)}  ${nameOf(filter)}`, width)),
    ...andMore(matched.length - mostMatched),
    ...never
      .slice(0, mostUnmatched)
      .flatMap((filter) => [
        fit(`  ${countedOf(0, filter.events, "event")}  ${nameOf(filter)}`, width),
        `    ${paint.faint(fit(visible(filter.pattern), width - 4))}`,
        ...nearestMiss(filter, width).map((line) => `    ${line}`),
      ]),
    ...andMore(never.length - mostUnmatched),
  ];
}

function nameOf({ logGroup, name }: FilterResult): string {
  return `${visible(name)}  ${visible(logGroup)}`;
}

function nearestMiss(filter: FilterResult, width: number): string[] {
  const miss = filter.nearestMiss;
  if (miss === null) return [];
  const lines = worstClauses(filter).map(
    (clause) =>
      `failed by ${count(clause.failed)} of ${count(miss.events)}: ${visible(clause.clause)}${clauseNote(clause)}`,
  );
  if (miss.example !== null) lines.push(`nearest: ${visible(miss.example.line)}`);
  return lines.map((line) => fit(line, width - 4));
}

export function andMore(number: number, indent = 2): string[] {
  return number > 0 ? [`${" ".repeat(indent)}and ${count(number)} more`] : [];
}
