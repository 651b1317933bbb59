import { limits, periodForm } from "../../aws";
import { registry, type RuleIdOf } from "../../base";

const putMetricFilter = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html";
const putMetricAlarm = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html";

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
  "metric-nobody-publishes": {
    severity: "warning",
    what: "No filter publishes an alarm's metric, but one publishes a metric with nearly the same name.",
    why: "A misspelt metric never has a datapoint.",
    fix: "Correct the metric's name, or give its datapoints with --metrics if something else publishes it.",
  },
});

export type TemplateRuleId = RuleIdOf<typeof templateRules>;
