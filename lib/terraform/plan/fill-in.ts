import { own } from "../../base";
import { fromJson, isSequence, isUnknown, object, tuple, unknown, type Value } from "../hcl/value";
import { resolveList, resolveText } from "./resolve";
import { asRecord, type Expressed } from "./shape";
import type { Standpoint } from "./standpoint";

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

/** The value of an argument, with its unknown parts filled in from the expression. */
export function fillIn(argument: PlannedArgument, at: Standpoint): Value {
  const { name, value, open, expressed } = argument;
  if (open === true) return LISTS.has(name) ? resolveList(name, expressed, at) : resolveText(name, expressed, at);
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

function fillInItems({ name, value, expressed }: PlannedArgument, open: readonly unknown[], at: Standpoint): Value {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const unknowns = open.filter((part) => part === true).length;
  const resolved = unknowns === 0 ? [] : unknownItems(name, unknowns, expressed, at);
  let next = 0;
  return tuple(
    Array.from({ length: Math.max(items.length, open.length) }, (_, index) =>
      open[index] === true
        ? (resolved[next++] ?? null)
        : fillIn({ name, value: items[index], open: open[index], expressed: elementOf(expressed, index) }, at),
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

/** The expression of one of several blocks; a single block may be written without a list. */
function elementOf(expressed: Expressed | undefined, index: number): Expressed | undefined {
  if (Array.isArray(expressed)) return (expressed as readonly Expressed[])[index];
  return expressed;
}

/** The expression of a block's member; of a map, a plan has only the expression of the whole. */
function memberOf(expressed: Expressed | undefined, name: string): Expressed | undefined {
  if (expressed === undefined || Array.isArray(expressed)) return undefined;
  if (Object.hasOwn(expressed, "references") || Object.hasOwn(expressed, "constant_value")) return expressed;
  return own(asRecord(expressed), name) as Expressed | undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
