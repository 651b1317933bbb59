import type { Comparison, Condition, Pattern, Selector, StateTest } from "../pattern";
import { didYouMean, listed, own } from "../base";
import type { ContractProblem } from "./rules";
import { type EventTable, type Field, type FieldTable, levelOf, levels } from "./model";
import type { Scope } from "./report";

/** It is about the pattern, wherever that stands. */
type Problem = Omit<ContractProblem, "path">;

/** Fields that a pattern reads and the contract does not have, and comparisons that can never hold for a line of the contract. */
export function checkReads(pattern: Pattern, scope: Scope): Problem[] {
  return pattern.kind === "json" ? problemsIn(pattern.where, scope) : [];
}

function problemsIn(condition: Condition, scope: Scope): Problem[] {
  const { events, faulty, fields } = scope;
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
      return condition.kind === "compare"
        ? comparisonProblems(condition, name, field, events)
        : stateProblems(condition, name, field);
    }
  }
}

/** The field's part of a selector: keys up to the first index or wildcard. */
function readOf(selector: Selector): { name: string; plain: boolean; text: string } {
  const keys: string[] = [];
  let text = "$";
  let plain = true;
  for (const step of selector.steps) {
    if (step.kind === "key") {
      if (plain) keys.push(step.name);
      text += `.${step.name}`;
    } else {
      plain = false;
      text += step.kind === "index" ? `[${step.index}]` : step.form === "dot" ? ".*" : "[*]";
    }
  }
  return { name: keys.join("."), plain, text };
}

// `$.error NOT EXISTS` tests a whole group, and `$.http.* = x` anything in it.
function insideGroup(name: string, fields: FieldTable, condition: Comparison | StateTest): boolean {
  const group = Object.keys(fields).some((field) => field.startsWith(`${name}.`));
  return group && (condition.kind === "state" || condition.selector.steps.some((step) => step.kind === "each"));
}

function comparisonProblems(
  { operator, value }: Comparison,
  name: string,
  field: Field,
  events: EventTable,
): Problem[] {
  switch (field.type) {
    case "boolean":
      return [never(`"${name}" is a boolean, which no comparison matches`, `Write $.${name} IS TRUE or IS FALSE.`)];
    case "number":
    case "integer":
      if (value.kind !== "text" || (!value.quoted && value.text.includes("*"))) return [];
      return [
        value.quoted && /^[+-]?\d/.test(value.text)
          ? doubt(
              `"${name}" is a number and is compared as text: "${value.text}" does not equal ${value.text}.0`,
              `Write ${value.text} without quotes.`,
            )
          : never(`"${name}" is a number and never equals "${value.text}"`, "Compare it with a number."),
      ];
    case "string":
    case "timestamp":
    case "string[]":
      if (operator !== "=" && operator !== "!=")
        return [never(`"${name}" is text, which is never greater or less than a number`, "Use = or !=.")];
      return value.kind === "text" ? valueProblems(value.text, name, field, events) : [];
  }
}

function valueProblems(text: string, name: string, field: Field, events: EventTable): Problem[] {
  if (text.includes("*")) return [];
  if (name === "event" && !Object.hasOwn(events, text)) {
    return [
      {
        rule: "signal-event",
        message: `the contract has no event "${text}".${didYouMean(text, Object.keys(events))}`,
        fix: "Name an event of the contract.",
      },
    ];
  }
  if (name === "level" && levelOf(text) !== text) {
    return [
      never(
        `"${text}" is not a level.${didYouMean(text, Object.keys(levels))}`,
        `Use one of ${Object.keys(levels).join(", ")}.`,
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
