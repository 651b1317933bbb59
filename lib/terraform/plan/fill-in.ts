import { isRecord, own } from "../../base";
import { fromJson, isMapping, isSequence, isUnknown, object, tuple, unknown, type Value } from "../hcl/value";
import { isInstanceValue } from "./instance-value";
import { valueAt } from "./references";
import { resolveList, resolveText } from "./resolve";
import { asRecord, type Expressed, referencesOf } from "./shape";
import type { Standpoint } from "./standpoint";
import { untoldExpression } from "./untold";
import { writtenIn } from "./written";

/** An argument as a plan shows it, or a part of one. */
export interface PlannedArgument {
  readonly name: string;
  readonly value: unknown;
  /** Which parts of the value are known only after apply, as `after_unknown` says: true, or an object or list of such. */
  readonly open: unknown;
  readonly expressed: Expressed | undefined;
}

const LISTS: ReadonlySet<string> = new Set([
  "alarm_actions",
  "ok_actions",
  "insufficient_data_actions",
  "sns_topic_arns",
  "alarm_names",
]);

/** Arguments that are maps. For a map with one unknown value, a plan shows the same as for a reference to a whole map. */
const MAPS: ReadonlySet<string> = new Set(["dimensions", "tags", "tags_all"]);

/** The value of an argument, with its unknown parts filled in from the expression. */
export function fillIn(argument: PlannedArgument, at: Standpoint): Value {
  const { value, open, expressed } = argument;
  if (open === true) return whole(argument, at);
  // An expression of JSON syntax is one value, and its parts are taken from it.
  if (writtenIn(expressed, at)?.kind === "json" && hasUnknown(open)) return merged(value, open, whole(argument, at));
  if (Array.isArray(open)) return fillInItems(argument, open as readonly unknown[], at);
  if (isRecord(open) && isRecord(value)) {
    const names = new Set([...Object.keys(value), ...Object.keys(open)]);
    return object(
      [...names].map((field) => {
        const part = {
          name: field,
          value: own(value, field),
          open: own(open, field),
          expressed: memberOf(expressed, field),
        };
        return [field, fillIn(part, at)] as const;
      }),
    );
  }
  return fromJson(value);
}

function whole(argument: PlannedArgument, at: Standpoint): Value {
  const { name, expressed } = argument;
  if (LISTS.has(name)) return resolveList(name, expressed, at);
  return MAPS.has(name) ? wholeMap(argument, at) : resolveText(name, expressed, at);
}

function wholeMap({ name, expressed }: PlannedArgument, at: Standpoint): Value {
  const value = valueAt(expressed, at);
  if (value !== undefined && isMapping(value) && !isInstanceValue(value)) return value;
  const found = resolveText(name, expressed, at);
  return isUnknown(found) ? found : untoldExpression(referencesOf(expressed));
}

function hasUnknown(open: unknown): boolean {
  if (typeof open !== "object" || open === null) return open === true;
  return Object.values(open).some(hasUnknown);
}

/** What the plan knows of a value; the parts that it does not know are taken from the evaluated expression. */
function merged(value: unknown, open: unknown, evaluated: Value): Value {
  if (open === true) return evaluated;
  if (!hasUnknown(open)) return fromJson(value);
  if (Array.isArray(open)) {
    const known: readonly unknown[] = Array.isArray(value) ? value : [];
    if (!isSequence(evaluated)) return isUnknown(evaluated) ? evaluated : fromJson(value);
    const { items } = evaluated;
    if (items.length !== Math.max(known.length, open.length)) return evaluated;
    return tuple(items.map((item, index) => merged(known[index], open[index], item)));
  }
  if (!isRecord(open) || !isRecord(value)) return evaluated;
  const names = new Set([...Object.keys(value), ...Object.keys(open)]);
  const part = (field: string): Value => {
    if (isUnknown(evaluated)) return evaluated;
    return isMapping(evaluated) ? (evaluated.entries.get(field) ?? null) : null;
  };
  return object([...names].map((field) => [field, merged(own(value, field), own(open, field), part(field))] as const));
}

function fillInItems(argument: PlannedArgument, open: readonly unknown[], at: Standpoint): Value {
  const { name, value, expressed } = argument;
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const unknowns = open.filter((part) => part === true).length;
  const resolved = unknowns === 0 ? [] : unknownItems(name, unknowns, expressed, at);
  let next = 0;
  return tuple(
    Array.from({ length: Math.max(items.length, open.length) }, (_, index) =>
      open[index] === true
        ? (resolved[next++] ?? null)
        : fillIn({ name, value: items[index], open: open[index], expressed: blockOf(argument, index, at) }, at),
    ),
  );
}

/** A value for each unknown item: those that the expression refers to if there are as many, otherwise unknown values. */
function unknownItems(name: string, count: number, expressed: Expressed | undefined, at: Standpoint): readonly Value[] {
  const resolved = resolveList(name, expressed, at);
  if (isSequence(resolved) && resolved.items.length === count) return resolved.items;
  const why = isUnknown(resolved) ? resolved : unknown({ kind: "known-after-apply", untold: { what: "item" } });
  return Array.from({ length: count }, () => why);
}

/**
 * The expression of one of several blocks. Blocks that are a set have another order in a plan's values than in its configuration:
 * their constants tell which is which. A single block may be written without a list.
 */
function blockOf({ expressed, value }: PlannedArgument, index: number, at: Standpoint): Expressed | undefined {
  if (!Array.isArray(expressed)) return expressed;
  const blocks = expressed as readonly Expressed[];
  const same = blocks[index];
  const item: unknown = Array.isArray(value) ? value[index] : undefined;
  const fitting = blocks.filter((block) => fits(block, item, at));
  return same === undefined || fitting.includes(same) || fitting.length !== 1 ? same : fitting[0];
}

/** Whether the constants of a block are what a plan has for it. */
function fits(block: Expressed, item: unknown, at: Standpoint): boolean {
  if (!isRecord(item)) return true;
  return Object.entries(block as Readonly<Record<string, Expressed>>).every(([name, expressed]) => {
    const written = writtenIn(expressed, at);
    const constant = written?.kind === "constant" ? plainText(written.value) : undefined;
    const known = plainText(own(item, name));
    return constant === undefined || known === undefined || constant === known;
  });
}

/** A value as a text; undefined for collections and null. */
function plainText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

/** The expression of a block's member; of a map, a plan has only the expression of the whole. */
function memberOf(expressed: Expressed | undefined, name: string): Expressed | undefined {
  if (expressed === undefined || Array.isArray(expressed)) return undefined;
  if (Object.hasOwn(expressed, "references") || Object.hasOwn(expressed, "constant_value")) return expressed;
  return own(asRecord(expressed), name) as Expressed | undefined;
}
