import type { Contract, EventDefinition, Field } from "./model";

/** A JSON Schema, draft 2020-12. */
type JsonSchema = Readonly<Record<string, unknown>>;

/** Fields that every line has, whatever its event. */
export const alwaysRequired = ["timestamp", "level", "message"];

/**
 * The JSON Schema of one log line: every field at its path, and the level and required fields of each event. A line
 * without an event may have any of the fields; fields that are not in the contract are refused.
 */
export function logLineSchema(contract: Contract): JsonSchema {
  const root = tree(contract.fields);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `A log line of contract ${contract.name}`,
    ...objectSchema(
      root,
      alwaysRequired.filter((name) => Object.hasOwn(contract.fields, name)),
    ),
    allOf: Object.entries(contract.events).map(([name, event]) => ({
      if: { properties: { event: { const: name } }, required: ["event"] },
      then: eventSchema(event),
    })),
    ...("event" in contract.fields
      ? { dependentSchemas: { event: { properties: { event: { enum: Object.keys(contract.events) } } } } }
      : {}),
  };
}

type Group = Map<string, Group | Field>;

function tree(fields: Contract["fields"]): Group {
  const root: Group = new Map();
  for (const [name, field] of Object.entries(fields)) {
    const parts = name.split(".");
    const leaf = parts.pop() ?? name;
    let group = root;
    for (const part of parts) group = groupIn(group, part);
    group.set(leaf, field);
  }
  return root;
}

// A contract in which a field is also a group is refused by its check.
function groupIn(group: Group, name: string): Group {
  const known = group.get(name);
  if (known instanceof Map) return known;
  const made: Group = new Map();
  group.set(name, made);
  return made;
}

function objectSchema(group: Group, required: readonly string[] = []): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(
      [...group].map(([key, node]) => [key, node instanceof Map ? objectSchema(node) : fieldSchema(node)]),
    ),
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
  const { properties, ...rest } = requiring(event.required ?? []);
  return { ...rest, properties: { level: { const: event.level }, ...properties } };
}

interface Requiring {
  readonly type: "object";
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Requiring>>;
}

/** An object that has a value at each of the paths. */
function requiring(paths: readonly string[]): Requiring {
  const byHead = new Map<string, string[]>();
  for (const path of paths) {
    const [head = path, ...rest] = path.split(".");
    const below = byHead.get(head) ?? [];
    if (rest.length > 0) below.push(rest.join("."));
    byHead.set(head, below);
  }
  const groups = [...byHead]
    .filter(([, below]) => below.length > 0)
    .map(([head, below]) => [head, requiring(below)] as const);
  return {
    type: "object",
    ...(byHead.size === 0 ? {} : { required: [...byHead.keys()] }),
    ...(groups.length === 0 ? {} : { properties: Object.fromEntries(groups) }),
  };
}
