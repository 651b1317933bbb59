import { z } from "zod";
import { expected, type Severity } from "../../base";
import { count, either, object, text } from "./form";

/** A reference as the compiler checks it: its severity is one that there is. */
export type ReferenceText = `${string}.${Severity}`;

/** An alarm of one severity: `error_rate.critical`, or `payments/error_rate.critical` in another service. */
export const alarmReference = text(
  "a reference to an alarm",
  'Write alarm.severity, preceded by the service if it is another one: "error_rate.critical", "payments/error_rate.critical".',
  /^(?:[a-z][a-z0-9_-]*\/)?[a-z][a-z0-9_-]*\.(?:info|warning|critical)$/,
) as unknown as z.ZodType<ReferenceText, ReferenceText>;

/** When a composite alarm is in ALARM, in terms of other alarms. */
export type CompositeRule<Reference extends string = string> =
  | Reference
  | { readonly any: readonly CompositeRule<Reference>[] }
  | { readonly all: readonly CompositeRule<Reference>[] }
  | { readonly not: CompositeRule<Reference> }
  | { readonly atLeast: number | string; readonly of: readonly Reference[] };

const rules = z
  .array(
    z.lazy(() => compositeRule),
    { error: expected("a list of rules", "Write a list of alarms or rules.") },
  )
  .min(1, { error: expected("a list that is not empty", "Name at least one alarm.") })
  .readonly();

export const compositeRule: z.ZodType<CompositeRule<ReferenceText>, CompositeRule<ReferenceText>> = either(
  "a rule",
  "Write an alarm (error_rate.critical), { any: [...] }, { all: [...] }, { not: ... } or { atLeast: 2, of: [...] }.",
  [
    alarmReference,
    object("an any rule", { any: rules.describe("True if one of these is.") }),
    object("an all rule", { all: rules.describe("True if all of these are.") }),
    object("a not rule", { not: z.lazy(() => compositeRule).describe("True if this is not.") }),
    object("an atLeast rule", {
      atLeast: either("a number of alarms", 'Write a number, or a share of them in quotes: 2, "50%".', [
        count("a number of alarms", "Write a whole number, 1 or more.", { min: 1 }),
        text("a share of alarms", 'Write "50%".', /^(?:[1-9]\d?|100)%$/),
      ]).describe("How many of the alarms: a number, or a percentage of them."),
      of: z
        .array(alarmReference, { error: expected("a list of alarms", "Write a list of alarms.") })
        .min(1, { error: expected("a list that is not empty", "Name at least one alarm.") })
        .readonly()
        .describe("The alarms to count; CloudWatch does not support nested rules here."),
    }),
  ],
).meta({ id: "compositeRule" });
