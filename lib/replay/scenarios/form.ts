import { z } from "zod";
import { expected, objection, type Objection, type Path, readIsoTime } from "../../base";
import { durationForm, readDuration } from "../../aws";

const fullText = "Write a text that is not empty.";

/** A text that is not empty. */
export function text(noun: string, fix = fullText): z.ZodString {
  const error = expected(noun, fix);
  return z.string({ error }).regex(/\S/, { error });
}

/** One text or a list of them. */
export function texts(noun: string) {
  return either(noun, fullText, [text(noun).transform((one) => [one]), list(noun, text(noun))]);
}

/** A whole number, both limits included. */
export function whole(noun: string, { min = 0, max = 10_000_000 }: { min?: number; max?: number } = {}): z.ZodNumber {
  const error = expected(noun, `Write a whole number from ${min} to ${max}.`);
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
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
export function duration(noun = "a duration", least = 0) {
  const error = expected(noun, `Write ${durationForm}${least > 0 ? ", more than 0" : ""}.`);
  return z.union([z.string({ error }), z.literal(0, { error })], { error }).transform((given, context) => {
    const milliseconds = readDuration(String(given));
    if (milliseconds !== undefined && milliseconds >= least) return milliseconds;
    context.addIssue({ code: "custom", message: error, input: given });
    return z.NEVER;
  });
}

const zonedTime = "a time with its zone such as 2026-11-20T19:30:00Z";

/** A time of ISO 8601 with its zone, in milliseconds since 1970. */
export const time = timeOf("a time with its zone", "Write start: 2026-11-20T19:30:00Z.", absoluteTime);

/** The last moment of the year 9999: ISO 8601 has no later one of four digits. */
export const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A time, or a duration after `start`, up to the year 9999, in milliseconds since 1970. */
export function moment(start: number, noun = "a time") {
  return timeOf(noun, `Write ${durationForm} after \`start\`, or ${zonedTime}.`, (given) => {
    const after = typeof given === "object" ? undefined : readDuration(String(given));
    if (after === undefined) return absoluteTime(given);
    return start + after <= lastMoment ? start + after : undefined;
  });
}

function timeOf(noun: string, fix: string, read: (given: string | 0 | Date) => number | undefined) {
  const error = expected(noun, fix);
  return z
    .union([z.string({ error }), z.literal(0, { error }), z.date({ error })], { error })
    .transform((given, context) => {
      const at = read(given);
      if (at !== undefined) return at;
      context.addIssue({ code: "custom", message: error, input: given });
      return z.NEVER;
    });
}

function absoluteTime(given: string | 0 | Date): number | undefined {
  if (given instanceof Date) return given.getTime();
  if (given === 0 || !isoTime.test(given)) return undefined;
  return readIsoTime(given);
}

const isoTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

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
