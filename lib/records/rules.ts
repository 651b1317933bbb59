import { registry, type RuleIdOf } from "../base";

/** What can be wrong with files of logs, with the records in them, and with what says which group they are of. */
export const logRules = registry({
  "truncated-input": {
    severity: "error",
    what: "A file of logs breaks off before its end.",
    why: "What its end holds is not in the result, and an alarm may have fired there: the exit code is 2.",
    fix: "Get the file again.",
    unread: true,
  },
  "unreadable-input": {
    severity: "error",
    what: "A file of logs cannot be read.",
    why: "Nothing in it is in the result: the exit code is 2.",
    fix: "Check that the file exists, is complete, and can be read.",
    unread: true,
  },
  "not-text": {
    severity: "error",
    what: "A file of logs, or the rest of it, is not text in UTF-8.",
    why: "It cannot be read as log events: the exit code is 2.",
    fix: "Convert the file to UTF-8, for example with iconv.",
    unread: true,
  },
  "invalid-document": {
    severity: "error",
    what: "A JSON or CSV document is broken.",
    why: "What follows in it is not read: the exit code is 2.",
    fix: "Get the file again, or choose another --format.",
    unread: true,
  },
  "invalid-line": {
    severity: "warning",
    what: "A line does not have the form of its file.",
    why: "It is counted, and left out or read as text.",
    fix: "Choose another --format, or take the line out.",
    unread: true,
  },
  "line-too-long": {
    severity: "warning",
    what: "A line is longer than 1 MB.",
    why: "CloudWatch Logs accepts no larger event, so the line is counted and left out.",
    fix: "Log shorter events.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html",
    unread: true,
  },
  "ambiguous-format": {
    severity: "info",
    what: "A file can be read in two ways.",
    why: "The more likely one was chosen.",
    fix: "Say which is meant with --format.",
  },
  "carriage-returns": {
    severity: "info",
    what: "The lines of a file end with a carriage return alone.",
    why: "Each is read as an event. Agents end lines at a line feed, and may take the whole file for one event.",
    fix: "Convert the file: tr '\\r' '\\n'.",
  },
  "lines-continue": {
    severity: "info",
    what: "Lines of a file look like parts of stack traces.",
    why: "Each line is an event by itself, as Docker's awslogs driver and Fluent Bit send it. The CloudWatch agent joins lines that begin with a blank to the line before.",
    fix: "If an agent joins them, say how: --multiline indent, or --multiline time.",
    source:
      "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html",
  },
  "time-form": {
    severity: "info",
    what: "The times of a file are not where they usually are, or not in a usual form.",
    why: "The form, or the field, that most of its first lines have was chosen.",
    fix: "Say what the times are with --time-pattern or --time-field, if it is another.",
  },
  "year-assumed": {
    severity: "info",
    what: "The times of a file have no year.",
    why: "They are read as times of the twelve months before now.",
    fix: "Say which year they are of: --year 2026.",
  },
  "date-assumed": {
    severity: "info",
    what: "The times of a file have no date.",
    why: "They are read as times of the last day on which they are not in the future, and of the days after it where they go back past midnight.",
    fix: "Say which day the first of them is of: --date 2026-11-21.",
  },
  "zone-assumed": {
    severity: "info",
    what: "The times of a file name a time zone that means several.",
    why: "CST is Chicago's, Shanghai's and Havana's. Those of North America are read so, others as UTC.",
    fix: "Write the offset instead: +0530.",
  },
  "local-time": {
    severity: "info",
    what: "The times of a file say no time zone.",
    why: "They are read as UTC. Local times of a machine that is not in UTC are then hours away from what they mean.",
    fix: "Say of which zone they are: --time-zone Europe/Berlin.",
  },
  "clock-change": {
    severity: "info",
    what: "Local times of a file occur twice, or never, because clocks were changed.",
    why: "Those that occur twice are taken for the first. Those that never occur show that the zone is another: such records have no time.",
    fix: "Write times with their offset, or in UTC; check --time-zone.",
  },
  "out-of-order": {
    severity: "warning",
    what: "A record is more than a day older than one before it in its file.",
    why: "It is counted in its own minute, as CloudWatch does; often the wrong field was read as the time.",
    fix: "Check that the right field is read as the time.",
  },
  "future-timestamps": {
    severity: "warning",
    what: "A record has a time in the future.",
    why: "It is counted in its own minute, but CloudWatch Logs refuses events more than two hours ahead.",
    fix: "Check the unit and the time zone of the times.",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html",
  },
  "duplicate-lines": {
    severity: "warning",
    what: "A record has the same text and time as the one just before it.",
    why: "It is counted, as CloudWatch counts what it is sent twice.",
    fix: "Check that the lines were not collected twice.",
  },
  "unknown-log-group": {
    severity: "warning",
    what: "A --log-group names a group that the template does not have.",
    why: "No filter reads the records that it is given.",
    fix: "Name a log group of the template.",
  },
  "unused-log-group-rule": {
    severity: "warning",
    what: "The glob of a --log-group matches no input.",
    why: "It sends no record to its group.",
    fix: "Write a glob over the names of the inputs.",
  },
});

export type LogRuleId = RuleIdOf<typeof logRules>;
