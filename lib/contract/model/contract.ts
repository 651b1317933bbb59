import type { EventDefinition, EventTable } from "./events";
import type { Field, FieldTable } from "./fields";
import type { Conventions, Line, LineDefinition } from "./line";
import type { Read } from "./predicate";
import type { Redaction } from "./redaction";
import type { Signal, SignalDefinition } from "./signals";

/** What a service's log lines are and what is counted from them: checked, and merged with everything it extends. */
export interface Contract<
  Fields extends FieldTable = FieldTable,
  Events extends EventTable = EventTable,
  SignalName extends string = string,
> {
  readonly name: string;
  readonly conventions: Conventions;

  /** Which fields hold the time, the level, the message, the event and the service, and how levels are written. */
  readonly line: Line;
  readonly fields: Fields;
  readonly events: Events;
  readonly signals: Readonly<Record<SignalName, Signal>>;
  readonly redaction: Redaction;
}

/** A contract as it is written, with types that are not yet narrowed: what YAML yields. */
export interface ContractDefinition {
  /** Short name, usually the service's. */
  readonly name: string;

  /**
   * The contract whose fields, events, signals and redaction this one adds to. Where both define something, this one's definition wins.
   *
   * @default - nothing is inherited, not even the standard fields
   */
  readonly extends?: Contract;

  /**
   * Whose rules the lines follow: `own` for lines as they are.
   *
   * @default - those of the contract that it extends; `standard` if there is none
   */
  readonly conventions?: Conventions;

  /**
   * Under conventions of one's own: which fields have which role, how levels are written, and whether lines are text. Adds to what the
   * extended contract says.
   *
   * @default - no field has a role
   */
  readonly line?: LineDefinition;
  readonly fields?: FieldTable;
  readonly events?: EventTable;
  readonly signals?: Readonly<Record<string, SignalDefinition>>;
  readonly redaction?: Partial<Redaction>;
}

/** Names of the fields that hold a number. */
export type NumberField<Fields extends FieldTable> = FieldWhere<Fields, { readonly type: "number" | "integer" }>;

/** Names of the fields that may become a dimension: with `values` or `bounded: true`, not PII. */
export type BoundedField<Fields extends FieldTable> = {
  [Name in keyof Fields & string]: Fields[Name] extends
    { readonly pii: true } | { readonly bounded: false } | { readonly type: "boolean" }
    ? never
    : Fields[Name] extends { readonly values: readonly string[] } | { readonly bounded: true }
      ? Name
      : never;
}[keyof Fields & string];

/** The reads that a predicate over these fields may have. */
export type ReadsOver<Fields extends FieldTable> = {
  [Name in keyof Fields & string]: Read<Name, "presence" | ReadableAs<Fields[Name]["type"]>>;
}[keyof Fields & string];

type ReadableAs<Type extends Field["type"]> = Type extends "number" | "integer"
  ? "number"
  : Type extends "boolean"
    ? "boolean"
    : "text";

type FieldWhere<Fields extends FieldTable, Shape> = {
  [Name in keyof Fields & string]: Fields[Name] extends Shape ? Name : never;
}[keyof Fields & string];

/** Types of JSON values by a field's type. */
interface ValueByType {
  string: string;
  number: number;
  integer: number;
  boolean: boolean;
  timestamp: string;
  "string[]": readonly string[];
}

/** The TypeScript type of a field's value. */
export type FieldValue<F extends Field> = F extends { readonly values: readonly (infer V)[] }
  ? V
  : ValueByType[F["type"]];

/** What a line of an event carries: the event's required and optional fields, nested as in the line. */
export type EventFields<C extends Contract, Name extends keyof C["events"]> = EventFieldsOf<
  C["fields"],
  C["events"][Name]
>;

type EventFieldsOf<Fields extends FieldTable, E extends EventDefinition> = Nested<
  {
    readonly [N in NamesIn<E["required"]> as N extends keyof Fields ? N : never]: FieldValue<Fields[N & keyof Fields]>;
  },
  { readonly [N in NamesIn<E["optional"]> as N extends keyof Fields ? N : never]: FieldValue<Fields[N & keyof Fields]> }
>;

type NamesIn<List> = List extends readonly (infer N extends string)[] ? N : never;

// Keys in brackets hold dots: `['log.level']`.
type Head<Path> = Path extends `['${infer K}']${infer R}`
  ? R extends "" | `.${string}`
    ? `['${K}']`
    : never
  : Path extends `${infer H}.${string}`
    ? H
    : Path;
type Rest<Path, H> = Path extends `${H & string}.${infer R}` ? R : never;
type Key<H> = H extends `['${infer K}']` ? K : H;
type Under<Flat, H> = { readonly [P in keyof Flat as Rest<P, H>]: Flat[P] };

/** Flat paths to nested objects; a group is required if something in it is. */
type Nested<Required, Optional> = Simplify<
  { readonly [H in Head<keyof Required> & string as Key<H>]: Member<Required, Optional, H> } & {
    readonly [H in Exclude<Head<keyof Optional>, Head<keyof Required>> & string as Key<H>]?: Member<
      Required,
      Optional,
      H
    >;
  }
>;
type Member<Required, Optional, H extends string> = H extends keyof Required
  ? Required[H]
  : H extends keyof Optional
    ? Optional[H]
    : Nested<Under<Required, H>, Under<Optional, H>>;
type Simplify<T> = { [K in keyof T]: T[K] };
