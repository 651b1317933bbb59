import { limits, periodForm, regions } from "../../aws";
import { registry, type RuleIdOf } from "../../base";

const putMetricFilter = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html";
const putMetricAlarm = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";
const patterns = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html";
const missingData = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html";

/** What the template alone shows to be wrong with metric filters and alarms, whatever the logs say. */
export const templateRules = registry({
  "filter-refused": {
    severity: "error",
    what: "CloudWatch Logs would refuse a metric filter.",
    why: "Terraform's plan does not see it, and the apply fails.",
    fix: "Fix the filter: Terraform's plan does not see this, and the apply fails.",
    source: putMetricFilter,
  },
  "alarm-refused": {
    severity: "error",
    what: "CloudWatch would refuse a metric alarm: an argument is missing, too long, or contradicts another.",
    why: "Terraform's plan does not see it, and the apply fails.",
    fix: "Fix the alarm: Terraform's plan does not see this, and the apply fails.",
    source: putMetricAlarm,
  },
  "alarm-periods-refused": {
    severity: "error",
    what: "CloudWatch would refuse the periods of an alarm: how long one is, how many there are, or how many of them must breach.",
    why: "Terraform's plan does not compare them, and the apply fails.",
    fix: `Use periods of ${periodForm} seconds that cover at most a day together, or a week if they are an hour or longer, and at most as many datapoints_to_alarm as evaluation_periods.`,
    source: putMetricAlarm,
  },
  "alarm-statistic-refused": {
    severity: "error",
    what: "An alarm's statistic is not one of CloudWatch's.",
    why: "The apply fails.",
    fix: "Use Sum, Average, SampleCount, Minimum or Maximum, or, as extended_statistic, p99, tm99 and the like.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html",
  },
  "alarm-queries-refused": {
    severity: "error",
    what: "CloudWatch would refuse the metric_query blocks of an alarm: exactly one returns data, each has its own id and either a metric or an expression.",
    why: "Terraform's plan does not see it, and the apply fails.",
    fix: "Set return_data = true in exactly one metric_query, the one that is compared with the threshold.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html",
  },
  "alarm-expression-refused": {
    severity: "error",
    what: "CloudWatch would refuse the metric-math expression of an alarm.",
    why: "Terraform's plan does not read expressions, and the apply fails.",
    fix: "Write an expression that gives one series, from metrics that have a metric_query of their own.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html",
  },
  "argument-refused": {
    severity: "error",
    what: "An argument of a metric filter or an alarm has a value that Terraform's provider refuses.",
    why: "The plan fails.",
    fix: "Give the argument a value that the provider accepts.",
  },
  "too-many-filters": {
    severity: "error",
    what: `A log group has more than ${limits.filters.most} metric filters, or more than ${limits.filtersWithRegex.most} with regular expressions.`,
    why: "CloudWatch Logs refuses the others: Terraform's plan does not see it, and the apply fails.",
    fix: "Combine filters, or remove some.",
    source: limits.filters.source,
  },
  "duplicate-filter-name": {
    severity: "error",
    what: "Two metric filters of a log group have the same name.",
    why: "The one that is applied later overwrites the other.",
    fix: "Give each metric filter of a log group its own name.",
    source: putMetricFilter,
  },
  "pattern-matches-every-line": {
    severity: "error",
    what: "A space-delimited pattern has no condition, so it matches every line: `[ERROR]` names the whole line ERROR.",
    why: "The metric counts lines instead of what the pattern seems to look for.",
    fix: "Write the terms without brackets, or give a field a condition: `[..., level = ERROR, ...]`.",
    source: patterns,
  },
  "pattern-term-ignored": {
    severity: "error",
    what: "A term pattern has optional terms (`?term`) beside terms that are required or excluded.",
    why: "CloudWatch ignores the optional ones.",
    fix: "Give every term a ?, or match with a regular expression (%...%), or make two filters.",
    source: patterns,
  },
  "pattern-word-split": {
    severity: "error",
    what: "A term pattern has a - or ? inside a word: CloudWatch reads `a-b` as `a` and not `b`.",
    why: "The pattern does not match the word.",
    fix: "Put the word in double quotes.",
    source: patterns,
  },
  "pattern-operator-is-a-word": {
    severity: "error",
    what: "A term pattern has OR, AND or NOT between its terms: they are terms, too, which a line must contain.",
    why: "The pattern matches hardly any line.",
    fix: "Write ?a ?b for one of them, a b for both, -a for none.",
    source: patterns,
  },
  "pattern-never-matches-a-line": {
    severity: "error",
    what: "A term pattern requires a text and excludes a part of it.",
    why: "No line matches.",
    fix: "Exclude a text that is not a part of one that is required.",
    source: patterns,
  },
  "threshold-left-out": {
    severity: "warning",
    what: "An alarm has no threshold.",
    why: "The Terraform provider sends 0, and the alarm compares with it.",
    fix: "Give the threshold; write threshold = 0 if you mean it.",
  },
  "dynamodb-missing-data": {
    severity: "info",
    what: "An alarm on AWS/DynamoDB says how to treat missing data.",
    why: "One page of AWS says that such data is always ignored; by another the setting counts.",
    fix: 'Write treat_missing_data = "ignore" if that is meant: both pages agree on it.',
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  },
  "alarm-never-fires": {
    severity: "error",
    what: "No value that the filters can publish crosses an alarm's threshold.",
    why: "The alarm can never fire, whatever the logs say.",
    fix: "Choose a threshold that the metric can cross, or another statistic.",
  },
  "alarm-always-fires": {
    severity: "error",
    what: "Every value that the filters can publish crosses an alarm's threshold.",
    why: "The alarm fires whatever the logs say.",
    fix: "Choose a threshold that normal operation does not cross.",
  },
  "alarm-never-recovers": {
    severity: "error",
    what: "An alarm ignores missing data, and its filter publishes only datapoints that breach.",
    why: "Once in ALARM it stays there: no datapoint can bring it back to OK, and it never notifies again.",
    fix: 'Set treat_missing_data to "notBreaching", or give the filter default_value = 0.',
    source: missingData,
  },
  "ok-actions-never-run": {
    severity: "warning",
    what: "An alarm has actions for OK, and its filter publishes only datapoints that breach; without them it is INSUFFICIENT_DATA.",
    why: "It never goes to OK, and its actions for OK never run.",
    fix: 'Set treat_missing_data to "notBreaching", or give the filter default_value = 0.',
    source: missingData,
  },
  "default-falsifies-statistic": {
    severity: "error",
    what: "An alarm's statistic includes the default value of a filter, which is published for every line that does not match.",
    why: "Minimum, Maximum, SampleCount, averages and percentiles are those of all lines, not of the matching ones.",
    fix: "Use Sum, or leave default_value out and treat missing data as notBreaching.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html",
  },
  "dimensions-nobody-publishes": {
    severity: "error",
    what: "Filters publish an alarm's metric, but with other dimensions.",
    why: "CloudWatch does not add up series with other dimensions: the alarm sees no datapoint.",
    fix: "Name the dimensions that the filter publishes, or add a filter that publishes these.",
  },
  "metric-in-another-region": {
    severity: "error",
    what: "Filters publish an alarm's metric in another account or Region.",
    why: "An alarm sees no metric of another account or Region.",
    fix: "Put the alarm where the log group and its filter are, or a filter where the alarm is.",
  },
  "log-group-in-several-regions": {
    severity: "warning",
    what: "A log group exists in several accounts or Regions.",
    why: "Nothing says where its records come from, so they count in each of them.",
    fix: "Replay the logs of one account and Region at a time, and look at its alarms.",
  },
  "metric-name-of-filter": {
    severity: "error",
    what: "An alarm's metric_name is the id or name of a metric filter, which publishes a metric of another name.",
    why: "The alarm sees no datapoint.",
    fix: "Write metric_name = aws_cloudwatch_log_metric_filter.NAME.metric_transformation[0].name.",
  },
  "unit-nobody-publishes": {
    severity: "error",
    what: "An alarm reads datapoints in a unit that its metric does not have.",
    why: "CloudWatch does not convert units: the alarm sees no datapoint.",
    fix: "Leave unit out.",
    source: putMetricAlarm,
  },
  "period-too-short": {
    severity: "error",
    what: "An alarm on the metric of a filter has a period below a minute.",
    why: "Metric filters publish once a minute: the alarm lapses into INSUFFICIENT_DATA.",
    fix: "Use a period of 60 seconds or a multiple of it.",
    source: putMetricAlarm,
  },
  "threshold-as-fraction": {
    severity: "warning",
    what: "The threshold of a metric in percent is below 1.",
    why: "CloudWatch's percentages go from 0 to 100: the alarm fires all the time, or never.",
    fix: "Give the threshold in percent: 80, not 0.8.",
  },
  "threshold-in-another-unit": {
    severity: "warning",
    what: "The threshold of a latency, an age or a size fits another unit than the metric's.",
    why: "The alarm fires all the time, or never.",
    fix: "Give the threshold in the metric's own unit.",
  },
  "threshold-below-a-megabyte": {
    severity: "warning",
    what: "The threshold of storage or memory, which is measured in bytes, is below a megabyte.",
    why: "It was probably meant in megabytes or gigabytes: the alarm fires when it is too late, or all the time.",
    fix: "Give the threshold in bytes.",
  },
  "incident-stays-open": {
    severity: "warning",
    what: "In `check` alone: an alarm opens an incident in a pager, and its OK does not reach that pager.",
    why: "The incident stays open, and the next alarm may be added to it without waking anyone.",
    fix: "Notify the same topic in ok_actions.",
  },
  "resources-not-read": {
    severity: "warning",
    what: "The template lacks resources: a module is not read, how many instances a block has is not known, or a plan has only a part of the configuration. An error where no alarm is left.",
    why: "Alarms, filters and topics that are missing are neither checked nor replayed.",
    fix: "Run terraform plan -out plan.bin && terraform show -json plan.bin > plan.json, and give plan.json: it has the resources of every module.",
    unread: true,
  },
  "not-checked": {
    severity: "info",
    what: "In `check` alone: an attribute of a metric filter or an alarm is not known.",
    why: "What depends on it was not checked.",
    fix: "Give the value with --var, or check a plan, or the state after apply: terraform show -json.",
  },
  "region-unknown": {
    severity: "warning",
    what: `A Region is not one that AWS had on ${regions.asOf}.`,
    why: "If it is misspelt, the plan or the apply fails, or an action goes nowhere.",
    fix: "Correct the Region, or ignore this if AWS has opened it since.",
    source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
  },
  "metric-nobody-publishes": {
    severity: "warning",
    what: "No filter publishes an alarm's metric, but one publishes a metric with nearly the same name.",
    why: "A misspelt metric never has a datapoint.",
    fix: "Correct the metric's name, or give its datapoints with --metrics if something else publishes it.",
  },
});

export type TemplateRuleId = RuleIdOf<typeof templateRules>;
