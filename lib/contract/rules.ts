import { limits } from "../aws";
import { type ConfigPlace, type Finding, registry, type RuleIdOf } from "../base";

const metricFilters =
  "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html";
const patterns = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html";

/** What can be wrong in a contract's definition. */
export const contractRules = registry({
  "field-name": {
    severity: "error",
    what: "A field's name is the path of its value: snake_case parts, dots between nested objects.",
    why: "A metric filter reads $.http.duration_ms as nested keys and never finds a literal key with a dot; and what is a value cannot have fields in it. A field with values has at least one, and personal data is never bounded.",
    fix: "Use lower-case letters, digits and _ in each part, dots between the parts of nested objects.",
    source: patterns,
  },
  "event-name": {
    severity: "error",
    what: "Events are named entity_action in snake_case.",
    why: "Code, filters and queries all write the same name.",
    fix: "Name events entity_action in snake_case: order_placed.",
  },
  "event-level": {
    severity: "error",
    what: "The level of an event is one of debug, info, warn, error, fatal.",
    why: "Loggers, filters and sampling know these. In YAML the shape says so already (wrong-value); this rule is for contracts made in code.",
    fix: "Use one of the five levels.",
  },
  "event-field": {
    severity: "error",
    what: "An event requires or allows fields that the contract has, each in one of the two lists.",
    why: "A misspelt field would never be logged, and a filter on it would never match.",
    fix: "Declare the field under `fields`, or name one that exists.",
  },
  "signal-name": {
    severity: "error",
    what: "Signals are named in snake_case.",
    why: "The metric's name is made of it: payment_failures is PaymentFailures.",
    fix: "Use snake_case: payment_failures.",
  },
  "signal-event": {
    severity: "error",
    what: "A signal counts events that the contract has.",
    why: "A filter on an event that nobody logs never matches, and its alarm never fires.",
    fix: "Declare the event under `events`, or name one that exists.",
  },
  "signal-empty": {
    severity: "error",
    what: "A signal says what it counts: `on`, `where` or both.",
    why: "Without either it would count every line.",
    fix: "Name the event under `on`, or give a condition under `where`.",
  },
  "signal-where": {
    severity: "error",
    what: "Beside `on`, `where` is a JSON pattern.",
    why: "`on` asks for the JSON field event, and patterns of two kinds cannot be joined.",
    fix: "Write a JSON pattern: { $.http.status_code >= 500 }.",
  },
  "signal-field": {
    severity: "error",
    what: "A signal reads, measures and splits by fields that the contract has and that its events carry.",
    why: "A filter on another field never matches; a measure without its field publishes nothing; a line without a dimension's field is published into the series without dimensions.",
    fix: "Declare the field under `fields`, or read one that the events carry.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html",
  },
  "signal-value": {
    severity: "error",
    what: "A signal measures a number.",
    why: "CloudWatch publishes nothing for text.",
    fix: "Measure a field of the type number or integer.",
    source: metricFilters,
  },
  "signal-dimensions": {
    severity: "error",
    what: `A signal has at most ${limits.dimensionsOfFilter.most} dimensions, each once, from a pattern with fields.`,
    why: "AWS refuses the filter otherwise, and only when it is applied.",
    fix: "Keep fewer dimensions, each once, and write `where` as a JSON pattern.",
    source: metricFilters,
  },
  "signal-dimension-unbounded": {
    severity: "error",
    what: "A dimension is a field with few values, and no personal data.",
    why: "Each value is a metric that is paid for and kept for 15 months; CloudWatch may disable a filter that makes 1,000 of them.",
    fix: "Give the field `values` or `bounded: true` if its values are few, or choose another.",
    source: metricFilters,
  },
  "signal-default": {
    severity: "error",
    what: "A default is a finite number, for counts, and never stands beside dimensions.",
    why: "AWS refuses both together; and on a measure every line that does not match counts in averages and percentiles.",
    fix: "Give a finite number, usually 0, or leave `default` out.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html",
  },
  "signal-metric": {
    severity: "error",
    what: "A metric's name has 1 to 255 characters without : * $, and belongs to one signal.",
    why: "CloudWatch adds up what two filters publish under one name.",
    fix: "Use 1 to 255 characters without : * $, and give each signal its own `metric`.",
    source: metricFilters,
  },
  "signal-unit": {
    severity: "error",
    what: "A unit is one of CloudWatch's.",
    why: "AWS refuses others. In YAML the shape says so already (wrong-value); this rule is for contracts made in code.",
    fix: "Use one of CloudWatch's units.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html",
  },
  "pattern-syntax": {
    severity: "error",
    what: "A filter pattern is one that CloudWatch takes.",
    why: "Terraform's plan only looks at its length; AWS refuses it at apply, or takes it for something else than was meant.",
    fix: "Correct the pattern at the caret.",
    source: patterns,
  },
  "pattern-limits": {
    severity: "error",
    what: "The whole pattern of a signal, events included, is one that CloudWatch takes.",
    why: "`on` and `where` become one pattern: 1,024 characters, two regular expressions and three wildcards in all.",
    fix: "Name fewer events, or write a shorter condition.",
    source: patterns,
  },
  "pattern-never-matches": {
    severity: "error",
    what: "A comparison can hold for some line of the contract.",
    why: "CloudWatch compares booleans, null, objects and lists with nothing, and numbers only with numbers; an alarm on such a pattern stays green for ever.",
    fix: "Compare the field with a value that it can have.",
    source: patterns,
  },
  "pattern-text-number": {
    severity: "warning",
    what: "A number is compared without quotes.",
    why: 'In quotes it is compared as text: "500" does not equal 500.0.',
    fix: "Write the number without quotes.",
    source: patterns,
  },
  "redaction-shape": {
    severity: "error",
    what: "A redacted key or shape is one that CloudWatch can mask.",
    why: "A shape has a managed identifier, or a pattern of at most 200 characters without groups; AWS refuses the policy otherwise, and lines stay unmasked.",
    fix: "Name CloudWatch's managed identifier, or give a pattern of at most 200 characters without groups.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html",
  },
});

export type ContractRuleId = RuleIdOf<typeof contractRules>;

export type ContractFinding = Finding<ContractRuleId, ConfigPlace>;
