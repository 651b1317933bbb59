import { z } from "zod";
import { type TextKind, textRules, textShape } from "../../aws";
import { expected } from "../../base";
import { placeholderShape } from "../placeholders";

/** Text of a given form. */
export function text(noun: string, fix: string, form?: RegExp): z.ZodString {
  return textOf(expected(noun, fix), form);
}

/** What a text must look like. */
export interface TextForm {
  /** With its article: `an e-mail address`. */
  readonly noun: string;
  readonly fix: string;
  readonly shape: RegExp;

  /** True for a text that refers to a secret: see {@link hiddenText}. */
  readonly hidden?: boolean;
}

/** Text of a form. */
export function formed({ fix, hidden, noun, shape }: TextForm): z.ZodString {
  return textOf(expected(noun, fix, undefined, hidden), shape);
}

/** Text of a form that placeholders may be part of: with one, a rule checks it once the placeholder is filled in. */
export function expandable(form: TextForm): z.ZodString {
  const { flags, source } = form.shape;
  return formed({ ...form, shape: new RegExp(`(?:${source})|${placeholderShape.source}`, flags) });
}

/** The form of a text that AWS accepts. */
export function acceptedForm(kind: TextKind, noun: string, example?: string): TextForm {
  const fix = `Use ${textRules[kind].form}${example === undefined ? "" : `: ${example}`}.`;
  return { noun, fix, shape: textShape(kind) };
}

/** Text that AWS accepts as a name, or as another short text. */
export function accepted(kind: TextKind, noun: string, example?: string): z.ZodString {
  return formed(acceptedForm(kind, noun, example));
}

/** Text that refers to a secret. Users may write the secret itself by mistake, so findings never show the value. */
export function hiddenText(noun: string, fix: string, form: RegExp): z.ZodString {
  return textOf(expected(noun, fix, undefined, true), form);
}

function textOf(error: string, form?: RegExp): z.ZodString {
  const base = z.string({ error }).min(1, { error });
  return form === undefined ? base : base.regex(form, { error });
}

/** A sentence or two for people. */
export function prose(noun: string, fix: string): z.ZodString {
  return text(noun, fix, /\S/);
}

/** A finite number, both limits included. */
export function number(
  noun: string,
  fix: string,
  limits: { min?: number; max?: number; above?: number } = {},
): z.ZodNumber {
  const error = expected(noun, fix);
  let schema = z.number({ error });
  if (limits.min !== undefined) schema = schema.min(limits.min, { error });
  if (limits.above !== undefined) schema = schema.gt(limits.above, { error });
  if (limits.max !== undefined) schema = schema.max(limits.max, { error });
  return schema;
}

/** A whole number, both limits included. */
export function count(noun: string, fix: string, limits: { min: number; max?: number }): z.ZodNumber {
  return number(noun, fix, limits).int({ error: expected(noun, fix) });
}

export function flag(): z.ZodBoolean {
  return z.boolean({ error: expected("true or false", "Write true or false, without quotes.") });
}

/** One of a closed set of words. */
export function oneOf<const Values extends readonly string[]>(noun: string, values: Values) {
  return z.enum(values, { error: expected(noun, `Use one of ${values.join(", ")}.`, values) });
}

export function list<Item extends z.ZodType>(noun: string, item: Item, limits: { min?: number; max?: number } = {}) {
  const error = expected(noun, limitsFix(limits));
  let schema = z.array(item, { error });
  if (limits.min !== undefined) schema = schema.min(limits.min, { error });
  if (limits.max !== undefined) schema = schema.max(limits.max, { error });
  return schema.readonly();
}

/** An object whose keys are the user's. */
export function table<Key extends z.ZodString, Value extends z.ZodType>(noun: string, key: Key, value: Value) {
  return z.record(key, value, { error: expected(noun, "Write an object with one entry for each name.") });
}

/** An object with known keys; any other key is refused. */
export function object<Shape extends z.core.$ZodLooseShape>(noun: string, shape: Shape) {
  const keys = Object.keys(shape);
  const fix =
    keys.length === 0 ? "Write {}." : `Write an object with ${keys.length > 1 ? "some of " : ""}${keys.join(", ")}.`;
  const unknown = keys.length === 0 ? "Leave it out." : `Keys of ${noun} are ${keys.join(", ")}.`;
  return z.strictObject(shape, {
    error: (issue) => expected(noun, issue.code === "unrecognized_keys" ? unknown : fix, keys),
  });
}

/** One of several shapes. The keys that a value has decide which one was meant. */
export function either<const Options extends readonly z.ZodType[]>(
  noun: string,
  fix: string,
  options: Options,
  { hidden = false }: { hidden?: boolean } = {},
) {
  return z.union(options, { error: expected(noun, fix, undefined, hidden) });
}

function limitsFix({ min = 0, max }: { min?: number; max?: number }): string {
  if (max !== undefined) return `Write a list of ${min === 0 ? "at most" : `${min} to`} ${max} entries: [a, b].`;
  return min === 0 ? "Write a list: [a, b]." : "Write a list with at least one entry: [a, b].";
}
