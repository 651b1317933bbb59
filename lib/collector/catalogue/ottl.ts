import recorded from "./ottl.json";

/** What is known of OTTL, in any component that reads it. */
export interface OttlFacts {
  readonly functions: readonly OttlFunctionFacts[];

  /** What paths of a context may go on with, in any version: `attributes` of `span`. */
  readonly fields: Readonly<Record<string, readonly string[]>>;

  /** Names of numbers, in any context and version: `SPAN_KIND_SERVER`. */
  readonly enums: readonly string[];
}

/** A function of OTTL. */
export interface OttlFunctionFacts {
  /** Editors begin with a small letter, converters with a capital. */
  readonly name: string;

  /** The first version of the collector that has it, if that is not the first that was looked at. */
  readonly since?: string;

  /** The first version that does not have it any more. */
  readonly until?: string;

  /** What it takes, in any of its versions and contexts; undefined if that is not known, or it is not asked for. */
  readonly takes?: readonly OttlSignatureFacts[];
}

/** What a function takes in some versions. */
export interface OttlSignatureFacts {
  /**
   * Arguments in their order: the name of each, `?` if it may be left out, and what it is: `Target:path Limit:int Keys?:[]string`. A `value` may be
   * anything.
   */
  readonly as: string;

  /** The first version in which it may be so, if not all before. */
  readonly since?: string;

  /** The first version in which it is not so any more. */
  readonly until?: string;
}

const facts = recorded as OttlFacts;

/** All functions that are known, by name. */
export const ottlFunctions: ReadonlyMap<string, OttlFunctionFacts> = new Map(
  facts.functions.map((each) => [each.name, each]),
);

/** Fields of the contexts that are known, by context. */
export const ottlFields: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(facts.fields).map(([context, fields]) => [context, new Set(fields)]),
);

export const ottlEnums: ReadonlySet<string> = new Set(facts.enums);
