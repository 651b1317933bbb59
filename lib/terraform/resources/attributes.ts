import type { UnresolvedReason } from "../reason";
import type { Unresolved } from "../template";
import { toBool, toNumber, toText } from "../hcl/convert";
import { EvaluationFault } from "../hcl/errors";
import { isMapping, isSequence, isUnknown, kindOf, unknown, unknownIn, type Unknown, type Value } from "../hcl/value";
import type { Instance } from "../instance";

/** Reads the attributes of a resource or of a block in it. What cannot be read is noted, once, and undefined. */
export interface Attributes {
  /** A text, also an empty one. */
  readonly text: (name: string) => string | undefined;
  /** A text; undefined where it is empty, which the provider takes for absent. */
  readonly given: (name: string) => string | undefined;
  readonly number: (name: string) => number | undefined;
  readonly bool: (name: string, otherwise: boolean) => boolean;
  readonly texts: (name: string) => readonly string[];
  readonly map: (name: string) => Readonly<Record<string, string>>;
  /** Blocks of a name: an object, or a list of them. */
  readonly blocks: (name: string) => readonly Attributes[];
  /** Whether there is something, known or not. */
  readonly has: (name: string) => boolean;
  /** Whether there is something that is not known; asking for it notes nothing. */
  readonly isOpen: (name: string) => boolean;
  /** Notes that an attribute cannot be used, and why. */
  readonly note: (name: string, reason: UnresolvedReason) => void;
}

/** Opens an instance for reading; `unresolved` fills while it is read. */
export function attributesOf(instance: Instance): { attributes: Attributes; unresolved: readonly Unresolved[] } {
  const unresolved: Unresolved[] = [];
  const note = (attribute: string, { expression, reason }: Unknown): void => {
    if (!unresolved.some((fact) => fact.attribute === attribute))
      unresolved.push({ address: instance.address, attribute, expression, reason });
  };
  // Attributes that nobody listed would be made up: here they are absent, and have the provider's default.
  const listed = new Set(instance.values.keys());
  const get = (name: string): Value => (listed.has(name) ? (instance.values.get(name) ?? null) : null);
  return { attributes: reader(get, "", note), unresolved };
}

function reader(
  get: (name: string) => Value,
  prefix: string,
  note: (attribute: string, why: Unknown) => void,
): Attributes {
  const read = <T>(name: string, value: Value, convert: (value: Value) => T): T | undefined => {
    if (value === null) return undefined;
    if (isUnknown(value)) {
      note(prefix + name, value);
      return undefined;
    }
    try {
      return convert(value);
    } catch (fault) {
      if (!(fault instanceof EvaluationFault)) throw fault;
      note(prefix + name, unknown({ kind: "not-of-its-type", text: fault.message }));
      return undefined;
    }
  };
  const text = (name: string): string | undefined => read(name, get(name), (value) => toText(value));
  const given = (name: string): string | undefined => {
    const present = text(name);
    return present === "" ? undefined : present;
  };
  return {
    text,
    given,
    number: (name) => {
      const value = get(name);
      return value === "" ? undefined : read(name, value, (present) => toNumber(present));
    },
    bool: (name, otherwise) => read(name, get(name), (value) => toBool(value)) ?? otherwise,
    texts: (name) =>
      (read(name, get(name), listItems) ?? []).flatMap((item, index) => {
        const one = read(`${name}[${index}]`, item, (value) => toText(value, "an item"));
        return one === undefined ? [] : [one];
      }),
    map: (name) => {
      const entries = read(name, get(name), mapEntries) ?? new Map<string, Value>();
      const known = [...entries].flatMap(([key, item]) => {
        const one = read(`${name}.${key}`, item, (value) => toText(value));
        return one === undefined ? [] : [[key, one] as const];
      });
      return Object.fromEntries(known);
    },
    blocks: (name) => {
      const value = get(name);
      const items = isMapping(value) ? [value] : (read(name, value, listItems) ?? []);
      return items.flatMap((item, index) => {
        const place = `${name}[${index}]`;
        const block = read(place, item, mapEntries);
        return block === undefined ? [] : [reader((inner) => block.get(inner) ?? null, `${prefix}${place}.`, note)];
      });
    },
    has: (name) => {
      const value = get(name);
      return value !== null && value !== "" && !(isSequence(value) && value.items.length === 0);
    },
    isOpen: (name) => isUnknown(get(name)),
    note: (name, reason) => {
      const value = get(name);
      note(prefix + name, unknown(reason, unknownIn(value)?.expression));
    },
  };
}

function listItems(value: Value): readonly Value[] {
  if (isSequence(value)) return value.items;
  throw new EvaluationFault(`a list is required, not ${kindOf(value)}`);
}

function mapEntries(value: Value): ReadonlyMap<string, Value> {
  if (isMapping(value)) return value.entries;
  throw new EvaluationFault(`an object is required, not ${kindOf(value)}`);
}
