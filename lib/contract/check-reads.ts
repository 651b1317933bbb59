import {
  type Comparison,
  type Condition,
  type DelimitedPattern,
  type Pattern,
  print,
  printSelector,
  type Selector,
  type SlotComparison,
  type SlotCondition,
  type StateTest,
} from "../pattern";
import { didYouMean, listed, own } from "../base";
import type { ContractProblem } from "./rules";
import {
  type Field,
  fieldRead,
  type FieldTable,
  levelNames,
  levelOf,
  levelWritten,
  type Line,
  namesEvents,
  selectorText,
  standardLine,
} from "./model";
import type { Scope } from "./report";

/** It is about the pattern, wherever that stands. */
type Problem = Omit<ContractProblem, "path">;

/** Fields that a pattern reads and the contract does not have, and comparisons that can never hold for a line of the contract. */
export function checkReads(pattern: Pattern, scope: Scope): Problem[] {
  if (pattern.kind === "json") return problemsIn(pattern.where, scope);
  const { text } = scope.line;
  return pattern.kind === "delimited" && text !== undefined ? problemsInParts(pattern, text, scope) : [];
}

function problemsIn(condition: Condition, scope: Scope): Problem[] {
  const { faulty, fields, line } = scope;
  switch (condition.kind) {
    case "all":
    case "any":
      return condition.of.flatMap((part) => problemsIn(part, scope));
    case "compare":
    case "state": {
      const { name, plain, text } = readOf(condition.selector);
      if (faulty.fields.has(name)) return [];
      const field = own(fields, name);
      if (field === undefined) return insideGroup(name, fields, condition) ? [] : [unknownField(text, name, fields)];
      if (!plain && field.type !== "string[]") {
        return [never(`${text} reads inside "${name}", which is a ${field.type}`, "Read the field itself.")];
      }
      if (condition.kind === "compare") return comparisonProblems(condition, { name, field }, scope);
      return line.text === undefined ? stateProblems(condition, name, field) : [];
    }
  }
}

/** The parts of a space-delimited pattern: each has to be where the contract's text has it. */
function problemsInParts({ slots }: DelimitedPattern, text: DelimitedPattern, scope: Scope): Problem[] {
  const gap = slots.findIndex(({ kind }) => kind === "ellipsis");
  const known = text.slots.some(({ kind }) => kind === "ellipsis") ? undefined : text.slots;
  const last = slots.at(-1);
  if (known !== undefined && gap < 0 && slots.length < known.length && last?.kind === "field")
    return [
      {
        rule: "signal-field",
        message: `the last part takes the rest of the line: ${slots.length} parts are written, and a line has ${known.length}`,
        fix: `Write all of them, ${print(text)}, or ... for those that are not read.`,
      },
    ];
  return slots.flatMap((slot, index): Problem[] => {
    if (slot.kind === "ellipsis" || slot.name === undefined) return [];
    const { name, where } = slot;
    const field = own(scope.fields, name);
    const meant = known?.at(gap >= 0 && index > gap ? index - slots.length : index);
    if (known !== undefined && (meant?.kind !== "field" || meant.name !== name))
      return [
        {
          rule: "signal-field",
          message: `"${name}" is not at its place: parts of a text are read by their position, and here is ${meant?.kind === "field" && meant.name !== undefined ? `"${meant.name}"` : "none with a name"}`,
          fix: `Write the parts as in \`line.text\`: ${print(text)}.`,
        },
      ];
    if (scope.faulty.fields.has(name) || where === undefined) return [];
    if (field === undefined) return [unknownField(`$${name}`, name, scope.fields)];
    return comparisonsOf(where).flatMap((comparison) => comparisonProblems(comparison, { name, field }, scope));
  });
}

function comparisonsOf(condition: SlotCondition): readonly SlotComparison[] {
  return condition.kind === "compare" ? [condition] : condition.of.flatMap(comparisonsOf);
}

/** The field's part of a selector: keys up to the first index or wildcard. */
function readOf({ steps }: Selector): { name: string; plain: boolean; text: string } {
  const end = steps.findIndex(({ kind }) => kind !== "key");
  const plain = end < 0;
  const name = fieldRead({ steps: plain ? steps : steps.slice(0, end) }) ?? "";
  return { name, plain, text: plain ? selectorText(name) : printSelector({ steps }) };
}

// `$.error NOT EXISTS` tests a whole group, and `$.http.* = x` anything in it.
function insideGroup(name: string, fields: FieldTable, condition: Comparison | StateTest): boolean {
  const group = Object.keys(fields).some((field) => field.startsWith(`${name}.`));
  return group && (condition.kind === "state" || condition.selector.steps.some((step) => step.kind === "each"));
}

interface Read {
  readonly name: string;
  readonly field: Field;
}

function comparisonProblems(
  { operator, value }: Pick<Comparison, "operator" | "value">,
  { field, name }: Read,
  scope: Scope,
): Problem[] {
  switch (field.type) {
    case "boolean":
      return [never(`"${name}" is a boolean, which no comparison matches`, `Write $.${name} IS TRUE or IS FALSE.`)];
    case "number":
    case "integer":
      if (value.kind === "number") return isLevel(name, scope) ? numberOfLevel(operator, value.text, scope) : [];
      if (value.kind !== "text" || (!value.quoted && value.text.includes("*"))) return [];
      return [
        value.quoted && /^[+-]?\d/.test(value.text)
          ? doubt(
              `"${name}" is a number and is compared as text: "${value.text}" does not equal ${value.text}.0`,
              `Write ${value.text} without quotes.`,
            )
          : never(
              `"${name}" is a number and never equals "${value.text}"`,
              (isLevel(name, scope) ? spellingOf(value.text, scope.line) : undefined) ?? "Compare it with a number.",
            ),
      ];
    case "string":
    case "timestamp":
    case "string[]":
      if (operator !== "=" && operator !== "!=")
        return [never(`"${name}" is text, which is never greater or less than a number`, "Use = or !=.")];
      return value.kind === "text" ? valueProblems(value.text, { field, name }, scope) : [];
  }
}

function valueProblems(text: string, { field, name }: Read, scope: Scope): Problem[] {
  const { events, faulty, line } = scope;
  if (text.includes("*")) return [];
  if (name === line.event && namesEvents(line) && !Object.hasOwn(events, text)) {
    return [
      {
        rule: "signal-event",
        message: `the contract has no event "${text}".${didYouMean(text, Object.keys(events))}`,
        fix: "Name an event of the contract.",
      },
    ];
  }
  if (name === line.level) {
    if (faulty.line.has("levels") || faulty.line.has("level") || levelWritten(line, text) !== undefined) return [];
    const known = spellingsOf(line);
    return [
      never(
        `"${text}" is not a level.${didYouMean(text, known)}`,
        spellingOf(text, line) ?? `Use one of ${known.join(", ")}.`,
      ),
    ];
  }
  if (field.values !== undefined && !field.values.includes(text)) {
    return [
      never(
        `"${name}" is never "${text}".${didYouMean(text, field.values)}`,
        `Its values are ${listed(field.values)}.`,
      ),
    ];
  }
  return [];
}

/** Whether a field holds the level, in spellings that are known. */
function isLevel(name: string, { faulty, line }: Scope): boolean {
  return name === line.level && !faulty.line.has("levels") && !faulty.line.has("level");
}

function spellingsOf(line: Line): readonly string[] {
  return levelNames.flatMap((level) => line.levels[level]).map(String);
}

/** What to write for a level that is spelled in another way; undefined for a text that is no level at all, and for the standard spellings. */
function spellingOf(text: string, line: Line): string | undefined {
  const level = levelOf(text);
  if (level === undefined || line === standardLine) return undefined;
  const [first, ...others] = line.levels[level].map((spelling) => JSON.stringify(spelling));
  if (first === undefined) return `Lines are never ${level}, as \`line.levels\` says.`;
  return `Write ${first}: so the lines spell ${level}${others.length === 0 ? "" : `, or ${others.join(", ")}`}.`;
}

function numberOfLevel(operator: Comparison["operator"], text: string, { line }: Scope): Problem[] {
  const known = levelNames.flatMap((level) => line.levels[level]);
  const number = Number(text);
  const holds = known.some((spelling) => typeof spelling === "number" && compares(operator, spelling, number));
  return holds ? [] : [never(`no level is ${operator} ${text}`, `The levels of the lines are ${known.join(", ")}.`)];
}

function compares(operator: Comparison["operator"], a: number, b: number): boolean {
  switch (operator) {
    case "=":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function stateProblems({ state }: StateTest, name: string, field: Field): Problem[] {
  if ((state === "true" || state === "false") && field.type !== "boolean") {
    return [never(`"${name}" is a ${field.type}, never ${state}`, `Compare it with a value, e.g. $.${name} = ...`)];
  }
  return [];
}

function unknownField(selector: string, name: string, fields: FieldTable): Problem {
  return {
    rule: "signal-field",
    message: `the pattern reads ${selector}, and the contract has no field "${name}".${didYouMean(name, Object.keys(fields))}`,
    fix: "Declare the field under `fields`, or read an existing one.",
  };
}

function never(message: string, fix: string): Problem {
  return { rule: "pattern-never-matches", message, fix };
}

function doubt(message: string, fix: string): Problem {
  return { rule: "pattern-text-number", message, fix };
}
