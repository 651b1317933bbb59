import { own, readJson } from "../base";
import type { DelimitedPattern } from "../pattern";
import { lineChecker } from "./check-line";
import type { LineProblem } from "./line-problem";
import { type LineValue, lineWith } from "./line-with";
import { alwaysRequired, type Contract, type Field } from "./model";

/** A line of an event, and in what it breaks its contract. */
export interface ExampleLine {
  readonly text: string;
  readonly problems: readonly LineProblem[];
}

/**
 * A line of an event, as its service writes it: JSON, or text where the contract's lines are text. What is not given and every line of the event has
 * is the field's example, else its first value, else some value of its type. The same arguments give the same line.
 *
 * @param event one of the contract's
 * @param given values by the names of fields, which are the contract's
 */
export function exampleLine(
  contract: Contract,
  event: string,
  service: string,
  given: ReadonlyMap<string, LineValue>,
): ExampleLine {
  const { events, fields, line } = contract;
  const definition = own(events, event);
  const names = [...alwaysRequired(line), line.event, line.service, ...(definition?.required ?? [])];
  const values = new Map<string, LineValue>();
  for (const name of names) {
    const field = name === undefined ? undefined : own(fields, name);
    if (name !== undefined && field !== undefined) values.set(name, exampleOf(name, field));
  }
  const set = (name: string | undefined, value: LineValue | undefined): void => {
    if (name !== undefined && values.has(name) && value !== undefined) values.set(name, value);
  };
  const isFree = line.message !== undefined && own(fields, line.message)?.values === undefined;
  set(isFree ? line.message : undefined, definition?.description);
  set(line.level, definition === undefined ? undefined : line.levels[definition.level][0]);
  set(line.service, service);
  for (const [name, value] of given) values.set(name, value);
  // Where the message names the event, it is no other.
  set(line.event, event);
  const text = line.text === undefined ? lineWith(values) : textWith(line.text, values);
  const written = line.text === undefined ? readJson(text)?.value : text;
  return { text, problems: lineChecker(contract)(written) };
}

function exampleOf(name: string, { example, type, values }: Field): LineValue {
  if (example !== undefined) return example;
  if (values?.[0] !== undefined) return values[0];
  switch (type) {
    case "string":
      return name;
    case "number":
    case "integer":
      return 1;
    case "boolean":
      return true;
    case "timestamp":
      return "2026-01-01T00:00:00.000Z";
    case "string[]":
      return [name];
  }
}

/** A part without a value is `-`, as in the logs of web servers and of AWS. */
function textWith({ slots }: DelimitedPattern, values: ReadonlyMap<string, LineValue>): string {
  return slots
    .flatMap((slot) =>
      slot.kind === "field" ? partText(slot.name === undefined ? undefined : values.get(slot.name)) : [],
    )
    .join(" ");
}

function partText(value: LineValue | undefined): string {
  const text = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  if (text === "") return "-";
  if (/^[^\s"[\]]+$/.test(text)) return text;
  return text.includes('"') ? `[${text}]` : `"${text}"`;
}
