import type { Pattern } from "./ast";
import { decimal } from "./decimal";
import { badSelector, PatternError } from "./errors";
import { type LogEvent, toEvent } from "./log-event";
import { numberLiteral } from "./number-literal";
import { compileRead } from "./read-node";
import { readSelector } from "./read-selector";

/**
 * What a selector finds in an event. A JSON number, and a field that can be read as a number, are `number`; a JSON string that
 * can be read as one is `numeric-text`, because it is not known whether the service publishes its number.
 */
export type Selected =
  | {
      readonly kind: "number" | "numeric-text";
      readonly value: number;
      /** As it is written in the event. */
      readonly text: string;
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  /** An object or an array. */
  | { readonly kind: "composite" }
  | { readonly kind: "null" }
  | { readonly kind: "missing" };

type Fields = (event: LogEvent) => Map<string, string> | undefined;

/**
 * Compiles a JSON selector that reads any event: `select("$.http.duration_ms")`.
 *
 * @throws PatternError for a text that is not a scalar selector (`$.values[*]`, a bare word)
 */
export function select(selector: string): (event: string | LogEvent) => Selected {
  const read = jsonSelector(selector);
  return (event) => read(toEvent(event));
}

/** Compiles a selector for events of a pattern; `fields` splits an event for a space-delimited pattern. */
export function compileSelector(selector: string, pattern: Pattern, fields?: Fields): (event: LogEvent) => Selected {
  if (pattern.kind !== "delimited" || fields === undefined) return jsonSelector(selector);
  if (!/^\$[\p{L}\p{Nd}_]+$/u.test(selector)) {
    throw badSelector(selector, "Write $name, or $3 for the third field, of a space-delimited pattern.");
  }
  const names = pattern.slots.flatMap((slot) =>
    slot.kind === "field" && slot.name !== undefined ? [`$${slot.name}`] : [],
  );
  if (!names.includes(selector) && !/^\$[1-9]\d*$/.test(selector)) {
    throw badSelector(selector, `Name a field of the pattern: ${names.join(", ") || "$1, $2, ..."}`);
  }
  return (event) => {
    const text = fields(event)?.get(selector);
    if (text === undefined) return { kind: "missing" };
    return isNumeric(text) ? { kind: "number", value: Number(text), text } : { kind: "text", text };
  };
}

function jsonSelector(selector: string): (event: LogEvent) => Selected {
  const steps = stepsOf(selector);
  const read = compileRead(steps);
  const path = steps.map((step) => (step.kind === "key" ? step.name : step.index));
  return (event) => {
    const node = event.json === null ? undefined : read(event.json);
    if (typeof node === "number") {
      const text = Number.isInteger(node) ? (numberLiteral(event.text, path) ?? String(node)) : String(node);
      return { kind: "number", value: node, text };
    }
    if (typeof node === "string") {
      return isNumeric(node) ? { kind: "numeric-text", value: Number(node), text: node } : { kind: "text", text: node };
    }
    if (typeof node === "boolean") return { kind: "boolean", value: node };
    if (node === undefined) return { kind: "missing" };
    return node === null ? { kind: "null" } : { kind: "composite" };
  };
}

function stepsOf(text: string) {
  const fix = "Write a selector of one value: $.name, $.name.part, $.list[0] or $.['the.key'].";
  let selector;
  try {
    selector = text.startsWith("$") ? readSelector(text, 0) : undefined;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
  }
  if (selector?.span.end !== text.length) throw badSelector(text, fix);
  return selector.steps.map((step) => {
    if (step.kind === "each") throw badSelector(text, fix);
    return step;
  });
}

function isNumeric(text: string): boolean {
  return decimal(text) !== undefined;
}
