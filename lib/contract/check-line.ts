import { alwaysRequired } from "./json-schema";
import { didYouMean, readIsoTime } from "../base";
import type { Contract, Field } from "./model";

/** One way in which a log line breaks its contract. */
export interface LineProblem {
  readonly kind:
    | "not-an-object"
    | "unknown-field"
    | "missing-field"
    | "wrong-type"
    | "unknown-value"
    | "unknown-event"
    | "wrong-level";
  /** Path of the field: `http.duration_ms`; empty for the line itself. */
  readonly field: string;
  /** Without the line's own values, unless the field's values are a closed set: the same problem in many lines is the same text. */
  readonly message: string;
}

/** Compiles a contract into a check of parsed log lines: the same rules as its JSON Schema (`logLineSchema`), reported field by field. */
export function lineChecker(contract: Contract): (line: unknown) => LineProblem[] {
  const rules: LineRules = {
    contract,
    groups: groupsOf(Object.keys(contract.fields)),
    required: alwaysRequired.filter((name) => Object.hasOwn(contract.fields, name)),
  };
  return (line) => {
    if (!isObject(line)) return [{ kind: "not-an-object", field: "", message: "the line is not a JSON object" }];
    const checked: Checked = { found: new Set(), problems: [] };
    checkFields(line, "", rules, checked);
    checkEvent(line, rules, checked);
    return checked.problems;
  };
}

interface LineRules {
  readonly contract: Contract;
  /** Paths of objects that hold fields. */
  readonly groups: ReadonlySet<string>;
  /** Fields that every line has. */
  readonly required: readonly string[];
}

/** What the check of one line has found so far. */
interface Checked {
  /** Paths of the fields and groups in the line. */
  readonly found: Set<string>;
  readonly problems: LineProblem[];
}

function groupsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) =>
      name
        .split(".")
        .slice(0, -1)
        .map((_, at, parts) => parts.slice(0, at + 1).join(".")),
    ),
  );
}

function checkFields(
  value: Readonly<Record<string, unknown>>,
  prefix: string,
  rules: LineRules,
  checked: Checked,
): void {
  const { fields } = rules.contract;
  for (const [key, child] of Object.entries(value)) {
    const path = prefix + key;
    const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
    // A dotted key is not a path: a metric filter would not find it.
    if (field !== undefined && !key.includes(".")) {
      checked.found.add(path);
      const problem = wrongValue(path, field, child);
      if (problem !== undefined) checked.problems.push(problem);
    } else if (rules.groups.has(path) && !key.includes(".")) {
      checked.found.add(path);
      if (isObject(child)) checkFields(child, `${path}.`, rules, checked);
      else
        checked.problems.push({
          kind: "wrong-type",
          field: path,
          message: `${path} holds fields and must be an object`,
        });
    } else {
      checked.problems.push(unknownField(key, path, rules.contract));
    }
  }
}

function unknownField(key: string, path: string, { fields, name }: Contract): LineProblem {
  const hint = key.includes(".")
    ? " Metric filters do not find a key with a dot in it: nest the objects."
    : didYouMean(path, Object.keys(fields));
  return { kind: "unknown-field", field: path, message: `${path} is not a field of the contract ${name}.${hint}` };
}

function checkEvent(
  line: Readonly<Record<string, unknown>>,
  { contract, required }: LineRules,
  { found, problems }: Checked,
): void {
  const { events } = contract;
  const name = line.event;
  const event = typeof name === "string" && Object.hasOwn(events, name) ? events[name] : undefined;
  if (name !== undefined && event === undefined && Object.hasOwn(contract.fields, "event"))
    problems.push(unknownEvent(name, contract));
  if (event !== undefined && line.level !== undefined && line.level !== event.level)
    problems.push({
      kind: "wrong-level",
      field: "level",
      message: `event ${String(name)} has level ${event.level}, not ${JSON.stringify(line.level)}`,
    });
  const of = event === undefined ? "every line" : `every line of the event ${String(name)}`;
  for (const path of new Set([...required, ...(event?.required ?? [])]))
    if (!found.has(path))
      problems.push({ kind: "missing-field", field: path, message: `${path} is missing: ${of} has it` });
}

function unknownEvent(name: unknown, { events, name: contract }: Contract): LineProblem {
  const text = typeof name === "string" ? JSON.stringify(name) : typeof name;
  const hint = typeof name === "string" ? didYouMean(name, Object.keys(events)) : "";
  return {
    kind: "unknown-event",
    field: "event",
    message: `event ${text} is not declared in the contract ${contract}.${hint}`,
  };
}

function wrongValue(path: string, field: Field, value: unknown): LineProblem | undefined {
  if (!hasType(field, value))
    return {
      kind: "wrong-type",
      field: path,
      message: `${path} must be ${typeNames[field.type]}, not ${typeOf(value)}`,
    };
  if (field.values !== undefined && !field.values.includes(value as string))
    return { kind: "unknown-value", field: path, message: `${path} is not one of ${field.values.join(", ")}` };
  return undefined;
}

const typeNames = {
  string: "a string",
  number: "a number",
  integer: "an integer",
  boolean: "true or false",
  timestamp: "a timestamp in RFC 3339",
  "string[]": "a list of strings",
} as const;

function hasType({ type }: Field, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "number":
      return typeof value === "number";
    case "integer":
      return typeof value === "number" && Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "timestamp":
      return typeof value === "string" && RFC3339.test(value) && readIsoTime(value) !== undefined;
    case "string[]":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
  }
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : typeof value === "object" ? "an object" : `a ${typeof value}`;
}
