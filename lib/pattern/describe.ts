import type { Condition, Pattern, SlotCondition } from "./ast";
import { printSelector } from "./print";

/** What a pattern reads, and how it counts against the service's limits. */
export interface PatternFacts {
  /** JSON selectors (`$.http.status`) or fields (`$size`) that the pattern names, each once, in order of appearance. */
  readonly selectors: readonly string[];

  /** Regular expressions in it. A log group accepts five filter patterns with a regular expression; a pattern accepts two. */
  readonly regexes: number;

  /** Whether a metric filter with this pattern may have dimensions, or a metric value other than a number. */
  readonly supportsDimensions: boolean;
}

/**
 * Describes a pattern.
 *
 * @throws PatternError for a tree whose selectors have no text
 */
export function describePattern(pattern: Pattern): PatternFacts {
  return {
    selectors: selectors(pattern),
    regexes: countRegexes(pattern),
    supportsDimensions: supportsDimensions(pattern),
  };
}

/** Whether a metric filter with this pattern may have dimensions, or a metric value other than a number: only patterns with fields. */
export function supportsDimensions({ kind }: Pattern): boolean {
  return kind === "json" || kind === "delimited";
}

/** The selectors or fields that a pattern names, each once, in order of appearance. */
export function selectors(pattern: Pattern): string[] {
  switch (pattern.kind) {
    case "json":
      return [...new Set(leaves(pattern.where).map(({ selector }) => printSelector(selector)))];
    case "delimited":
      return pattern.slots.flatMap((slot) =>
        slot.kind === "field" && slot.name !== undefined ? [`$${slot.name}`] : [],
      );
    case "every":
    case "terms":
    case "regex":
      return [];
  }
}

function countRegexes(pattern: Pattern): number {
  switch (pattern.kind) {
    case "regex":
      return 1;
    case "json":
      return leaves(pattern.where).filter((leaf) => leaf.kind === "compare" && leaf.value.kind === "regex").length;
    case "delimited":
      return pattern.slots
        .flatMap((slot) => (slot.kind === "field" && slot.where !== undefined ? leaves(slot.where) : []))
        .filter(({ value }) => value.kind === "regex").length;
    case "every":
    case "terms":
      return 0;
  }
}

type Leaf<T> = Exclude<T, { readonly kind: "all" | "any" }>;

function leaves<T extends Condition | SlotCondition>(condition: T): Leaf<T>[] {
  if (condition.kind === "all" || condition.kind === "any")
    return (condition.of as readonly T[]).flatMap((part) => leaves(part));
  return [condition as Leaf<T>];
}
