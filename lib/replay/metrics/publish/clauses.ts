import {
  compile,
  hasJsonAfterText,
  type Condition,
  type LogEvent,
  type Matcher,
  type Pattern,
  print,
  printSelector,
  type Selected,
} from "../../../pattern";
import type { NearestMiss } from "./nearest-miss";

/** How many unmatched events are examined for a filter: enough to see why they do not match. */
const MOST_EVENTS = 20_000;

/** The same limit for all filters together. */
const MOST_EXAMINATIONS = 2_000_000;

/** How many distinct values are kept for the field of a clause. */
const MOST_VALUES = 50;

const LONGEST_LINE = 300;

interface Clause {
  readonly text: string;
  readonly matcher: Matcher;
  /** Reads what the clause compares, where it is one value. */
  readonly read: ((event: LogEvent) => Selected) | undefined;
  readonly seen: Map<string, number>;
  failed: number;
  missing: number;
}

/** Looks at events that a pattern did not match: which of its clauses failed, and which event nearly matched. */
export interface MissExaminer {
  examine(event: LogEvent): void;
  nearestMiss(): NearestMiss | null;
}

/** @param among how many filters are examined together: they share a limit on events */
export function missExaminer(pattern: Pattern, among = 1): MissExaminer {
  const most = Math.min(MOST_EVENTS, Math.ceil(MOST_EXAMINATIONS / among));
  const clauses = clausesOf(pattern).map((part): Clause => {
    const read = readOf(part);
    return { text: textOf(part), matcher: compile(part), read, seen: new Map(), failed: 0, missing: 0 };
  });
  let events = 0;
  let notJson = 0;
  let jsonAfterText = 0;
  let nearest: { readonly line: string; readonly failed: readonly string[] } | null = null;
  return {
    examine(event) {
      if (events >= most) return;
      events++;
      if (pattern.kind === "json" && event.json === null) {
        notJson++;
        if (hasJsonAfterText(event.text)) jsonAfterText++;
      }
      const failed: string[] = [];
      for (const clause of clauses) {
        if (clause.matcher.matches(event)) continue;
        failed.push(clause.text);
        clause.failed++;
        note(clause, event);
      }
      if (nearest === null || failed.length < nearest.failed.length)
        nearest = {
          line: event.text.length > LONGEST_LINE ? `${event.text.slice(0, LONGEST_LINE)}...` : event.text,
          failed,
        };
    },
    nearestMiss() {
      if (events === 0) return null;
      return {
        events,
        notJson,
        jsonAfterText,
        clauses: clauses.map(({ text, failed, missing, seen }) => ({
          clause: text,
          failed,
          missing,
          seen: mostSeen(seen),
        })),
        example: nearest,
      };
    },
  };
}

function note(clause: Clause, event: LogEvent): void {
  if (clause.read === undefined) return;
  const selected = clause.read(event);
  if (selected.kind === "missing") {
    clause.missing++;
    return;
  }
  const text = shown(selected);
  const count = clause.seen.get(text);
  if (count !== undefined || clause.seen.size < MOST_VALUES) clause.seen.set(text, (count ?? 0) + 1);
}

function shown(selected: Exclude<Selected, { kind: "missing" }>): string {
  switch (selected.kind) {
    case "number":
      return selected.text;
    case "text":
    case "numeric-text":
      return JSON.stringify(selected.text.slice(0, 80));
    case "boolean":
      return String(selected.value);
    case "null":
      return "null";
    case "composite":
      return "an object or array";
  }
}

function mostSeen(seen: ReadonlyMap<string, number>): string[] {
  return [...seen]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([text]) => text);
}

/** The parts of a pattern that an event must satisfy, each as a pattern; for alternatives, each alternative. */
function clausesOf(pattern: Pattern): Pattern[] {
  switch (pattern.kind) {
    case "json":
      return conditionsOf(pattern.where).map((where) => ({ kind: "json", where }));
    case "terms": {
      const required = pattern.terms.filter(({ mode }) => mode !== "optional");
      // Optional terms count only if there are no others; then one of them must occur.
      return required.length === 0 ? [pattern] : required.map((term) => ({ kind: "terms", terms: [term] }));
    }
    case "delimited": {
      const bare = pattern.slots.map((slot) =>
        slot.kind === "field"
          ? { kind: "field" as const, ...(slot.name === undefined ? {} : { name: slot.name }) }
          : slot,
      );
      const conditions = pattern.slots.flatMap((slot, index): Pattern[] =>
        slot.kind === "field" && slot.where !== undefined
          ? [{ kind: "delimited", slots: bare.map((other, at) => (at === index ? slot : other)) }]
          : [],
      );
      return [{ kind: "delimited", slots: bare }, ...conditions];
    }
    case "every":
    case "regex":
      return [pattern];
  }
}

function conditionsOf(where: Condition): readonly Condition[] {
  return where.kind === "all" || where.kind === "any"
    ? where.of.flatMap((part) => (part.kind === where.kind ? conditionsOf(part) : [part]))
    : [where];
}

function textOf(pattern: Pattern): string {
  const text = print(pattern);
  return pattern.kind === "json" ? text.slice(1, -1).trim() : text;
}

function readOf(pattern: Pattern): ((event: LogEvent) => Selected) | undefined {
  if (pattern.kind !== "json" || pattern.where.kind === "all" || pattern.where.kind === "any") return undefined;
  const { selector } = pattern.where;
  if (selector.steps.some(({ kind }) => kind === "each")) return undefined;
  return compile(pattern).select(printSelector(selector));
}
