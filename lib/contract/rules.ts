import { limits, textRules } from "../aws";
import { patternLimits } from "../pattern";
import { levels } from "./model";
import { type ConfigPlace, type Finding, type Path, registry, type RuleIdOf, type Said } from "../base";

const metricFilters =
  "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html";
const patterns = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html";

/** The rules for a contract's definition. */
export const contractRules = registry({
  "field-name": {
    severity: "error",
    what: "A field's name is the path of its value: snake_case parts, dots between nested objects. Under conventions of one's own, what a filter pattern writes behind `$.`.",
    why: "A metric filter reads $.http.duration_ms as nested keys and finds a literal key with a dot only as $.['http.duration_ms']; and a value cannot contain fields. A field with a list of values has at least one, and personal data is never bounded.",
    fix: "Use lower-case letters, digits and _ in each part, and dots between the parts of nested objects; for lines as they are, say `conventions: own`.",
    source: patterns,
  },
  "event-name": {
    severity: "error",
    what: "Events are named entity_action in snake_case; under conventions of one's own, in one line of text without *.",
    why: "Code, filters and queries all write the same name.",
    fix: "Name events entity_action in snake_case: order_placed.",
  },
  "event-level": {
    severity: "error",
    what: `The level of an event is one of ${Object.keys(levels).join(", ")}, and one that lines have.`,
    why: "Loggers, filters and sampling only support these. In YAML, wrong-value finds this first; this rule is for contracts made in code.",
    fix: "Use one of the five levels.",
  },
  "contract-conventions": {
    severity: "error",
    what: "A contract has the conventions of the contract that it extends, and only one with conventions of its own has `line`.",
    why: "The signals of the extended contract read its fields, its levels and its events: they would match no line of other conventions.",
    fix: "Leave `extends` out of a contract for lines as they are, or extend one with the same conventions.",
  },
  "line-role": {
    severity: "error",
    what: "The fields that `line` names are fields of the contract, and of a type that suits.",
    why: "Filters on events and levels, and the check of lines, read these fields.",
    fix: "Declare the field under `fields`, or name one that exists.",
  },
  "line-levels": {
    severity: "error",
    what: "`line.levels` says how lines write each of the five levels, each spelling once, as the field's type is.",
    why: "A level that is left out would be forgotten in filters and checks; CloudWatch compares numbers with numbers and text with text.",
    fix: "Give each level its spellings, and an empty list to one that lines never have.",
    source: patterns,
  },
  "line-text": {
    severity: "error",
    what: "`line.text` is a space-delimited pattern that names the parts of a line, and the fields are some of them.",
    why: "A filter over text reads parts by their position; what is not a part, no filter can read.",
    fix: "Name the parts of a line in their order: [ip, id, user, time, request, status, bytes].",
    source: patterns,
  },
  "event-field": {
    severity: "error",
    what: "The fields that an event requires or allows are fields of the contract, each in one of the two lists.",
    why: "A misspelled field would never be logged, and a filter on it would never match.",
    fix: "Declare the field under `fields`, or name one that exists.",
  },
  "signal-name": {
    severity: "error",
    what: "Signals are named in snake_case.",
    why: "The metric's name is derived from it: payment_failures becomes PaymentFailures.",
    fix: "Use snake_case: payment_failures.",
  },
  "signal-event": {
    severity: "error",
    what: "A signal counts events that the contract has, and lines name their event.",
    why: "A filter on an event that nobody logs never matches, and its alarm never fires.",
    fix: "Declare the event under `events`, or name one that exists.",
  },
  "signal-empty": {
    severity: "error",
    what: "A signal has `on`, `where` or both.",
    why: "Without either it would count every line.",
    fix: "Name the event under `on`, or give a condition under `where`.",
  },
  "signal-where": {
    severity: "error",
    what: "`where` is a filter pattern or a predicate, for lines of the contract's form, and can be joined with `on`.",
    why: "`on` reads the field of the event, and two kinds of patterns cannot be joined; a JSON pattern never matches text, and a space-delimited one reads JSON as if it were text.",
    fix: "Write a JSON pattern, { $.http.status_code >= 500 }; for a contract with `line.text`, a space-delimited one with its parts.",
    source: patterns,
  },
  "signal-field": {
    severity: "error",
    what: "The fields that a signal reads, measures and splits by are in the contract, and its events carry them.",
    why: "A filter on another field never matches; a measure without its field publishes nothing; a line without a dimension's field is published into the series without dimensions.",
    fix: "Declare the field under `fields`, or read one that the events carry.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html",
  },
  "signal-value": {
    severity: "error",
    what: "A signal measures a number.",
    why: "CloudWatch publishes nothing for text, and refuses a value of a pattern that has no fields.",
    fix: "Measure a field of the type number or integer, of a JSON or space-delimited pattern.",
    source: metricFilters,
  },
  "signal-dimensions": {
    severity: "error",
    what: `A signal has at most ${limits.dimensionsOfFilter.most} dimensions, each once, from a pattern with fields, and with names that CloudWatch accepts.`,
    why: "Otherwise AWS refuses the filter, but only at apply.",
    fix: "Keep fewer dimensions, each once, and write `where` as a JSON pattern.",
    source: metricFilters,
  },
  "signal-dimension-unbounded": {
    severity: "error",
    what: "A dimension is a field with few values and without personal data.",
    why: "Each value is a metric that you pay for and that is kept for 15 months; CloudWatch may disable a filter that creates 1,000 of them.",
    fix: "Give the field `values` or `bounded: true` if its values are few, or choose another.",
    source: metricFilters,
  },
  "signal-dimension-values": {
    severity: "warning",
    what: `The values of a signal's dimensions make fewer than ${(limits.dimensionPairs.most + 1).toLocaleString("en-US")} metrics: the number of values of one, or of combinations of several.`,
    why: "CloudWatch Logs may disable a filter that makes so many different name/value pairs within an hour: its metric then has no datapoint, and its alarms see nothing. Each combination is a metric that you pay for, and AWS does not say whether it counts values or combinations. `replay` finds the same in recorded logs, as too-many-dimension-values.",
    fix: "Leave out the dimension with the most values, count it in a signal of its own, or declare only the values that occur.",
    source: limits.dimensionPairs.source,
  },
  "signal-default": {
    severity: "error",
    what: "A default is a finite number, for counts only, and never combined with dimensions.",
    why: "AWS refuses a default with dimensions. On a measure, every line that does not match counts in averages and percentiles.",
    fix: "Give a finite number, usually 0, or leave `default` out.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html",
  },
  "signal-metric": {
    severity: "error",
    what: `A metric's name has ${textRules.filterMetricName.form}, and belongs to one signal.`,
    why: "If two filters publish under one name, CloudWatch adds up their values.",
    fix: `Use ${textRules.filterMetricName.form}, and give each signal its own \`metric\`.`,
    source: textRules.filterMetricName.source,
  },
  "signal-unit": {
    severity: "error",
    what: "A unit is one of CloudWatch's units.",
    why: "AWS refuses others. In YAML, wrong-value finds this first; this rule is for contracts made in code.",
    fix: "Use one of CloudWatch's units.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html",
  },
  "pattern-syntax": {
    severity: "error",
    what: "A filter pattern is one that CloudWatch accepts.",
    why: "Terraform's plan only checks its length; AWS refuses it at apply, or reads it differently than you meant.",
    fix: "Correct the pattern at the caret.",
    source: patterns,
  },
  "pattern-limits": {
    severity: "error",
    what: "The whole pattern of a signal, events included, is one that CloudWatch accepts.",
    why: `\`on\` and \`where\` become one pattern, which may have ${patternLimits.characters.toLocaleString("en-US")} characters, ${patternLimits.regexes} regular expressions and ${patternLimits.wildcards} wildcards.`,
    fix: "Name fewer events, or write a shorter condition.",
    source: patterns,
  },
  "pattern-never-matches": {
    severity: "error",
    what: "A comparison can hold for some line of the contract.",
    why: "CloudWatch never compares booleans, null, objects and lists, and compares numbers only with numbers; an alarm on such a pattern stays in OK forever.",
    fix: "Compare the field with a value that it can have.",
    source: patterns,
  },
  "pattern-text-number": {
    severity: "warning",
    what: "A number is written without quotes in a comparison.",
    why: 'In quotes it is compared as text: "500" does not equal 500.0.',
    fix: "Write the number without quotes.",
    source: patterns,
  },
  "pattern-absent-field": {
    severity: "warning",
    what: "A pattern with != says what happens to lines that lack the field.",
    why: "CloudWatch compares nothing that is not there: a line without the field does not match, which is rarely meant.",
    fix: "Add an alternative, `($.field NOT EXISTS) || ($.field != ...)`, or require the field, `($.field = *) && ($.field != ...)`.",
    source: patterns,
  },
  "redaction-shape": {
    severity: "error",
    what: "A redacted key or shape is one that CloudWatch can mask.",
    why: `A shape has a managed identifier, or a pattern of at most ${textRules.dataIdentifierPattern.most} characters without groups; AWS refuses the policy otherwise, and lines stay unmasked.`,
    fix: `Name CloudWatch's managed identifier, or give a pattern of at most ${textRules.dataIdentifierPattern.most} characters without groups.`,
    source: textRules.dataIdentifierPattern.source,
  },
});

export type ContractRuleId = RuleIdOf<typeof contractRules>;

export type ContractFinding = Finding<ContractRuleId, ConfigPlace>;

/** A finding on a part of a contract, before the whole path is known: its path starts at that part. */
export interface ContractProblem extends Said {
  readonly rule: ContractRuleId;
  readonly path: Path;
}
