import type { z } from "zod";
import { readExpectation } from "../lib/base/expectation";

/** The part of a schema's definition that documents are written from. */
export interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly keyType?: Schema;
  readonly valueType?: Schema;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly unknown[];
}

/** A schema as documents see it. */
export type Schema = z.ZodType & { readonly _zod: { readonly def: Definition; readonly parent?: Schema } };

/** The schema, and those behind it: a description that was added to a schema makes another one of it. */
export function* selfAndBefore(schema: Schema): Generator<Schema> {
  for (let each: Schema | undefined = schema; each !== undefined; each = each._zod.parent) yield each;
}

/** The id that a schema has in the JSON Schema. */
export function idOf(schema: Schema): string | undefined {
  for (const each of selfAndBefore(schema)) {
    const id = each.meta()?.id;
    if (id !== undefined) return id;
  }
  return undefined;
}

/** The schema without what makes it optional, nullable or readonly. */
export function bare(schema: Schema): Schema {
  const { def } = schema._zod;
  return ["optional", "nullable", "readonly"].includes(def.type) ? bare(need(def.innerType)) : schema;
}

/** The forms of a union, also those of unions in it that have no id of their own. */
export function formsOf(union: Schema): readonly Schema[] {
  return need(union._zod.def.options).flatMap((option) =>
    option._zod.def.type === "union" && idOf(option) === undefined ? formsOf(option) : [option],
  );
}

export function isOptional(schema: Schema): boolean {
  return schema._zod.def.type === "optional";
}

/** What tells an object from the other objects of its union: its literal, or its first key; empty if there is no other. */
export function toldBy(option: Schema, options: readonly Schema[]): string {
  const objects = options.filter(({ _zod }) => _zod.def.type === "object");
  if (option._zod.def.type !== "object" || objects.length < 2) return "";
  return literalOf(option) ?? Object.keys(need(option._zod.def.shape))[0] ?? "";
}

/** The literal that an object begins with: its type. */
export function literalOf(object: Schema): string | undefined {
  const [first] = Object.values(object._zod.def.shape ?? {});
  const [value] = first?._zod.def.type === "literal" ? (first._zod.def.values ?? []) : [];
  return typeof value === "string" ? value : undefined;
}

/** What a schema calls its values, and how they are written, as its findings say it. */
export function expectationOf(schema: Schema): { readonly noun: string; readonly fix: string } | undefined {
  // No value of a configuration: every schema objects to it.
  const { error } = schema.safeParse(Symbol("no value"));
  const [issue] = error?.issues ?? [];
  return issue === undefined ? undefined : readExpectation(issue.message);
}

export function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the documents do not know this form of a schema");
  return value;
}
