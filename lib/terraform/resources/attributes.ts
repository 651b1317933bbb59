import type { UnresolvedReason } from "../reason";
import type { Unresolved } from "../template";
import { toBool, toNumber, toText } from "../hcl/convert";
import { EvaluationFault } from "../hcl/errors";
import { isMapping, isSequence, isUnknown, kindOf, unknown, unknownIn, type Unknown, type Value } from "../hcl/value";
import type { Instance } from "../instance";

/** Opens an instance for reading; `unresolved` fills while it is read. */
export function attributesOf(instance: Instance): { attributes: Attributes; unresolved: readonly Unresolved[] } {
  const unresolved: Unresolved[] = [];
  const note = (attribute: string, { expression, reason }: Unknown): void => {
    if (!unresolved.some((fact) => fact.attribute === attribute))
      unresolved.push({ address: instance.address, attribute, expression, reason });
  };
  // An instance may make up attributes that it does not list: these are absent here, and have the provider's default.
  const listed = new Set(instance.values.keys());
  const get = (name: string): Value => (listed.has(name) ? (instance.values.get(name) ?? null) : null);
  return { attributes: new Attributes(get, "", note), unresolved };
}

/** The attributes of a resource, or of a block in it. One that cannot be read is noted once, and is undefined. */
export class Attributes {
  readonly #get: (name: string) => Value;
  readonly #prefix: string;
  readonly #note: (attribute: string, why: Unknown) => void;

  constructor(get: (name: string) => Value, prefix: string, note: (attribute: string, why: Unknown) => void) {
    this.#get = get;
    this.#prefix = prefix;
    this.#note = note;
  }

  /** A text, which may be empty. */
  text(name: string): string | undefined {
    return this.#read(name, this.#get(name), (value) => toText(value));
  }

  /** A text; undefined where it is empty, which the provider treats as absent. */
  given(name: string): string | undefined {
    const present = this.text(name);
    return present === "" ? undefined : present;
  }

  number(name: string): number | undefined {
    const value = this.#get(name);
    return value === "" ? undefined : this.#read(name, value, (present) => toNumber(present));
  }

  bool(name: string, otherwise: boolean): boolean {
    return this.#read(name, this.#get(name), (value) => toBool(value)) ?? otherwise;
  }

  /** Texts, each once: what is read are sets. */
  texts(name: string): readonly string[] {
    const all = (this.#read(name, this.#get(name), listItems) ?? []).flatMap((item, index) => {
      const one = this.#read(`${name}[${index}]`, item, (value) => toText(value, "an item"));
      return one === undefined ? [] : [one];
    });
    return [...new Set(all)];
  }

  map(name: string): Readonly<Record<string, string>> {
    const entries = this.#read(name, this.#get(name), mapEntries) ?? new Map<string, Value>();
    const known = [...entries].flatMap(([key, item]) => {
      const one = this.#read(`${name}.${key}`, item, (value) => toText(value));
      return one === undefined ? [] : [[key, one] as const];
    });
    return Object.fromEntries(known);
  }

  /** Blocks of a name: an object, or a list of objects. */
  blocks(name: string): readonly Attributes[] {
    const value = this.#get(name);
    const items = isMapping(value) ? [value] : (this.#read(name, value, listItems) ?? []);
    return items.flatMap((item, index) => {
      const place = `${name}[${index}]`;
      const block = this.#read(place, item, mapEntries);
      if (block === undefined) return [];
      return [new Attributes((inner) => block.get(inner) ?? null, `${this.#prefix}${place}.`, this.#note)];
    });
  }

  /** Whether there is a value, known or not. */
  has(name: string): boolean {
    const value = this.#get(name);
    return value !== null && value !== "" && !(isSequence(value) && value.items.length === 0);
  }

  /** Whether there is a value that is not known. Notes nothing. */
  isOpen(name: string): boolean {
    return isUnknown(this.#get(name));
  }

  /** Notes that an attribute cannot be used, and why. */
  note(name: string, reason: UnresolvedReason): void {
    this.#note(this.#prefix + name, unknown(reason, unknownIn(this.#get(name))?.expression));
  }

  #read<T>(name: string, value: Value, convert: (value: Value) => T): T | undefined {
    if (value === null) return undefined;
    if (isUnknown(value)) {
      this.#note(this.#prefix + name, value);
      return undefined;
    }
    try {
      return convert(value);
    } catch (fault) {
      if (!(fault instanceof EvaluationFault)) throw fault;
      this.#note(this.#prefix + name, unknown({ kind: "not-of-its-type", text: fault.message }));
      return undefined;
    }
  }
}

function listItems(value: Value): readonly Value[] {
  if (isSequence(value)) return value.items;
  throw new EvaluationFault(`a list is required, not ${kindOf(value)}`);
}

function mapEntries(value: Value): ReadonlyMap<string, Value> {
  if (isMapping(value)) return value.entries;
  throw new EvaluationFault(`an object is required, not ${kindOf(value)}`);
}
