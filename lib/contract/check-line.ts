import { alwaysRequired } from "./json-schema";
import { didYouMean } from "../base";
import type { Contract, Field } from "./model";

/** What of a log line its contract does not know. */
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
  /** A sentence without the line's own values, unless the field's values are a closed set: the same problem of many lines is the same text. */
  readonly message: string;
}

/** Compiles a contract into a check of parsed log lines: the same rules as its JSON Schema (`logLineSchema`), said field by field. */
export function lineChecker(contract: Contract): (line: unknown) => LineProblem[] {
  const { fields, events } = contract;
  const groups = new Set(
    Object.keys(fields).flatMap((name) =>
      name
        .split(".")
        .slice(0, -1)
        .map((_, at, parts) => parts.slice(0, at + 1).join(".")),
    ),
  );
  const required = alwaysRequired.filter((name) => Object.hasOwn(fields, name));

  function walk(
    value: Readonly<Record<string, unknown>>,
    prefix: string,
    found: Set<string>,
    problems: LineProblem[],
  ): void {
    for (const [key, child] of Object.entries(value)) {
      const path = prefix + key;
      const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
      // A dotted key is not a path: a metric filter would not find it.
      if (field !== undefined && !key.includes(".")) {
        found.add(path);
        const problem = wrongValue(path, field, child);
        if (problem !== undefined) problems.push(problem);
      } else if (groups.has(path) && !key.includes(".")) {
        found.add(path);
        if (isObject(child)) walk(child, `${path}.`, found, problems);
        else problems.push({ kind: "wrong-type", field: path, message: `${path} holds fields and must be an object` });
      } else {
        const known = key.includes(".")
          ? " A key with a dot in it is not found by metric filters: nest the objects."
          : didYouMean(path, Object.keys(fields));
        problems.push({
          kind: "unknown-field",
          field: path,
          message: `${path} is not a field of the contract ${contract.name}.${known}`,
        });
      }
    }
  }

  return (line) => {
    if (!isObject(line)) return [{ kind: "not-an-object", field: "", message: "the line is not a JSON object" }];
    const problems: LineProblem[] = [];
    const found = new Set<string>();
    walk(line, "", found, problems);
    const name = line.event;
    const event = typeof name === "string" && Object.hasOwn(events, name) ? events[name] : undefined;
    if (name !== undefined && Object.hasOwn(fields, "event") && event === undefined) {
      const text = typeof name === "string" ? JSON.stringify(name) : typeof name;
      const known = typeof name === "string" ? didYouMean(name, Object.keys(events)) : "";
      problems.push({
        kind: "unknown-event",
        field: "event",
        message: `event ${text} is not declared in the contract ${contract.name}.${known}`,
      });
    }
    if (event !== undefined && line.level !== undefined && line.level !== event.level)
      problems.push({
        kind: "wrong-level",
        field: "level",
        message: `event ${String(name)} has level ${event.level}, not ${JSON.stringify(line.level)}`,
      });
    const of = event === undefined ? "every line" : `event ${String(name)}`;
    for (const path of new Set([...required, ...(event?.required ?? [])]))
      if (!found.has(path))
        problems.push({ kind: "missing-field", field: path, message: `${of} has ${path}, and the line has not` });
    return problems;
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
    return { kind: "unknown-value", field: path, message: `${path} is none of ${field.values.join(", ")}` };
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
      return typeof value === "string" && RFC3339.test(value) && !Number.isNaN(Date.parse(value));
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
