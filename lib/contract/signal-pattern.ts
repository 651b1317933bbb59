import { showValue } from "../base";
import { type Condition, type DelimitedPattern, parse, type Pattern, type SlotCondition } from "../pattern";
import { isPredicate } from "./is-predicate";
import { eq, joinConditions } from "./predicate";
import { fieldRead, type Line, type SignalDefinition } from "./model";
import { allOf, anyOf } from "./slot-conditions";

/** Why a signal's `on` and `where` do not make one pattern. */
export interface Unwritable {
  readonly unwritable: string;
  readonly fix: string;
}

/** The events that a signal counts, as a list. */
export function eventsOf(signal: SignalDefinition): readonly string[] {
  if (signal.on === undefined) return [];
  return typeof signal.on === "string" ? [signal.on] : signal.on;
}

/**
 * The pattern of a signal: its events and its condition, joined.
 *
 * @throws PatternError if its `where` is text that does not parse
 */
export function signalPattern(signal: SignalDefinition, line: Line): Pattern | Unwritable {
  const { event = "event", text } = line;
  const events = eventsOf(signal).map((name) => eq(event, name).condition);
  const where = whereOf(signal);
  if (where !== undefined && "unwritable" in where) return where;
  return text === undefined ? jsonPattern(events, where) : textPattern(text, events, where);
}

/**
 * The condition of a signal as it is written.
 *
 * @throws PatternError if it is text that does not parse
 */
export function whereOf({ where }: SignalDefinition): Pattern | Unwritable | undefined {
  if (where === undefined) return undefined;
  if (typeof where === "string") return parse(where);
  if (isPredicate(where)) return { kind: "json", where: where.condition };
  return {
    unwritable: `${showValue(where)} is neither a filter pattern nor a predicate with all of its arguments`,
    fix: 'Write a filter pattern, { $.field = "value" }, or a predicate, eq("field", "value").',
  };
}

function jsonPattern(events: readonly Condition[], where: Pattern | undefined): Pattern | Unwritable {
  if (where === undefined || where.kind === "json") {
    const named = events.length === 0 ? [] : [joinConditions("any", events)];
    return { kind: "json", where: joinConditions("all", [...named, ...(where === undefined ? [] : [where.where])]) };
  }
  if (events.length === 0) return where;
  return {
    unwritable: "`on` needs JSON lines, and `where` is not a JSON pattern",
    fix: 'Write `where` as { $.field = "value" }, or leave `on` out.',
  };
}

/** A condition on lines of text: of a predicate or of events, the text's own pattern with conditions in it. */
function textPattern(
  text: DelimitedPattern,
  events: readonly Condition[],
  where: Pattern | undefined,
): Pattern | Unwritable {
  const written = where?.kind === "delimited" ? where : text;
  if (where !== undefined && where.kind !== "delimited" && where.kind !== "json") {
    if (events.length === 0) return where;
    return {
      unwritable: "`on` needs a space-delimited pattern, and `where` is not one",
      fix: "Write `where` as a space-delimited pattern, or leave `on` out.",
    };
  }
  const added = [
    ...(events.length === 0 ? [] : [joinConditions("any", events)]),
    ...(where?.kind === "json" ? [where.where] : []),
  ];
  const conditions = new Map<string, SlotCondition[]>();
  for (const part of added.flatMap((condition) => (condition.kind === "all" ? condition.of : [condition]))) {
    const slot = slotOf(part);
    if (slot === undefined) return betweenSlots;
    const condition = slotCondition(part);
    if (condition === undefined) return noState;
    conditions.set(slot, [...(conditions.get(slot) ?? []), condition]);
  }
  const named = new Set(written.slots.flatMap((slot) => (slot.kind === "field" ? (slot.name ?? []) : [])));
  const missing = [...conditions.keys()].find((slot) => !named.has(slot));
  if (missing !== undefined)
    return {
      unwritable: `\`where\` does not name the part "${missing}", which the signal reads`,
      fix: `Name it at its place in \`where\`.`,
    };
  return {
    kind: "delimited",
    slots: written.slots.map((slot) => {
      if (slot.kind === "ellipsis" || slot.name === undefined) return slot;
      const all = [...(conditions.get(slot.name) ?? []), ...(slot.where === undefined ? [] : [slot.where])];
      const [first] = all;
      if (first === undefined) return slot;
      return { kind: "field", name: slot.name, where: all.length === 1 ? first : allOf(all) };
    }),
  };
}

const betweenSlots: Unwritable = {
  unwritable: "a space-delimited pattern joins conditions on different parts with `and` only, and has no nested ones",
  fix: "Make a signal of each alternative: their sum is what you mean.",
};

const noState: Unwritable = {
  unwritable: "a space-delimited pattern compares only: every part of a line is there, and none is null, true or false",
  fix: 'Compare the part with a text: eq("user", "-").',
};

/** The part of the line that all of a condition reads; undefined if there are several. */
function slotOf(condition: Condition): string | undefined {
  if (condition.kind === "compare" || condition.kind === "state") return fieldRead(condition.selector);
  const [first, ...others] = condition.of.map(slotOf);
  return others.every((slot) => slot === first) ? first : undefined;
}

/** The condition without its selectors; undefined if it is not one of comparisons. */
function slotCondition(condition: Condition): SlotCondition | undefined {
  if (condition.kind === "state") return undefined;
  if (condition.kind === "compare") return { kind: "compare", operator: condition.operator, value: condition.value };
  const of = condition.of.map(slotCondition);
  if (!of.every((part) => part !== undefined)) return undefined;
  return condition.kind === "all" ? allOf(of) : anyOf(of);
}
