import { registry, type RuleIdOf } from "../base";
import type { LogRuleId } from "../records";
import type { TemplateRuleId } from "./audit/rules";
import type { MetricRuleId } from "./metrics";
import type { ReachRuleId } from "./reach";

/** What a replay may find wrong with its clock, its logs and its metrics, and with filters and alarms on these logs. */
export const replayRules = registry({
  "no-sample": {
    severity: "info",
    what: "Nothing in these logs gave an alarm's metric a sample.",
    why: "That the alarm stayed quiet proves nothing.",
    fix: "Replay logs in which it happens, or look at the filter's pattern.",
  },
  "filter-never-matched": {
    severity: "info",
    what: "A metric filter matched no event; the clauses that failed are named, with what was seen instead.",
    why: "Either it did not happen, or the pattern is wrong.",
    fix: "Replay logs in which it happens, or fix the pattern.",
  },
  "value-without-number": {
    severity: "warning",
    what: "In matching events the metric's value is not a number.",
    why: "CloudWatch publishes nothing for such an event.",
    fix: "Log the value as a JSON number in every event that the pattern matches.",
  },
  "too-many-dimension-values": {
    severity: "warning",
    what: "Within an hour, the dimensions of a metric filter have 1,000 different name/value pairs, or combinations of them, or more.",
    why: "CloudWatch Logs may disable such a filter: its metric then has no datapoint, and its alarms see nothing. AWS does not say whether it counts values or their combinations; each combination is a metric that you pay for.",
    fix: "Use as dimensions only fields with few values: not an id, an address or a path.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html",
  },
  "too-many-metrics": {
    severity: "error",
    what: "The filters publish more than 100,000 metrics: each set of dimension values is one. Those beyond are left out, unless an alarm reads them.",
    why: "A replay keeps its metrics in memory. CloudWatch Logs may disable a filter with far fewer.",
    fix: "Use as dimensions only fields with few values: not an id, an address or a path.",
  },
  "alarm-flaps": {
    severity: "warning",
    what: "An alarm went into ALARM, or told someone that it is in OK or INSUFFICIENT_DATA, three times or more within an hour.",
    why: "No one reacts to the next page.",
    fix: "Let it fire only if more datapoints breach (datapoints_to_alarm of evaluation_periods), or over a longer period.",
  },
  "fired-before-the-first-record": {
    severity: "info",
    what: "An alarm fired because the log begins: it treats missing datapoints as breaching.",
    why: "What happened before the first record is not known.",
    fix: "Replay logs that begin earlier, or start the clock later with --from.",
  },
  "fired-after-the-last-record": {
    severity: "info",
    what: "An alarm fired because the log ends: it treats missing datapoints as breaching.",
    why: "What happened after the last record is not known.",
    fix: "End the clock with the log (--to), or replay logs that go on.",
  },
  "composite-assumes": {
    severity: "info",
    what: "A composite alarm depends on children that were not evaluated.",
    why: "It was evaluated as if they stayed in INSUFFICIENT_DATA.",
    fix: "Give the datapoints of their metrics with --metrics.",
  },
  "records-unrouted": {
    severity: "warning",
    what: "Records belong to no log group of the template; an error where no record belongs to one.",
    why: "They counted for nothing. Where none counted the exit code is 2.",
    fix: "Say which files belong to which group: --log-group NAME=GLOB.",
    unread: true,
  },
  "nothing-to-replay": {
    severity: "error",
    what: "No record has a time, and the call names none.",
    why: "No alarm was evaluated: the exit code is 2.",
    fix: "In lines of text, say what the times look like (--time-pattern '%d.%m.%Y %H:%M:%S'); in JSON, name the field that holds them (--time-field $.when).",
    unread: true,
  },
  "records-without-time": {
    severity: "warning",
    what: "Records have no timestamp.",
    why: "They counted for nothing.",
    fix: "In lines of text, say what the times look like (--time-pattern '%d.%m.%Y %H:%M:%S'); in JSON, name the field that holds them (--time-field $.when). Or give such records the time of the one before (--without-time previous).",
    unread: true,
  },
  "records-far-apart": {
    severity: "warning",
    what: "Records are a month or more away from the others, or ten years from --from or --to.",
    why: "The clock leaves them out.",
    fix: "Check the field and the unit of the records' times (--time-field, --time-unit), or give --from and --to.",
    unread: true,
  },
  "log-group-without-logs": {
    severity: "info",
    what: "No record belongs to a log group that has metric filters.",
    why: "Its filters and alarms saw nothing.",
    fix: "Give its logs too; say which files belong to which group with --log-group NAME=GLOB.",
  },
  "given-metric-unused": {
    severity: "warning",
    what: "No alarm reads a metric of --metrics; what alarms read in its place is named.",
    why: "With another namespace, name or dimensions it is another metric.",
    fix: "Give its namespace, name and dimensions as the alarm has them, or leave it out.",
  },
  "metric-known-twice": {
    severity: "warning",
    what: "A metric has two sources: it was given twice, or given and published.",
    why: "Only the one with the finer period counts.",
    fix: "Give its datapoints once, and not those of a metric that the logs give.",
  },
  unresolved: {
    severity: "info",
    what: "An attribute of a resource could not be resolved.",
    why: "What depends on it is not evaluated.",
    fix: "Replay a plan (terraform show -json), or give the value with --var.",
  },
  "line-outside-contract": {
    severity: "warning",
    what: "A log line breaks its contract: in a replay with --env that of its service, in check --contract the one that is named. There it is an error.",
    why: "Filters, queries and dashboards rely on what the contract says.",
    fix: "Log what the contract declares, or declare what is logged.",
  },
});

/** Every rule whose findings a replay may report. */
export type ReplayRuleId = RuleIdOf<typeof replayRules> | TemplateRuleId | LogRuleId | MetricRuleId | ReachRuleId;
