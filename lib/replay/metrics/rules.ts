import { registry, type RuleIdOf } from "../../base";

/** What can be wrong with files of metrics. */
export const metricRules = registry({
  "metrics-unreadable": {
    severity: "error",
    what: "A file of --metrics cannot be read or contains no metrics.",
    why: "Alarms on its metrics are not evaluated: the exit code is 2.",
    fix: "Give the JSON of aws cloudwatch get-metric-data or get-metric-statistics, or CSV with a header.",
    unread: true,
  },
  "unnamed-metric": {
    severity: "error",
    what: "It is not clear which metric values belong to.",
    why: "They are left out: the exit code is 2.",
    fix: "Name namespace, metric, dimensions and statistic.",
    unread: true,
  },
  "metric-period": {
    severity: "error",
    what: "A metric's period is not a multiple of 60 seconds.",
    why: "Replay goes by minutes and leaves the metric out: the exit code is 2.",
    fix: "Get the metric with a period of 60 seconds, the alarm's own, or another multiple of 60.",
    unread: true,
  },
  "partial-metrics": {
    severity: "warning",
    what: "An answer of CloudWatch is incomplete.",
    why: "Datapoints that it lacks are treated as missing data.",
    fix: "Get the metrics again, with all pages of the answer.",
    unread: true,
  },
  "metric-time": {
    severity: "warning",
    what: "A datapoint's time cannot be read, or is not a whole minute.",
    why: "The datapoint is left out.",
    fix: "Write times in ISO 8601, or as seconds since 1970, of whole minutes.",
    unread: true,
  },
  "metric-value": {
    severity: "warning",
    what: "A datapoint's value is not a finite number.",
    why: "The value is left out.",
    fix: "Write finite numbers.",
    unread: true,
  },
  "metric-row": {
    severity: "warning",
    what: "A row does not fit the header of its CSV file.",
    why: "The row is left out.",
    fix: "Write as many fields as the header has, with quotes around fields that hold separators.",
    unread: true,
  },
  "duplicate-datapoint": {
    severity: "warning",
    what: "A file has two datapoints of one metric, statistic, period and minute.",
    why: "The last one counts.",
    fix: "Check that the file was not put together from overlapping ones.",
  },
  "unused-column": {
    severity: "warning",
    what: "A CSV file has columns that are not read.",
    why: "A misspelt column is left out without any other sign.",
    fix: "Give columns the names of the header that is expected.",
  },
});

export type MetricRuleId = RuleIdOf<typeof metricRules>;
