import type { Rule } from "./rule";

const metricFilters =
  "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html";
const patterns = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html";

/** What `checkContract` finds wrong in a contract: for documentation. */
export const contractRules: readonly Pick<Rule, "id" | "title" | "why">[] = [
  {
    id: "field-name",
    title: "A field's name is the path of its value: snake_case parts, dots between nested objects.",
    why: `A metric filter reads $.http.duration_ms as nested keys and never finds a literal key with a dot; and what is a value cannot have fields in it. A field with values has at least one, and personal data is never bounded. ${patterns}`,
  },
  {
    id: "event-name",
    title: "Events are named entity_action in snake_case.",
    why: "Code, filters and queries all write the same name.",
  },
  {
    id: "event-level",
    title: "The level of an event is one of debug, info, warn, error, fatal.",
    why: "Loggers, filters and sampling know these. In YAML the shape says so already (wrong-value); this rule is for contracts made in code.",
  },
  {
    id: "event-field",
    title: "An event requires or allows fields that the contract has, each in one of the two lists.",
    why: "A misspelt field would never be logged, and a filter on it would never match.",
  },
  {
    id: "signal-name",
    title: "Signals are named in snake_case.",
    why: "The metric's name is made of it: payment_failures is PaymentFailures.",
  },
  {
    id: "signal-event",
    title: "A signal counts events that the contract has.",
    why: "A filter on an event that nobody logs never matches, and its alarm never fires.",
  },
  {
    id: "signal-empty",
    title: "A signal says what it counts: `on`, `where` or both.",
    why: "Without either it would count every line.",
  },
  {
    id: "signal-where",
    title: "Beside `on`, `where` is a JSON pattern.",
    why: "`on` asks for the JSON field event, and patterns of two kinds cannot be joined.",
  },
  {
    id: "signal-field",
    title: "A signal reads, measures and splits by fields that the contract has and that its events carry.",
    why: "A filter on another field never matches; a measure without its field publishes nothing; a line without a dimension's field is published into the series without dimensions. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html",
  },
  {
    id: "signal-value",
    title: "A signal measures a number.",
    why: `CloudWatch publishes nothing for text. ${metricFilters}`,
  },
  {
    id: "signal-dimensions",
    title: "A signal has at most three dimensions, each once, from a pattern with fields.",
    why: `AWS refuses the filter otherwise, and only when it is applied. ${metricFilters}`,
  },
  {
    id: "signal-dimension-unbounded",
    title: "A dimension is a field with few values, and no personal data.",
    why: `Each value is a metric that is paid for and kept for 15 months; CloudWatch may disable a filter that makes 1,000 of them. ${metricFilters}`,
  },
  {
    id: "signal-default",
    title: "A default is a finite number, for counts, and never stands beside dimensions.",
    why: "AWS refuses both together; and on a measure every line that does not match counts in averages and percentiles. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html",
  },
  {
    id: "signal-metric",
    title: "A metric's name has 1 to 255 characters without : * $, and belongs to one signal.",
    why: `CloudWatch adds up what two filters publish under one name. ${metricFilters}`,
  },
  {
    id: "signal-unit",
    title: "A unit is one of CloudWatch's.",
    why: "AWS refuses others. In YAML the shape says so already (wrong-value); this rule is for contracts made in code. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html",
  },
  {
    id: "pattern-syntax",
    title: "A filter pattern is one that CloudWatch takes.",
    why: `Terraform's plan only looks at its length; AWS refuses it at apply, or takes it for something else than was meant. ${patterns}`,
  },
  {
    id: "pattern-limits",
    title: "The whole pattern of a signal, events included, is one that CloudWatch takes.",
    why: `\`on\` and \`where\` become one pattern: 1,024 characters, two regular expressions and three wildcards in all. ${patterns}`,
  },
  {
    id: "pattern-never-matches",
    title: "A comparison can hold for some line of the contract.",
    why: `CloudWatch compares booleans, null, objects and lists with nothing, and numbers only with numbers; an alarm on such a pattern stays green for ever. ${patterns}`,
  },
  {
    id: "pattern-text-number",
    title: "A number is compared without quotes.",
    why: `In quotes it is compared as text: "500" does not equal 500.0. ${patterns}`,
  },
  {
    id: "redaction-shape",
    title: "A redacted key or shape is one that CloudWatch can mask.",
    why: "A shape has a managed identifier, or a pattern of at most 200 characters without groups; AWS refuses the policy otherwise, and lines stay unmasked. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html",
  },
];
