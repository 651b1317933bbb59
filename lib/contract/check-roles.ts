import { didYouMean, readIsoTime } from "../base";
import type { LineProblem } from "./line-problem";
import { type Contract, type EventDefinition, levelNames, levelWritten, namesEvents } from "./model";

export const typeNames = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  timestamp: "a timestamp in RFC 3339",
  "string[]": "a list of strings",
} as const;

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/** Whether a text is a `timestamp`, as fields of that type have it. */
export function isTimestamp(text: string): boolean {
  return RFC3339.test(text) && readIsoTime(text) !== undefined;
}

/** An event of a line, by its name. */
export interface NamedEvent {
  readonly name: string;
  readonly definition: EventDefinition;
}

/** Reads a field of a line by its name. */
type ValueOf = (field: string) => unknown;

/** The event of a line, or what is wrong with its name. */
export function checkedEvent(
  contract: Contract,
  valueOf: ValueOf,
): { readonly event?: NamedEvent; readonly problems: LineProblem[] } {
  const { conventions, events, fields, line } = contract;
  const field = line.event;
  if (field === undefined) return { problems: [] };
  const name = valueOf(field);
  const definition = typeof name === "string" && Object.hasOwn(events, name) ? events[name] : undefined;
  if (definition !== undefined) return { event: { name: String(name), definition }, problems: [] };
  const isUnnamed = name === undefined || (name === null && conventions === "own");
  if (isUnnamed || !namesEvents(line) || !Object.hasOwn(fields, field)) return { problems: [] };
  const text = typeof name === "string" ? JSON.stringify(name) : typeof name;
  const hint = typeof name === "string" ? didYouMean(name, Object.keys(events)) : "";
  return {
    problems: [
      {
        kind: "unknown-event",
        field,
        message: `event ${text} is not declared in the contract ${contract.name}.${hint}`,
      },
    ],
  };
}

/** What is wrong with the level of a line: it is not that of its event, or not a level at all. */
export function wrongLevel(
  { conventions, line }: Contract,
  { event, valueOf }: { readonly event: NamedEvent | undefined; readonly valueOf: ValueOf },
): LineProblem[] {
  const field = line.level;
  const value = field === undefined ? undefined : valueOf(field);
  if (field === undefined || value === undefined) return [];
  const level = levelWritten(line, value);
  if (event !== undefined && level !== event.definition.level) {
    const { level: meant } = event.definition;
    const [spelling] = line.levels[meant];
    const spelt = spelling === meant ? "" : ` (${JSON.stringify(spelling)})`;
    return [
      {
        kind: "wrong-level",
        field,
        message: `event ${event.name} has level ${meant}${spelt}, not ${JSON.stringify(value)}`,
      },
    ];
  }
  // Texts are values of the field.
  if (level !== undefined || conventions === "standard" || typeof value !== "number") return [];
  const known = levelNames.flatMap((name) => line.levels[name]);
  return [{ kind: "unknown-value", field, message: `${field} is not one of ${known.join(", ")}` }];
}
