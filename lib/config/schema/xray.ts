import { limits, ranges } from "../../aws";
import {
  acceptedForm,
  count,
  either,
  expandable,
  flag,
  number,
  object,
  prose,
  table,
  text,
  type TextForm,
} from "./form";
import { entityName } from "./names";

/** Texts of sampling rules that placeholders may be part of, by key. */
export const samplingForms = {
  service: acceptedForm("samplingService", "the name of a service", "checkout"),
  type: acceptedForm("samplingService", "the type of a service", "AWS::ECS::Container"),
  host: acceptedForm("samplingHost", "a host name", "shop.example"),
  path: acceptedForm("samplingPath", "a path", "/checkout/*"),
  resource: acceptedForm("samplingResource", "an ARN or a pattern of ARNs"),
} as const satisfies Readonly<Record<string, TextForm>>;

const matches = (key: keyof typeof samplingForms, what: string) =>
  expandable(samplingForms[key])
    .optional()
    .describe(`${what}; * stands for any text, ? for any character, and placeholders are expanded. Default: any.`);

const group = object("a group of traces", {
  where: prose("a filter expression", 'Write it as in the console of X-Ray: service("checkout") { fault }.').describe(
    'Which traces are in the group, as X-Ray\'s filter expression; placeholders are expanded, so write { fault } with blanks: service("checkout") { fault }.',
  ),
  insights: either("true or false, or { notifications }", "Write true, or { notifications: true }.", [
    flag(),
    object("insights", {
      notifications: flag().describe("True to send events about insights to EventBridge."),
    }),
  ])
    .optional()
    .describe("True to look for anomalies among the group's faults. Default: false."),
});

const samplingRule = object("a sampling rule", {
  priority: count(
    "a priority",
    `Write a whole number from ${ranges.samplingPriority.least} to ${ranges.samplingPriority.most}; the rule with the lowest one that matches decides.`,
    { min: ranges.samplingPriority.least, max: ranges.samplingPriority.most },
  ).describe("Place among all rules of the account and Region: the rule with the lowest number that matches decides."),
  rate: number("a share", "Write a number from 0 to 1: 0.1 is one in ten.", { min: 0, max: 1 }).describe(
    "Share of requests that is recorded beyond the reservoir, 0 to 1.",
  ),
  reservoir: count("requests per second", "Write a whole number, 0 or more.", { min: 0, max: 1_000_000 })
    .optional()
    .describe("Requests per second that are recorded in any case, of all tasks together. Default: 0."),
  service: matches("service", "Name of the service, as its spans have it"),
  type: matches("type", "Type of the service, such as AWS::ECS::Container"),
  host: matches("host", "Host name of the request"),
  method: text("an HTTP method", "Write it in capital letters, at most 10, or with * and ?: POST.", /^[A-Z*?]{1,10}$/)
    .optional()
    .describe("HTTP method of the request. Default: any."),
  path: matches("path", "Path of the request's address"),
  resource: matches("resource", "ARN of the resource that runs the service"),
  attributes: table(
    "a table of attributes",
    text("an attribute", "Use 1 to 32 characters.", /^[\s\S]{1,32}$/),
    text("a value", "Use 1 to 32 characters, in quotes.", /^[\s\S]{1,32}$/),
  )
    .optional()
    .describe(
      `Attributes that are known when the span begins, with their values, at most ${limits.samplingAttributes.most}. Default: none is asked for.`,
    ),
});

/** What X-Ray does with traces. */
export const xraySchema = object("settings of X-Ray", {
  groups: table("a table of groups", entityName, group.nullable())
    .nullable()
    .optional()
    .describe("Traces that belong together, by name: X-Ray has a map and metrics of each group. Default: none."),
  samplingRules: table("a table of sampling rules", entityName, samplingRule.nullable())
    .nullable()
    .optional()
    .describe(
      "How many requests are recorded, by name of the rule, for services that ask X-Ray. They hold in the whole account and Region. Default: none.",
    ),
  transactionSearch: flag()
    .nullable()
    .optional()
    .describe(
      "True to switch Transaction Search on, false to switch it off, for the whole account and Region: set it in one environment there. X-Ray's OTLP endpoint needs it. Default: it is left as it is.",
    ),
  indexing: number("a percentage", "Write a number from 0 to 100.", { min: 0, max: 100 })
    .nullable()
    .optional()
    .describe(
      "Percentage of traces that X-Ray indexes with Transaction Search, for the whole account and Region; AWS charges for more than 1. Default: it is left as it is, at first 1.",
    ),
}).meta({ id: "xray" });
