import { RE2JS } from "re2js";
import { z } from "zod";
import { expected, isRecord } from "../../../base";
import type { Bounds, ItemExpectation, NowhereExpectation, Selector, ValueExpectation } from "../scenario";
import { severityNames, spanKinds, spanStatuses, type Value } from "../telemetry";
import {
  attributes,
  attributeValue,
  duration,
  either,
  flag,
  type Issues,
  number,
  object,
  oneOf,
  percentage,
  refuse,
  text,
  texts,
  whole,
} from "./form";

const patternError = expected(
  "a regular expression",
  "Write a regular expression in RE2's syntax, as the collector has it.",
);

const conditions = object("a condition of a value", {
  absent: z.literal(true, { error: expected("true", "Write absent: true.") }).optional(),
  present: z.literal(true, { error: expected("true", "Write present: true.") }).optional(),
  matches: text("a regular expression").refine(isPattern, { error: patternError }).optional(),
  not: attributeValue.optional(),
})
  .superRefine((given, issues) => {
    const many = Object.values(given).filter((each) => each !== undefined).length;
    if (many !== 1)
      refuse(issues, [], { message: `${many} conditions`, fix: "Write one of absent, present, matches and not." });
  })
  .transform(({ absent, present, matches, not }): ValueExpectation => {
    if (absent === true) return { is: "absent" };
    if (present === true) return { is: "present" };
    return matches !== undefined ? { is: "matching", pattern: matches } : { is: "not", value: not ?? null };
  });

const conditionKeys = ["absent", "present", "matches", "not"];

// An object with a key of a condition is one; any other value is expected as it is.
const value = z.unknown().transform((given, context): ValueExpectation => {
  const isCondition = isRecord(given) && Object.keys(given).some((key) => conditionKeys.includes(key));
  const parsed = isCondition
    ? conditions.safeParse(given)
    : attributeValue.transform((equal: Value): ValueExpectation => ({ is: "equal", value: equal })).safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    context.addIssue({ code: "custom", path: [...issue.path], message: issue.message, input: given });
  return z.NEVER;
});

function isPattern(written: string): boolean {
  try {
    RE2JS.compile(written);
    return true;
  } catch {
    return false;
  }
}

function bounds(noun: string, one: z.ZodType<number>, fix: string) {
  return either(noun, fix, [
    one.transform((many): Bounds => ({ atLeast: many, atMost: many })),
    object(noun, { at_least: one.optional(), at_most: one.optional() }).transform(({ at_least, at_most }, context) => {
      if (at_least !== undefined || at_most !== undefined)
        return { atLeast: at_least ?? -Infinity, atMost: at_most ?? Infinity };
      context.addIssue({ code: "custom", message: expected(noun, fix), input: {} });
      return z.NEVER;
    }),
  ]);
}

const count = bounds("a number", whole("a number"), "Write count: 10 or count: { at_least: 10 }.");
const total = bounds("a value", number("a value"), "Write value: 10 or value: { at_least: 10 }.");

const shareFix = "Write share: { is: 10%, within: 2% }, or share: { at_least: 8%, at_most: 12% }.";
const share = object("a share", {
  is: percentage().optional(),
  within: percentage().optional().describe("How far it may be off, in percentage points. Default: 0%."),
  at_least: percentage().optional(),
  at_most: percentage().optional(),
}).transform(({ is, within, at_least, at_most }, context): Bounds => {
  const isSpan = at_least !== undefined || at_most !== undefined;
  if ((is !== undefined) === isSpan || (within !== undefined && is === undefined)) {
    context.addIssue({ code: "custom", message: expected("a share", shareFix), input: {} });
    return z.NEVER;
  }
  if (is !== undefined) return { atLeast: is - (within ?? 0), atMost: is + (within ?? 0) };
  return { atLeast: at_least ?? 0, atMost: at_most ?? 1 };
});

const expectations = {
  kept: flag().optional().describe("true: all of them come out; false: none does."),
  count: count.optional().describe("How many come out."),
  share: share.optional().describe("How many come out of those that were sent."),
  attributes: z
    .record(z.string(), value, {
      error: expected("attributes", 'Write an object: { card: "****", token: { absent: true } }.'),
    })
    .default({})
    .describe("Attributes of all that come out, or of their resources."),
  once: z.literal(true, { error: expected("true", "Write once: true, or leave it out.") }).optional(),
  exporter: text("an exporter's id").optional().describe("Only what comes to this exporter."),
  pipeline: text("a pipeline's id").optional().describe("Only what comes by this pipeline."),
};

const selectors = {
  service: text("a service's name").optional(),
  where: attributes("attributes").default({}).describe("Attributes that it has, or its resource."),
};

type Given = Pick<ItemExpectation, "attributes" | "exporter" | "pipeline"> & {
  readonly kept?: boolean | undefined;
  readonly count?: Bounds | undefined;
  readonly share?: Bounds | undefined;
  readonly value?: Bounds | undefined;
  readonly body?: ValueExpectation | undefined;
  readonly fields?: ItemExpectation["fields"] | undefined;
  readonly once?: true | undefined;
};

function needExpectation(given: Partial<Given>, issues: Issues): void {
  const { kept, count: many, share: part, value: sum, attributes: own = {}, body, fields = {}, once } = given;
  const isEmpty = [kept, many, part, sum, body, once].every((each) => each === undefined);
  const named = Object.keys(own).length + Object.keys(fields).length;
  if (isEmpty && named === 0)
    refuse(issues, [], {
      message: "nothing is expected of it",
      fix: "Write one of kept, count, share, attributes, body, fields, value and once.",
      kind: "empty",
    });
  if (kept === false && (named > 0 || body !== undefined || once !== undefined))
    refuse(issues, ["kept"], {
      message: "what does not come out has no attributes, no body and no number of times",
      fix: "Keep one of them.",
    });
}

function expectation(
  { kept, count: many, share: part, value: sum, attributes: own, body, fields, once, exporter, pipeline }: Given,
  selector: Selector,
): ItemExpectation {
  return {
    kind: "item",
    selector,
    kept,
    count: many,
    share: part,
    value: sum,
    attributes: own,
    body,
    fields: fields ?? {},
    once: once === true,
    exporter,
    pipeline,
  };
}

const anything = {
  status: undefined,
  spanKind: undefined,
  root: undefined,
  slower: undefined,
  faster: undefined,
  severity: undefined,
  event: undefined,
};

const span = object("an expectation of `span`", {
  span: text("a span's name").describe("Its name; * and ? are wildcards."),
  ...selectors,
  status: oneOf("a status", spanStatuses).optional(),
  kind: oneOf("a kind of span", spanKinds).optional(),
  root: flag().optional().describe("Whether it has no parent."),
  slower: duration().optional().describe("Only spans that take longer."),
  faster: duration().optional().describe("Only spans that take at most that long."),
  ...expectations,
})
  .superRefine(needExpectation)
  .transform(({ span: name, service, where, status, kind, root, slower, faster, ...more }) =>
    expectation(more as Given, {
      ...anything,
      kind: "span",
      name,
      service,
      where,
      status,
      spanKind: kind,
      root,
      slower,
      faster,
    }),
  );

const metric = object("an expectation of `metric`", {
  metric: text("a metric's name").describe("Its name; * and ? are wildcards."),
  ...selectors,
  ...expectations,
  value: total.optional().describe("Sum of the values of all that come out; of a histogram, its count."),
})
  .superRefine(needExpectation)
  .transform(({ metric: name, service, where, ...more }) =>
    expectation(more as Given, { ...anything, kind: "metric", name, service, where }),
  );

const log = object("an expectation of `log`", {
  log: text("a text").describe("The text of its body, of an object as JSON; * and ? are wildcards."),
  ...selectors,
  severity: oneOf("a severity", severityNames).optional(),
  ...expectations,
  body: value.optional().describe("The body of all that come out."),
})
  .superRefine(needExpectation)
  .transform(({ log: name, service, where, severity, ...more }) =>
    expectation(more as Given, { ...anything, kind: "log", name, service, where, severity }),
  );

const event = object("an expectation of `event`", {
  event: text("an event's name").describe("Log records with this event of a service's contract in their bodies."),
  ...selectors,
  severity: oneOf("a severity", severityNames).optional(),
  ...expectations,
  fields: z
    .record(z.string(), value, {
      error: expected("fields", 'Write an object: { payment.id: "****", user.id: { absent: true } }.'),
    })
    .default({})
    .describe("Values in the bodies of all that come out, by the names of the contract's fields."),
})
  .superRefine(needExpectation)
  .transform(({ event: name, service, where, severity, ...more }) =>
    // Which field has its name, the contract says.
    expectation(more as Given, {
      ...anything,
      kind: "log",
      name: "*",
      service,
      where,
      severity,
      event: { field: "", name },
    }),
  );

const nowhere = object("an expectation of `nowhere`", {
  nowhere: texts("a text").describe("Texts that are in no field of what comes out, nor in the collector's own log."),
}).transform(({ nowhere: found }): NowhereExpectation => ({ kind: "nowhere", texts: found }));

/** An entry of `expect`. */
export const expectSchema = either("an expectation", "Write one of `span`, `metric`, `log`, `event` and `nowhere`.", [
  span,
  metric,
  log,
  event,
  nowhere,
]);
