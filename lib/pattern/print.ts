import type { Condition, Pattern, Selector, Slot, SlotCondition, SelectorStep, Term, Operand } from "./ast";
import { FIELD, isAll, KEY, TERM } from "./chars";
import { equalTrees } from "./equal";
import { noTextForm, PatternError } from "./errors";
import { parse } from "./parse";

/**
 * Writes a pattern in its canonical form, `{ $.a = 1 && $.b IS TRUE }`: one blank around operators, parentheses and quotes only
 * where they are needed. `parse(print(pattern))` equals `pattern` except for spans.
 *
 * @throws PatternError `no-text-form` for a tree that no text parses to (an empty term, a key with a single quote), or the
 * error that the service would return for its text (too long, a third regular expression, ...)
 */
export function print(pattern: Pattern): string {
  const text = write(pattern);
  let read: Pattern;
  try {
    read = parse(text);
  } catch (error) {
    if (!(error instanceof PatternError) || LIMITS.has(error.code)) throw error;
    throw noTextForm(`${error.message} in ${text}`, error.fix);
  }
  if (equalTrees(read, pattern)) return text;
  throw noTextForm(`${text} parses to a different tree`, "Build the tree that this text parses to.");
}

/**
 * Writes a selector: `$.a['b.c']` as `$.a.['b.c']`.
 *
 * @throws PatternError for one that has no text
 */
export function printSelector({ steps }: Selector): string {
  if (steps.length === 0) throw noTextForm("a selector without steps", "Give it at least one step.");
  return `$${steps.map(writeStep).join("")}`;
}

const LIMITS: ReadonlySet<string> = new Set<PatternError["code"]>([
  "too-long",
  "bad-regex",
  "too-many-regexes",
  "too-many-wildcards",
  "duplicate-field",
]);

function write(pattern: Pattern): string {
  switch (pattern.kind) {
    case "every":
      return "";
    case "terms":
      if (pattern.terms.length === 0) throw noTextForm("no terms", 'Use { kind: "every" } for every event.');
      return pattern.terms.map(writeTerm).join(" ");
    case "regex":
      return `%${pattern.source}%`;
    case "json":
      return `{ ${writeCondition(pattern.where)} }`;
    case "delimited":
      return `[${pattern.slots.map((slot) => writeSlot(slot, pattern.slots)).join(", ")}]`;
  }
}

function writeTerm({ mode, text }: Term): string {
  const sign = { include: "", exclude: "-", optional: "?" }[mode];
  if (text === "") throw noTextForm("an empty term", "Leave the term out.");
  return `${sign}${isAll(TERM, text) ? text : quote(text)}`;
}

function writeCondition(condition: Condition): string {
  switch (condition.kind) {
    case "all":
    case "any":
      return join(condition.kind, condition.of, (part) =>
        part.kind === "any" || part.kind === condition.kind ? `(${writeCondition(part)})` : writeCondition(part),
      );
    case "compare":
      return `${printSelector(condition.selector)} ${condition.operator} ${writeValue(condition.value)}`;
    case "state":
      return `${printSelector(condition.selector)} ${STATES[condition.state]}`;
  }
}

const STATES = { true: "IS TRUE", false: "IS FALSE", null: "IS NULL", missing: "NOT EXISTS" };

function writeStep(step: SelectorStep, position: number): string {
  switch (step.kind) {
    case "key":
      if (isAll(KEY, step.name)) return `.${step.name}`;
      if (step.name !== "" && !step.name.includes("'")) return `.['${step.name}']`;
      throw noTextForm(`the key ${JSON.stringify(step.name)}`, "A key has at least one character and no single quote.");
    case "index":
    case "each":
      if (step.kind === "each" && step.form === "dot") return ".*";
      if (position > 0) return `[${step.kind === "each" ? "*" : step.index}]`;
      throw noTextForm("a selector that begins with a bracket", "Begin with a key; the root is always an object.");
  }
}

function writeSlot(slot: Slot, slots: readonly Slot[]): string {
  if (slot.kind === "ellipsis") return "...";
  const { name, where } = slot;
  if (name === undefined) {
    if (where !== undefined) throw noTextForm("a condition on an unnamed field", "Name the field.");
    if (slots.length === 1) throw noTextForm("a single unnamed field", "Name the field; [] is any number of fields.");
    return "";
  }
  if (!isAll(FIELD, name)) throw noTextForm(`the field name ${JSON.stringify(name)}`, "Use letters, digits and '_'.");
  return where === undefined ? name : writeSlotCondition(where, name);
}

function writeSlotCondition(condition: SlotCondition, name: string): string {
  if (condition.kind === "compare") return `${name} ${condition.operator} ${writeValue(condition.value)}`;
  return join(condition.kind, condition.of, (part) => {
    if (part.kind === "compare" || (part.kind === "all" && condition.kind === "any"))
      return writeSlotCondition(part, name);
    throw noTextForm("a condition in a slot that needs parentheses", "Write it as alternatives of conjunctions.");
  });
}

function join<T>(kind: "all" | "any", parts: readonly T[], writePart: (part: T) => string): string {
  if (parts.length < 2)
    throw noTextForm(`'${kind}' of ${parts.length} parts`, "Use the part itself, or give two or more.");
  return parts.map(writePart).join(kind === "all" ? " && " : " || ");
}

function writeValue(value: Operand): string {
  switch (value.kind) {
    case "number":
      return value.text;
    case "regex":
      return `%${value.source}%`;
    case "text":
      return value.quoted ? quote(value.text) : value.text;
  }
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
