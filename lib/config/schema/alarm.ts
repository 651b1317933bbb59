import { z } from "zod";
import { expected, severities } from "../../base";
import { clockShape, missingDataTreatments, textRules, warmUpSince, weekdays } from "../../aws";
import { mathIdShape } from "../../metric-math";
import { alarmReference, compositeRule } from "./composite-rule";
import { duration } from "./duration";
import {
  count,
  either,
  expandable,
  flag,
  list,
  number,
  object,
  oneOf,
  prose,
  table,
  text,
  type TextForm,
} from "./form";
import type { AlarmInput } from "./input";
import { constructId, signalName } from "./names";
import { ownerSchema } from "./owner";
import { alarmQuery } from "./question";
import { awsDimensions, fieldValues, metricReference, seriesSource, statistic } from "./source";
import { windowValues } from "./window";

/** How a value is compared with a threshold. */
export const comparisons = ["above", "atLeast", "below", "atMost"] as const;
export type AlarmComparison = (typeof comparisons)[number];

const bound = number("a number", "Write a number, without quotes.");
const percent = number("a percentage", "Write a number from 0 to 100, without quotes and without %.", {
  min: 0,
  max: 100,
});
const band = number("a width of the band", "Write standard deviations, a number above 0, usually 2 to 4.", {
  above: 0,
});

/** Exactly one of several keys. */
function single<Schema extends z.ZodType<object>>(schema: Schema, keys: readonly string[]) {
  const error = expected(
    "one condition",
    `Give exactly one of ${keys.join(", ")}: { ${keys[0] ?? ""}: ${exampleOf(keys[0])} }.`,
  );
  return schema
    .refine((value) => Object.values(value).filter((entry) => entry !== undefined).length === 1, { error })
    .meta({ minProperties: 1, maxProperties: 1 });
}

function exampleOf(key: string | undefined): string {
  if (key === "for") return '"15m"';
  return key === "by" ? '"04:00"' : "5";
}

function comparison(value: z.ZodNumber) {
  return single(
    object("a comparison", {
      above: value.optional().describe("ALARM while the value is greater than this."),
      atLeast: value.optional().describe("ALARM while the value is greater than or equal to this."),
      below: value.optional().describe("ALARM while the value is less than this."),
      atMost: value.optional().describe("ALARM while the value is less than or equal to this."),
    }),
    comparisons,
  );
}

/** A comparison with a number. */
export const boundComparison = comparison(bound);

/** One condition per severity. */
function bySeverity<Condition extends z.ZodType>(condition: Condition) {
  return object("a table of severities", {
    info: condition.optional().describe(severities.info.meaning),
    warning: condition.optional().describe(severities.warning.meaning),
    critical: condition.optional().describe(severities.critical.meaning),
  })
    .refine((table) => Object.values(table).some((entry) => entry !== undefined), {
      error: expected(
        "a table with a severity",
        "Give at least one of info, warning, critical: { critical: { above: 5 } }.",
      ),
    })
    .meta({ minProperties: 1 })
    .describe("The condition for each severity; each severity is a separate alarm.");
}

export const runbookForm: TextForm = {
  noun: "a runbook",
  fix: "Write a path below the service's `runbooks`, or an https address: provider-outage.",
  shape: /^(?:https:\/\/\S+|(?![a-z]+:)[^\s/][^\s]*)$/,
};

const cloudWatchName = text("an alarm's name", `Use ${textRules.alarmName.form}: "{environment}-orders-5xx".`, /\S/);

const texts = {
  summary: prose("a summary", "Write a sentence on what happened and to whom: Customers cannot pay.").describe(
    "What happened, in a sentence. First line of the notification.",
  ),
  impact: prose("an impact", "Write a sentence on who is affected, and how.")
    .optional()
    .describe("Who is affected, and how. Default: none."),
  runbook: expandable(runbookForm)
    .optional()
    .describe(
      "Runbook: a path below the service's `runbooks`, or a full https address. Default: the alarm's name below `runbooks`.",
    ),
  query: alarmQuery
    .optional()
    .describe(
      'Logs Insights query to run first, or the question that it answers: { question: "top_errors" }. Default: none.',
    ),
  owner: ownerSchema.optional().describe("Who acts on it. Default: the service's owner."),
  notify: flag()
    .optional()
    .describe("False for an alarm that only feeds composite alarms and notifies nobody by itself. Default: true."),
  okActions: flag().optional().describe("True to notify the same people on return to OK. Default: true."),
  id: constructId
    .optional()
    .describe("Construct id, kept when the alarm is renamed. Default: the alarm's name in PascalCase."),
  names: object("names of alarms", {
    info: cloudWatchName.optional().describe("Name of the alarm of this severity."),
    warning: cloudWatchName.optional().describe("Name of the alarm of this severity."),
    critical: cloudWatchName.optional().describe("Name of the alarm of this severity."),
  })
    .optional()
    .describe(
      "Names in CloudWatch, by severity; placeholders are expanded. Default: <project>-<environment>-<service>-<alarm>-<severity>.",
    ),
};

const missingData = oneOf("a treatment of missing data", missingDataTreatments);

const warmUp = {
  warmUp: either("a duration, or false", 'Write how long, in whole minutes, or false: "30m".', [
    z.literal(false, { error: expected("false", "Write false, without quotes.") }),
    duration,
  ])
    .optional()
    .describe(
      `How long a new alarm waits, without notifying anyone, until there is data: whole minutes up to two days; false: not at all. Needs the AWS provider ${warmUpSince} or later. Default: for an alarm that counts missing data as breaching, the time that its periods cover, if providers.aws allows only such versions; otherwise not at all: it may fire as soon as it is deployed.`,
    ),
};

const window = {
  ...warmUp,
  period: windowValues.period
    .optional()
    .describe(
      "Length of a period: whole minutes. Periods times their number is at most a day, seven days for periods of an hour and more. Default: 5m.",
    ),
  periods: windowValues.periods.optional().describe("Number of periods to evaluate. Default: 1."),
  datapoints: windowValues.datapoints
    .optional()
    .describe("Number of these periods that must breach the threshold. Default: all of them."),
};

function missing(usual: string) {
  return missingData
    .optional()
    .describe(
      `What a period without data counts as: missing (state INSUFFICIENT_DATA), notBreaching, breaching, ignore (state stays). Default: ${usual}.`,
    );
}

const signal = signalName.describe("The signal of the contract to watch.");
const signalStatistic = statistic
  .optional()
  .describe("Statistic of the values in a period. Default: Sum for a count, Average for a measure.");

const thresholdAlarm = object("a threshold alarm", {
  type: z.literal("threshold").describe("A signal against a number."),
  ...texts,
  signal,
  statistic: signalStatistic,
  dimensions: fieldValues,
  ...window,
  missingData: missing(
    "for a count, breaching if the alarm is on too low a value, otherwise notBreaching; for a measure, missing",
  ),
  severities: bySeverity(comparison(bound)),
});

const rateAlarm = object("a rate alarm", {
  type: z.literal("rate").describe("A count as a percentage of another count, of signals or of AWS's metrics."),
  ...texts,
  errors: seriesSource.describe("What counts bad events: a signal, or a metric of AWS."),
  of: seriesSource.describe("What counts all events, good and bad: a signal, or a metric of AWS."),
  minimum: count("a number of events", "Write a whole number, 1 or more.", { min: 1 })
    .optional()
    .describe(
      "Minimum number of `of` events in a period for its rate to be evaluated: one failure at night is not an outage. Default: 1.",
    ),
  dimensions: fieldValues.describe(
    "A value for each dimension of the signals that are written as a name, which selects one series. Placeholders are expanded. Default: the series without dimensions.",
  ),
  ...window,
  missingData: missing("notBreaching"),
  severities: bySeverity(comparison(percent)),
});

const latencyAlarm = object("a latency alarm", {
  type: z.literal("latency").describe("A percentile of a measured signal, in the signal's unit."),
  ...texts,
  signal,
  percentile: windowValues.percentile.optional().describe("Which percentile. Default: p99."),
  lowSamples: oneOf("a treatment of few samples", ["evaluate", "ignore"])
    .optional()
    .describe(
      "With too few samples for a meaningful percentile (under 1000 for p99): evaluate anyway, or ignore and keep the state. Default: evaluate.",
    ),
  minimumSamples: count("a number of samples", "Write a whole number, 1 or more.", { min: 1 })
    .optional()
    .describe(
      "Minimum number of samples in a period for its percentile to be evaluated; replaces `lowSamples`. Default: none.",
    ),
  dimensions: fieldValues,
  ...window,
  missingData: missing("notBreaching"),
  severities: bySeverity(comparison(bound)),
});

const absenceAlarm = object("an absence alarm", {
  type: z.literal("absence").describe("Nothing arrived for some time."),
  ...texts,
  signal: signalName.optional().describe("The signal that must keep arriving. Default: any log line of the service."),
  dimensions: fieldValues,
  ...warmUp,
  severities: bySeverity(
    single(
      object("a duration of silence", {
        for: duration
          .optional()
          .describe(
            "How long nothing arrived: whole minutes up to a day, whole hours up to seven days. The alarm fires later than that, by up to six minutes, and beyond a day by up to three hours: CloudWatch looks for data in more periods than it evaluates.",
          ),
      }),
      ["for"],
    ),
  ),
});

const time = text("a time of day", 'Write hours and minutes, in quotes: "04:00".', clockShape);

const deadlineAlarm = object("a deadline alarm", {
  type: z.literal("deadline").describe("Something has not happened by a time of the day."),
  ...texts,
  signal: signalName.describe("The signal of what must have happened: the batch has finished."),
  dimensions: fieldValues,
  from: time
    .optional()
    .describe("From when on it counts, local time, at most 18 hours before `by`. Default: 12 hours before `by`."),
  timezone: text("a time zone", "Write its IANA name: Europe/Berlin.").describe(
    "IANA time zone of `by` and `from`. The alarm knows its changes of clocks until 2040.",
  ),
  days: list("a list of days", oneOf("a day", weekdays), { min: 1 })
    .optional()
    .describe("Days on which there is a deadline, those of `by`: [MON, TUE, WED, THU, FRI]. Default: every day."),
  ...warmUp,
  severities: bySeverity(
    single(
      object("a deadline", {
        by: time
          .optional()
          .describe(
            "By when it must have happened, local time. The alarm fires five minutes later, stays in ALARM for up to six hours, and is then OK until the next day.",
          ),
      }),
      ["by"],
    ),
  ),
});

const anomalyAlarm = object("an anomaly alarm", {
  type: z.literal("anomaly").describe("A value outside the band that CloudWatch learned from the last two weeks."),
  ...texts,
  signal: signalName.optional().describe("The signal to watch; or give `metric`."),
  metric: metricReference.optional().describe("The AWS metric to watch; or give `signal`."),
  statistic: statistic
    .optional()
    .describe(
      "Statistic of the values in a period. Default: Sum for a count, Average for a measure, the catalogue's for a metric.",
    ),
  dimensions: awsDimensions.describe(
    "Values of the signal's dimensions, or dimensions of the metric. Placeholders are expanded. Default: none.",
  ),
  direction: oneOf("a direction", ["above", "below", "both"])
    .optional()
    .describe("On which side of the band the alarm fires. Default: both."),
  ...window,
  missingData: missing("missing"),
  severities: bySeverity(
    single(object("a band", { band: band.optional().describe("Width of the band, in standard deviations.") }), [
      "band",
    ]),
  ),
});

const metricAlarm = object("a metric alarm", {
  type: z.literal("metric").describe("A metric that an AWS service publishes, against a number."),
  ...texts,
  metric: metricReference.describe("A key of the catalogue, or namespace and name."),
  dimensions: awsDimensions,
  statistic: statistic
    .optional()
    .describe("Statistic of the values in a period. Default: the catalogue's; Average for other metrics."),
  ...window,
  missingData: missing("missing"),
  severities: bySeverity(comparison(bound)),
});

const mathAlarm = object("a math alarm", {
  type: z.literal("math").describe("The result of an expression over signals and metrics, against a number."),
  ...texts,
  expression: text("an expression", "Write metric math over the keys of `metrics`: errors / requests * 100.").describe(
    "Expression in CloudWatch's metric math, over the keys of `metrics`: errors / requests * 100.",
  ),
  metrics: table(
    "a table of metrics",
    text("a key of the expression", "Use letters, digits and _, beginning with a lower-case letter.", mathIdShape),
    seriesSource,
  )
    .refine((metrics) => Object.keys(metrics).length > 0, {
      error: expected("a table with a metric", 'Name at least one: { errors: "payment_failures" }.'),
    })
    .meta({ minProperties: 1 })
    .describe("The series that the expression names, by the key that it has in the expression; at most 10."),
  ...window,
  missingData: missing("missing"),
  severities: bySeverity(comparison(bound)),
});

const compositeAlarm = object("a composite alarm", {
  type: z.literal("composite").describe("A rule over other alarms."),
  ...texts,
  rule: compositeRule.describe(
    "When the alarm is in ALARM. Alarms are written alarm.severity; those of another service, service/alarm.severity.",
  ),
  suppressor: object("a suppressor", {
    alarm: alarmReference.describe("While this alarm is in ALARM, the composite notifies nobody."),
    wait: duration.describe("How long to wait for the suppressor before notifying."),
    extension: duration.describe("How long to stay suppressed after the suppressor leaves ALARM."),
  })
    .optional()
    .describe("An alarm that suppresses this one, e.g. an alarm that is in ALARM during deployments. Default: none."),
  severities: bySeverity(object("a composite's severity", {})),
});

export const alarmTypes = [
  "threshold",
  "rate",
  "latency",
  "absence",
  "deadline",
  "anomaly",
  "metric",
  "math",
  "composite",
] as const;

const anyAlarm = z
  .discriminatedUnion(
    "type",
    [
      thresholdAlarm,
      rateAlarm,
      latencyAlarm,
      absenceAlarm,
      deadlineAlarm,
      anomalyAlarm,
      metricAlarm,
      mathAlarm,
      compositeAlarm,
    ],
    {
      error: expected(
        "an alarm",
        `Write an object with summary, severities, and a type: ${alarmTypes.join(", ")}.`,
        alarmTypes,
      ),
    },
  )
  .meta({ id: "alarm" });

export type ConfiguredAlarm = z.output<typeof anyAlarm>;

/** One question per alarm, at one or more severities. */
export const alarmSchema = anyAlarm as unknown as z.ZodType<ConfiguredAlarm, AlarmInput>;

/** What an environment may set for one severity of an alarm instead of the service's condition. */
export const conditionOverride = either(
  "a condition",
  'Write a condition like the alarm\'s ({ above: 5 }, { band: 3 }, { for: "15m" }), or "off".',
  [
    z.literal("off", { error: expected('"off"', 'Write "off".') }),
    single(
      object("a condition", {
        above: bound.optional().describe("ALARM while the value is greater than this."),
        atLeast: bound.optional().describe("ALARM while the value is greater than or equal to this."),
        below: bound.optional().describe("ALARM while the value is less than this."),
        atMost: bound.optional().describe("ALARM while the value is less than or equal to this."),
        band: band.optional().describe("Of an anomaly alarm: width of the band, in standard deviations."),
        for: duration.optional().describe("Of an absence alarm: how long nothing arrived."),
        by: time.optional().describe("Of a deadline alarm: by when it must have happened, local time."),
      }),
      [...comparisons, "band", "for", "by"],
    ),
  ],
);
