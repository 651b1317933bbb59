import type { Contract } from "./contract";
import type { EventDefinition } from "./events";
import type { Field } from "./fields";

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Fields that every line has, whatever its event. */
const alwaysRequired = ["timestamp", "level", "message"];

/**
 * The JSON Schema of one log line: every field where it stands, and per event its level and required fields. A line
 * without an event may have any of the fields; a field that the contract does not know is refused.
 */
export function logLineSchema(contract: Contract): JsonSchema {
  const root = tree(contract.fields);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `A log line of contract ${contract.name}`,
    ...objectSchema(root, alwaysRequired.filter((name) => Object.hasOwn(contract.fields, name))),
    allOf: Object.entries(contract.events).map(([name, event]) => ({
      if: { properties: { event: { const: name } }, required: ["event"] },
      then: eventSchema(event),
    })),
    ...("event" in contract.fields ? { dependentSchemas: { event: { properties: { event: { enum: Object.keys(contract.events) } } } } } : {}),
  };
}

interface Group {
  readonly [key: string]: Group | Field;
}

function tree(fields: Contract["fields"]): Group {
  const root: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const parts = name.split(".");
    const leaf = parts.pop() ?? name;
    let group = root;
    for (const part of parts) group = (group[part] ??= {}) as Record<string, unknown>;
    group[leaf] = field;
  }
  return root as Group;
}

function isField(node: Group | Field): node is Field {
  return typeof node["type"] === "string";
}

function objectSchema(group: Group, required: readonly string[] = []): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(Object.entries(group).map(([key, node]) => [key, isField(node) ? fieldSchema(node) : objectSchema(node)])),
    ...(required.length === 0 ? {} : { required }),
    additionalProperties: false,
  };
}

function fieldSchema(field: Field): JsonSchema {
  return {
    ...typeSchema(field),
    description: field.unit === undefined ? field.description : `${field.description} Unit: ${field.unit}.`,
    ...(field.values === undefined ? {} : { enum: field.values }),
  };
}

function typeSchema(field: Field): JsonSchema {
  switch (field.type) {
    case "timestamp":
      return { type: "string", format: "date-time" };
    case "string[]":
      return { type: "array", items: { type: "string" } };
    case "string":
    case "number":
    case "integer":
    case "boolean":
      return { type: field.type };
  }
}

function eventSchema(event: EventDefinition): JsonSchema {
  return { properties: { level: { const: event.level } }, ...requiredPaths(event.required ?? []) };
}

/** `required` at every depth of the given paths. */
function requiredPaths(paths: readonly string[]): JsonSchema {
  const byHead = new Map<string, string[]>();
  for (const path of paths) {
    const dot = path.indexOf(".");
    const head = dot < 0 ? path : path.slice(0, dot);
    const rest = byHead.get(head) ?? [];
    if (dot >= 0) rest.push(path.slice(dot + 1));
    byHead.set(head, rest);
  }
  if (byHead.size === 0) return {};
  const nested = [...byHead].filter(([, rest]) => rest.length > 0).map(([head, rest]) => ({ properties: { [head]: requiredPaths(rest) } }));
  return { required: [...byHead.keys()], ...(nested.length === 0 ? {} : { allOf: nested }) };
}
