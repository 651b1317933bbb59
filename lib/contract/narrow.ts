import { type FieldSlot, parse, type Pattern, PatternError, print, type Slot } from "../pattern";
import { filtersOf } from "./filters";
import { eq, joinConditions } from "./predicate";
import type { Contract, Signal } from "./model";
import { signalPattern } from "./signal-pattern";
import { allOf } from "./slot-conditions";

type Said = Pick<Contract, "fields" | "line">;

/** The field in which a contract's lines say which service they are from; undefined if they do not. */
export function serviceFieldOf({ fields, line: { service } }: Said): string | undefined {
  return service !== undefined && Object.hasOwn(fields, service) ? service : undefined;
}

/** The filter pattern of the lines that say that they are from the service; undefined if lines of the contract do not say so. */
export function linesOfService(contract: Said, service: string): string | undefined {
  const field = serviceFieldOf(contract);
  if (field === undefined) return undefined;
  const pattern = signalPattern({ description: "", where: eq(field, service) }, contract.line);
  return "unwritable" in pattern ? undefined : print(pattern);
}

/** A filter pattern as it is usually written, so that two that say the same are equal; undefined for one that CloudWatch refuses. */
export function usualPattern(where: string): string | undefined {
  try {
    return print(parse(where));
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

/**
 * The signal over the lines that also match the filter pattern `where`, for services that share a log group.
 *
 * @returns undefined where CloudWatch accepts no filter pattern that says both; see {@link bothPatterns}
 * @throws PatternError for a `where` that CloudWatch refuses
 */
export function narrowed(signal: Signal, where: string): Signal | undefined {
  const pattern = bothPatterns(signal.pattern, parse(where));
  const both = pattern && { ...signal, pattern };
  // Joined, they may be longer than CloudWatch accepts, or have too many regular expressions.
  return both !== undefined && filtersOf(both).every((filter) => isAccepted(filter.pattern)) ? both : undefined;
}

function isAccepted(pattern: Pattern): boolean {
  try {
    print(pattern);
    return true;
  } catch (error) {
    if (error instanceof PatternError) return false;
    throw error;
  }
}

/**
 * The pattern that matches what both match; undefined if CloudWatch has none. Conditions on JSON are joined, as are terms that all
 * must, or must not, occur, and space-delimited patterns of the same fields.
 */
export function bothPatterns(a: Pattern, b: Pattern): Pattern | undefined {
  if (a.kind === "every") return b;
  if (b.kind === "every") return a;
  if (a.kind === "json" && b.kind === "json") return { kind: "json", where: joinConditions("all", [b.where, a.where]) };
  if (a.kind === "terms" && b.kind === "terms") {
    const terms = [...b.terms, ...a.terms];
    // CloudWatch ignores optional terms where there are others.
    return terms.some(({ mode }) => mode === "optional") ? undefined : { kind: "terms", terms };
  }
  if (a.kind === "delimited" && b.kind === "delimited") {
    if (a.slots.length !== b.slots.length) return undefined;
    const slots = a.slots.map((slot, index) => bothSlots(slot, b.slots[index]));
    return slots.every((slot) => slot !== undefined) ? { kind: "delimited", slots } : undefined;
  }
  return undefined;
}

function bothSlots(a: Slot, b: Slot | undefined): Slot | undefined {
  if (a.kind !== "field" || b?.kind !== "field") return a.kind === b?.kind ? a : undefined;
  const name = a.name ?? b.name;
  const conditions = [a.where, b.where].filter((condition) => condition !== undefined);
  const slot: FieldSlot = { kind: "field", ...(name === undefined ? {} : { name }) };
  return conditions.length === 0 ? slot : { ...slot, where: allOf(conditions) };
}
