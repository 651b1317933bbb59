import { z } from "zod";
import { expected, isRecord } from "../../base";
import { type Contract, type Level, levelNames, levels, reportOf } from "../../contract";
import { limits, standardUnits, textRules } from "../../aws";
import { accepted, either, flag, list, number, object, oneOf, prose, table, text } from "./form";
import { entityName } from "./names";

const fieldPath = text(
  "a field's name",
  "Write a path, dots between nested objects: http.duration_ms, or under conventions: own as in a filter pattern, ['log.level'].",
);
const eventReference = text("an event's name", "Write the name of an event: order_placed.");

const field = object("a field", {
  type: oneOf("a type of field", ["string", "number", "integer", "boolean", "timestamp", "string[]"]).describe(
    "Type of the value. integer is a number without a fraction, timestamp a string in RFC 3339.",
  ),
  description: prose("a description", "Write a sentence on what the value means.").describe(
    "What the value means, in a sentence.",
  ),
  unit: oneOf("a unit of CloudWatch", standardUnits)
    .optional()
    .describe("Unit of a number; a metric of this field inherits it. Default: none."),
  values: list("a list of values", text("a value", "Write text in quotes."), { min: 1 })
    .optional()
    .describe("All values that the string can have. Default: any."),
  bounded: flag()
    .optional()
    .describe(
      "True if it has few different values (tens), so that it may become a dimension: you pay for each value as a metric. Default: true for a field with `values`.",
    ),
  pii: flag().optional().describe("True for personal data. Such a field is never a dimension. Default: false."),
  dimension: accepted("dimensionName", "a dimension's name", "log_level")
    .optional()
    .describe(
      "Name of the dimension that a metric has of this field. Default: the field's keys, with dots between them.",
    ),
  example: either("an example", "Write text, a number, true or false.", [z.string(), z.number(), z.boolean()])
    .optional()
    .describe("A valid value, for documentation. Default: none."),
});

const spelling = either("a spelling of a level", "Write the text or the number that lines have.", [
  text("a text", "Write the text that lines have."),
  number("a number", "Write the number that lines have."),
]);

const spellings = either(
  "the spellings of a level",
  "Write one text or number, a list of them, or [] for a level that lines never have.",
  [spelling, list("a list of spellings", spelling)],
);

const line = object("what lines are", {
  timestamp: fieldPath
    .optional()
    .describe(
      "Field of the time: a timestamp, a number (such as milliseconds since 1970), or a string of another form. Every line has it. Default: not known.",
    ),
  level: fieldPath.optional().describe("Field of the level. Every line has it. Default: lines have none."),
  message: fieldPath
    .optional()
    .describe("Field of the message for people. Every line has it, unless it is the event's, too. Default: not known."),
  event: fieldPath
    .optional()
    .describe(
      "Field of the event's name, which signals read for `on`. It may be the message's. Default: lines name no event.",
    ),
  service: fieldPath.optional().describe("Field of the service's name. Default: lines do not say."),
  levels: object(
    "the spellings of levels",
    Object.fromEntries(
      levelNames.map((level) => [level, spellings.optional().describe(`How lines write ${level}: [] for never.`)]),
    ) as Record<Level, z.ZodOptional<typeof spellings>>,
  )
    .optional()
    .describe(
      "How lines write each of the five levels: { debug: [10, 20], info: 30, warn: 40, error: 50, fatal: 60 } for pino. Default: debug, info, warn, error, fatal.",
    ),
  text: text(
    "a space-delimited pattern",
    "Name the parts of a line in their order: '[ip, id, user, time, request, status, bytes]'.",
  )
    .optional()
    .describe(
      "For lines of text: their parts, as a space-delimited filter pattern without conditions; `fields` are some of these. Default: lines are JSON.",
    ),
  where: text("a filter pattern", "Write a CloudWatch filter pattern in quotes: '[report = REPORT, ...]'.")
    .optional()
    .describe(
      "A filter pattern of the lines that the contract describes, where the log group has others, too: those are not held to it. Default: all lines.",
    ),
});

const event = object("an event", {
  level: oneOf("a level", Object.keys(levels) as [Level, ...Level[]]).describe("Level of its lines."),
  description: prose("a description", "Write a sentence on what happened.").describe("What happened, in a sentence."),
  required: list("a list of fields", fieldPath)
    .optional()
    .describe("Fields that every line of the event has. Default: none."),
  optional: list("a list of fields", fieldPath)
    .optional()
    .describe("Fields that a line of the event may have. Default: none."),
});

const signal = object("a signal", {
  description: prose("a description", "Write a sentence on what one count means.").describe(
    "What one count, or one measured value, means.",
  ),
  on: either("an event or a list of events", "Write the name of an event, or a list of names.", [
    eventReference,
    list("a list of events", eventReference, { min: 1 }),
  ])
    .optional()
    .describe("The events whose lines are counted. Default: any line that `where` matches."),
  where: text("a filter pattern", "Write a CloudWatch filter pattern in quotes: '{ $.level = \"error\" }'.")
    .optional()
    .describe("A further condition, as a CloudWatch filter pattern. Default: every line of the events."),
  value: fieldPath.optional().describe("The field whose number is the metric's value. Default: 1 for each line."),
  unit: oneOf("a unit of CloudWatch", standardUnits)
    .optional()
    .describe("Unit of the metric. Default: Count, or the field's unit."),
  metric: text("a metric's name", `Use ${textRules.filterMetricName.form}.`)
    .optional()
    .describe("Name of the metric. Default: the signal's name in PascalCase."),
  dimensions: list("a list of dimensions", fieldPath, { min: 1, max: limits.dimensionsOfFilter.most })
    .optional()
    .describe(`Bounded fields that split the metric, at most ${limits.dimensionsOfFilter.most}. Default: none.`),
  total: flag()
    .optional()
    .describe("True for an additional series, without dimensions, that counts all lines. Default: false."),
  default: number("a number", "Write a number, usually 0.")
    .optional()
    .describe("Published for lines that do not match; cannot be combined with dimensions. Default: nothing."),
});

const redaction = object("a redaction list", {
  keys: list("a list of keys", text("a key", "Write the key's name."))
    .optional()
    .describe("Names of keys whose values are never logged, in addition to the inherited ones. Default: none."),
  shapes: list(
    "a list of shapes",
    object("a shape", {
      name: accepted("dataIdentifier", "a shape's name").describe("Short name."),
      description: prose("a description", "Write what it is.").describe("What it is."),
      managed: text("a managed data identifier", "Write its name: EmailAddress.")
        .optional()
        .describe("CloudWatch's managed identifier for it. Default: none."),
      pattern: text("a regular expression", "Write a regular expression in quotes.")
        .optional()
        .describe("Regular expression for it. Default: none."),
    }),
  )
    .optional()
    .describe("Values that are masked wherever they occur, in addition to the inherited ones. Default: none."),
});

const parts = {
  extends: text(
    "a contract's name",
    "Write base, a preset such as pino, or the name of another contract in `contracts`.",
  )
    .optional()
    .describe(
      "The contract whose fields, events, signals and redaction this one adds to: `base` (the standard fields), a preset (lines of a library or of AWS: pino, powertools), or one of `contracts`. Default: none.",
    ),
  conventions: oneOf("conventions", ["standard", "own"])
    .optional()
    .describe(
      "standard: snake_case names, and the fields timestamp, level, message, event and service.name. own: lines as they are, and `line` says which fields hold what. Default: those of the contract that it extends, else standard.",
    ),
  line: line.optional().describe("What lines are, under conventions: own. Default: no field has a role."),
  fields: table("a table of fields", fieldPath, field)
    .optional()
    .describe(
      "Fields of log lines, by the path of their value as a filter pattern writes it behind `$.`: http.duration_ms, and under conventions: own also res.statusCode or ['log.level'].",
    ),
  events: table("a table of events", eventReference, event).optional().describe("Events, by name."),
  signals: table("a table of signals", text("a signal's name", "Use snake_case: payment_failures."), signal)
    .optional()
    .describe("What is counted or measured from log lines, by name."),
  redaction: redaction.optional().describe("What must never leave a process, in addition to what is inherited."),
};

/** A contract as YAML writes it. In TypeScript `defineContract` gives more: predicates, and types for the logger. */
export const contractDefinition = object("a contract", parts).meta({ id: "contract" });

/** The same inline in a service, with an optional name. */
export const inlineContract = object("a contract", {
  name: entityName.optional().describe("Name of the contract. Default: the service's."),
  ...parts,
}).meta({ id: "inlineContract" });

export type ContractInput = z.output<typeof inlineContract>;

/**
 * A contract made by `defineContract`, also one that has an error: its findings are collected with all others. JSON Schema cannot express
 * it; a value from YAML never is one. Any other value is of the wrong kind, so that a definition gets the findings on a definition.
 */
export const contractObject = z.custom<Contract>().check(({ issues, value }) => {
  if (!isContract(value))
    issues.push({
      code: "invalid_type",
      expected: "custom",
      input: value,
      message: expected("a contract", "Give the value of defineContract."),
    });
});

/** The contract of a service: made by `defineContract`, named, or written inline. */
export const contractSlot = either(
  "a contract",
  "Give the value of defineContract, the name of one of `contracts`, or a definition.",
  [
    contractObject,
    text("a contract's name", "Write the name of one of `contracts`, a preset such as pino, or base."),
    inlineContract,
  ],
);

/** True for a value of `defineContract`. Objects from YAML have no prototype, so no file can pass as a checked contract. */
export function isContract(value: unknown): value is Contract {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  // Nothing of a contract that has an error can be read.
  if (reportOf(value) !== undefined) return true;
  const { name, fields, events, line, signals, redaction } = value as Partial<Record<keyof Contract, unknown>>;
  if (typeof name !== "string" || ![fields, events, line, signals, redaction].every(isRecord)) return false;
  if (!isRecord(signals) || !isRecord(redaction)) return false;
  return (
    Array.isArray(redaction.keys) &&
    Array.isArray(redaction.shapes) &&
    Object.values(signals).every(
      (entry) =>
        isRecord(entry) && isRecord(entry.pattern) && Array.isArray(entry.on) && Array.isArray(entry.dimensions),
    )
  );
}
