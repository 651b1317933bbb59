import { print } from "../pattern";
import {
  alwaysRequired,
  type Contract,
  type EventDefinition,
  type Field,
  keysOf,
  levelNames,
  namesEvents,
  type Spelling,
} from "./model";

/** A JSON Schema, draft 2020-12. */
type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of one log line: every field at its path, and the level and required fields of each event. A line
 * without an event may have any of the fields; fields that are not in the contract are refused, but for contracts with conventions of
 * their own. Lines of text are strings.
 */
export function logLineSchema(contract: Contract): JsonSchema {
  const { events, fields, line } = contract;
  const head = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `A log line of contract ${contract.name}`,
  };
  if (line.text !== undefined)
    return { ...head, type: "string", description: `Text with the parts ${print(line.text)}.` };
  const field = line.event;
  const hasField = field !== undefined && Object.hasOwn(fields, field);
  const known = field !== undefined && hasField && namesEvents(line);
  const isOwn = contract.conventions === "own";
  const required = alwaysRequired(line).filter((name) => Object.hasOwn(fields, name));
  const nested = required.filter((name) => keysOf(name).length > 1);
  const rules: readonly object[] = [
    ...(nested.length === 0 ? [] : [requiring(nested)]),
    ...(field === undefined
      ? []
      : Object.entries(events).map(([name, event]) => ({
          if: { allOf: [requiring([field]), at(field, { const: name })] },
          then: { allOf: [requiring(event.required ?? []), ...levelOfEvent(contract, event)] },
        }))),
    ...(known ? [at(field, { enum: [...Object.keys(events), ...(isOwn ? [null] : [])] })] : []),
  ];
  return {
    ...head,
    ...objectSchema(treeOf(contract, isOwn ? required : undefined), {
      isClosed: !isOwn,
      required: required.flatMap((name) => (nested.includes(name) ? [] : keysOf(name))),
    }),
    ...(rules.length === 0 ? {} : { allOf: rules }),
  };
}

/** A field, with the numbers or texts that it may be if it is the level, and whether it may be null instead. */
type Leaf = Field & { readonly spellings?: readonly Spelling[]; readonly mayBeNull: boolean };
type Group = Map<string, Group | Leaf>;

/** @param neverNull the fields that are never null; undefined: all are not */
function treeOf({ fields, line }: Contract, neverNull: readonly string[] | undefined): Group {
  const root: Group = new Map();
  for (const [name, field] of Object.entries(fields)) {
    const keys = [...keysOf(name)];
    const leaf = keys.pop() ?? name;
    let group = root;
    for (const key of keys) group = groupIn(group, key);
    const mayBeNull = neverNull?.includes(name) === false;
    group.set(leaf, {
      ...field,
      mayBeNull,
      ...(name === line.level ? { spellings: levelNames.flatMap((each) => line.levels[each]) } : {}),
    });
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

function objectSchema(
  group: Group,
  { isClosed, required = [] }: { readonly isClosed: boolean; readonly required?: readonly string[] },
): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(
      [...group].map(([key, node]) => [
        key,
        node instanceof Map ? orNull(objectSchema(node, { isClosed }), !isClosed) : fieldSchema(node),
      ]),
    ),
    ...(required.length === 0 ? {} : { required }),
    ...(isClosed ? { additionalProperties: false } : {}),
  };
}

function fieldSchema(field: Leaf): JsonSchema {
  const values = field.values ?? field.spellings;
  return {
    ...orNull(typeSchema(field), field.mayBeNull),
    description: field.unit === undefined ? field.description : `${field.description} Unit: ${field.unit}.`,
    ...(values === undefined ? {} : { enum: field.mayBeNull ? [...values, null] : values }),
  };
}

function orNull(schema: JsonSchema, mayBeNull: boolean): JsonSchema {
  return mayBeNull ? { ...schema, type: [schema.type, "null"] } : schema;
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

function levelOfEvent({ line }: Contract, { level }: EventDefinition): readonly JsonSchema[] {
  return line.level === undefined ? [] : [at(line.level, { enum: line.levels[level] })];
}

/** An object that has, if anything, such a value at the field's place. */
function at(field: string, schema: JsonSchema): JsonSchema {
  return keysOf(field).reduceRight<JsonSchema>((inner, key) => ({ properties: { [key]: inner } }), schema);
}

interface Requiring {
  readonly type: "object";
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Requiring>>;
}

/** An object that has a value at each of the paths. */
function requiring(names: readonly string[]): Requiring {
  return requiringKeys(names.map(keysOf));
}

function requiringKeys(paths: readonly (readonly string[])[]): Requiring {
  const byHead = new Map<string, (readonly string[])[]>();
  for (const [head = "", ...rest] of paths) {
    const below = byHead.get(head) ?? [];
    if (rest.length > 0) below.push(rest);
    byHead.set(head, below);
  }
  const groups = [...byHead].flatMap(([head, below]) =>
    below.length === 0 ? [] : [[head, requiringKeys(below)] as const],
  );
  return {
    type: "object",
    ...(byHead.size === 0 ? {} : { required: [...byHead.keys()] }),
    ...(groups.length === 0 ? {} : { properties: Object.fromEntries(groups) }),
  };
}
