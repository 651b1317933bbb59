import { z } from "zod";
import { readDuration } from "../../../aws";
import { expected, objection, type Objection, type Path } from "../../../base";
import type { Value } from "../telemetry";

/** A text that is not empty. */
export function text(noun: string): z.ZodString {
  const error = expected(noun, "Write a text that is not empty.");
  return z.string({ error }).regex(/\S/, { error });
}

/** One text or a list of at least one. */
export function texts(noun: string) {
  const one = text(noun);
  const several = list(noun, one).min(1, { error: expected(noun, "Write at least one.") });
  return either(noun, "Write a text, or a list of texts.", [one.transform((each) => [each]), several]);
}

/** A whole number, both limits included. */
export function whole(noun: string, { min = 0, max = 1_000_000 }: { min?: number; max?: number } = {}): z.ZodNumber {
  const error = expected(noun, `Write a whole number from ${min} to ${max}.`);
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
}

export function number(noun: string): z.ZodNumber {
  return z.number({ error: expected(noun, "Write a number, without quotes.") });
}

export function flag(): z.ZodBoolean {
  return z.boolean({ error: expected("true or false", "Write true or false, without quotes.") });
}

/** One of a closed set of words. */
export function oneOf<const Values extends readonly string[]>(noun: string, values: Values) {
  return z.enum(values, { error: expected(noun, `Write one of ${values.join(", ")}.`, values) });
}

export function list<Item extends z.ZodType>(noun: string, item: Item) {
  return z.array(item, { error: expected(noun, 'Write a list: "- " before each entry.') });
}

/** An object with known keys; any other key is refused. */
export function object<Shape extends z.core.$ZodLooseShape>(noun: string, shape: Shape) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys"
        ? expected(noun, `Its keys are ${keys.join(", ")}.`, keys)
        : expected(noun, `Write an object with ${keys.join(", ")}.`, keys),
  });
}

/** One of several shapes; the keys that a value has decide which of them was meant. */
export function either<const Options extends readonly [z.ZodType, z.ZodType, ...z.ZodType[]]>(
  noun: string,
  fix: string,
  options: Options,
) {
  return z.union(options, { error: expected(noun, fix) });
}

/** Milliseconds. */
export function duration(noun = "a duration") {
  const error = expected(noun, "Write a duration such as 120ms, 2s, 5m or 1h30m.");
  return z.string({ error }).transform((given, context) => {
    const milliseconds = readDuration(given);
    if (milliseconds !== undefined) return milliseconds;
    context.addIssue({ code: "custom", message: error, input: given });
    return z.NEVER;
  });
}

/** A share from 0 to 1. */
export function percentage(noun = "a percentage") {
  const error = expected(noun, "Write a percentage from 0% to 100%, such as 3% or 0.5%.");
  return z.string({ error }).transform((given, context) => {
    const share = percentageOf(given);
    if (share !== undefined) return share;
    context.addIssue({ code: "custom", message: error, input: given });
    return z.NEVER;
  });
}

/** A share from 0 to 1; undefined for a text that is not a percentage. */
export function percentageOf(written: string): number | undefined {
  const [, digits] = /^(\d{1,3}(?:\.\d{1,6})?)\s?%$/.exec(written) ?? [];
  const share = Number(digits) / 100;
  return share <= 1 ? share : undefined;
}

/** Any value that an attribute can have. */
export const attributeValue: z.ZodType<Value> = z.json({
  error: expected("a value", "Write a text, a number, true, false, a list or an object."),
});

export function attributes(noun: string) {
  return z.record(z.string(), attributeValue, {
    error: expected(noun, 'Write an object of names and values: { "user.id": "42" }.'),
  });
}

/** Takes the issues that a check of a whole object finds. */
export interface Issues {
  addIssue(issue: { code: "custom"; path: (string | number)[]; message: string }): void;
}

/** Reports a part of a value that is valid by itself, but not together with other parts. */
export function refuse(
  issues: Issues,
  path: Path,
  { message, fix, kind = "wrong-value" }: { message: string; fix: string; kind?: Objection["kind"] },
): void {
  issues.addIssue({ code: "custom", path: [...path], message: objection(kind, message, fix) });
}
