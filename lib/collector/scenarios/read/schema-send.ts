import { z } from "zod";
import { expected } from "../../../base";
import { metricTypes, severityNames, spanKinds, spanStatuses, temporalities, type Value } from "../telemetry";
import {
  attributes,
  attributeValue,
  duration,
  either,
  flag,
  list,
  number,
  object,
  oneOf,
  percentage,
  percentageOf,
  refuse,
  text,
  whole,
} from "./form";
import { readDuration } from "../../../aws";

/** How much one scenario sends at most. */
export const MOST_SENT = 200_000;

const to = text("a receiver's id")
  .optional()
  .describe("Id of the receiver that takes it. Default: otlp, or the first.");

const ofService = {
  service: text("a service's name").optional().describe("Its service.name."),
  resource: attributes("attributes of the resource").default({}).describe("Further attributes of its resource."),
  attributes: attributes("attributes").default({}),
  count: whole("how often it is sent", { min: 1, max: MOST_SENT })
    .default(1)
    .describe("How often it is sent. Default: once."),
  to,
};

const trace = text("a trace's label")
  .optional()
  .describe("What this file calls its trace. Default: a trace of its own.");

const span = object("a span to send", {
  span: text("a span's name").describe("Its name."),
  kind: oneOf("a kind of span", spanKinds).default("internal"),
  status: oneOf("a status", spanStatuses).default("unset"),
  duration: duration("how long it takes").default(10).describe("Default: 10ms."),
  trace,
  label: text("a label").optional().describe("What this file calls it, for `parent` of others."),
  parent: text("a span's label").optional().describe("Label of the span around it."),
  events: list(
    "a list of events",
    object("an event", { name: text("an event's name"), attributes: attributes("attributes").default({}) }),
  ).default([]),
  ...ofService,
}).transform(({ span: name, kind: spanKind, ...more }) => ({ ...more, kind: "span" as const, name, spanKind }));

const metric = object("a metric to send", {
  metric: text("a metric's name").describe("Its name."),
  unit: text("a unit").default("1"),
  type: oneOf("a type of metric", metricTypes).default("gauge"),
  temporality: oneOf("a temporality", temporalities).default("cumulative"),
  monotonic: flag().default(true).describe("Of a sum: whether it only grows."),
  value: number("a value").default(1).describe("Of a histogram: one value that it has."),
  ...ofService,
}).transform(({ metric: name, ...more }) => ({ ...more, kind: "metric" as const, name }));

const log = object("a log record to send", {
  log: attributeValue.describe("Its body: a text or an object."),
  severity: oneOf("a severity", severityNames).optional(),
  trace,
  ...ofService,
}).transform(({ log: body, ...more }) => ({ ...more, kind: "log" as const, body: body satisfies Value }));

const event = object("an event to send", {
  event: text("an event's name").describe("Name of an event of a service's contract."),
  fields: attributes("fields")
    .default({})
    .describe("Values by the names of the contract's fields. Default, of those that the event needs: their examples."),
  trace,
  ...ofService,
}).transform(({ event: name, ...more }) => ({ ...more, kind: "event" as const, event: name }));

const lines = object("lines to send", {
  lines: text("a path").describe("A file of plain lines, relative to the scenario's folder."),
  as: text("a path")
    .optional()
    .describe("Where a receiver of files sees it, such as /var/log/pods/shop_web_1/web/0.log."),
  ...ofService,
}).transform(({ lines: file, ...more }) => ({ ...more, kind: "lines" as const, file }));

const otlp = object("recorded telemetry to send", {
  otlp: text("a path").describe("A file of OTLP as JSON, a message in each line, relative to the scenario's folder."),
  to,
}).transform(({ otlp: file, ...more }) => ({ ...more, kind: "otlp" as const, file }));

const tracesError = expected("a number of traces", "Write generate: 1000 traces.");
const traces = z.string({ error: tracesError }).transform((given, context) => {
  const [, many] = /^(\d{1,6}) traces?$/.exec(given) ?? [];
  const count = Number(many ?? 0);
  if (count >= 1) return count;
  context.addIssue({ code: "custom", message: tracesError, input: given });
  return z.NEVER;
});

const slowError = expected("how many are slow, and how slow", "Write slow: 5% over 2s.");
const slow = z.string({ error: slowError }).transform((given, context) => {
  const [, share = "", over = ""] = /^(\S+) over (\S+)$/.exec(given) ?? [];
  const found = { share: percentageOf(share), over: readDuration(over) };
  if (found.share !== undefined && found.over !== undefined && found.over > 0)
    return { share: found.share, over: found.over };
  context.addIssue({ code: "custom", message: slowError, input: given });
  return z.NEVER;
});

const services = z
  .record(text("a service's name"), percentage("a share"), {
    error: expected("services and their shares", "Write services: { web: 60%, payments: 40% }."),
  })
  .superRefine((given, issues) => {
    const shares = Object.values(given).filter((share) => Number.isFinite(share));
    const sum = shares.reduce((all, one) => all + one, 0);
    if (shares.length === Object.keys(given).length && Math.abs(sum - 1) > 1e-6)
      refuse(issues, [], {
        message: `the shares add up to ${Math.round(sum * 10_000) / 100}%`,
        fix: "Let them add up to 100%.",
      });
  })
  .transform((given) => Object.entries(given));

const generate = object("generated traces", {
  generate: traces.describe('How many: "1000 traces".'),
  spans: whole("a number of spans", { min: 1, max: 1000 }).default(3).describe("Spans of each. Default: 3."),
  errors: percentage().default(0).describe("Share of the traces that have an error: its root and one span in it."),
  slow: slow.optional().describe('Share of the traces that take longer: "5% over 2s". Default: none.'),
  services: services.default([["generated", 1]]).describe("Services of the root spans and their shares."),
  name: text("a name").default("generated").describe("Name of the root spans. Default: generated."),
  attributes: attributes("attributes").default({}).describe("Attributes of every span."),
  seed: whole("a seed", { max: 2 ** 31 })
    .optional()
    .describe("Default: the scenario's, and the place of the entry."),
  to,
})
  .superRefine((given, issues) => {
    if (given.generate * given.spans > MOST_SENT)
      refuse(issues, ["generate"], {
        message: `these are ${given.generate * given.spans} spans, and at most ${MOST_SENT} are sent`,
        fix: "Generate fewer traces, or fewer spans in each.",
      });
  })
  .transform(({ generate: count, ...more }) => ({ ...more, kind: "generate" as const, traces: count }));

/** An entry of `send`. */
export const sendSchema = either(
  "something to send",
  "Write one of `span`, `metric`, `log`, `event`, `lines`, `otlp` and `generate`.",
  [span, metric, log, event, lines, otlp, generate],
);
