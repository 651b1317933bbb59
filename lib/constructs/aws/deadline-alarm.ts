import { Construct } from "constructs";
import {
  type Deadline,
  deadlineAlarm,
  type DeadlineFault,
  deadlineFaults,
  deadlineMetricId,
  durationText,
  timeZoneFix,
  type Weekday,
  weekdays,
} from "../../aws";
import { usualMissingData } from "../../contract";
import { badValue } from "../errors";
import { warmUpOf } from "./alarm-window";
import { given } from "./given";
import { checkMetric, type Metric } from "./metric";
import { expressionQuery, metricQuery } from "./metric-query";
import { severityAlarms, type AlarmProps, type PerSeverity, type SeverityAlarms } from "./severity-alarms";
import type { WarmUp } from "./warm-up";

export interface DeadlineAlarmProps extends AlarmProps, WarmUp {
  /** The metric of what must have happened: its sum or, for a measure, its samples. Its period is a minute here. */
  readonly metric: Metric;

  /** The deadline in local time, by severity: `{ warning: { by: "03:30" }, critical: { by: "04:00" } }`. */
  readonly severities: PerSeverity<{ readonly by: string } & WarmUp>;

  /** IANA time zone of `by` and `from`: `Europe/Berlin`. */
  readonly timezone: string;

  /**
   * From when on it counts, local time, at most 18 hours before `by`: `22:00`.
   *
   * @default - 12 hours before `by`
   */
  readonly from?: string;

  /**
   * Days on which there is a deadline: those of `by`.
   *
   * @default - every day
   */
  readonly days?: readonly Weekday[];
}

/**
 * Fires when something has not happened by a time of the day: the nightly batch has not finished by 04:00 in Berlin.
 *
 * The alarm goes to ALARM five minutes after `by`, so that what is logged at the last moment counts, and stays there for a few hours,
 * whatever happens then. The zone's changes of clocks until 2040 are written into its metric math. A new alarm does not know what happened
 * before its metric existed: give it a `warmUp` of a day, with which it waits to the end.
 */
export class DeadlineAlarm extends Construct {
  /** The alarms, by severity. */
  readonly alarms: SeverityAlarms;

  /** @throws {ConstructError} for a time that is not one, an unknown time zone, and more than 18 hours from `from` to `by` */
  constructor(scope: Construct, id: string, props: DeadlineAlarmProps) {
    super(scope, id);
    const { path } = this.node;
    const { days, from, metric, timezone } = props;
    checkMetric(path, metric);
    this.alarms = severityAlarms(
      this,
      props,
      (entry, severity) => {
        const deadline: Deadline = { by: entry.by, from, timezone, days };
        const [fault] = deadlineFaults(deadline);
        if (fault !== undefined) throw refused(path, severity, fault);
        const { datapoints, expressions, periods } = deadlineAlarm(deadline);
        const counted = { ...metric, statistic: metric.statistic === "Sum" ? "Sum" : "SampleCount" };
        const last = expressions.length - 1;
        return given({
          metricQuery: [
            ...expressions.map(({ id, expression }, at) =>
              at === last ? expressionQuery(id, expression, `Not by ${entry.by}`) : { id, expression },
            ),
            metricQuery(deadlineMetricId, counted, 60),
          ],
          evaluationPeriods: periods,
          datapointsToAlarm: datapoints,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          threshold: 1,
          ...warmUpOf(props, entry),
          treatMissingData: usualMissingData({ kind: "presence" }),
        });
      },
      // The expression has a value in every period from the beginning.
      { wholeWarmUp: true },
    );
  }
}

function refused(path: string, severity: string, fault: DeadlineFault): Error {
  switch (fault.kind) {
    case "time": {
      const property = fault.key === "by" ? `${severity}.by` : "from";
      return badValue(path, property, fault.text, "Write hours and minutes: 04:00.");
    }
    case "timezone":
      return badValue(path, "timezone", fault.text, timeZoneFix(fault.text));
    case "days":
      return badValue(path, "number of days", 0, `Name some of ${weekdays.join(", ")}, or leave it out.`);
    case "too-long":
      return badValue(
        path,
        `time from \`from\` to ${severity}.by`,
        durationText(fault.seconds * 1000),
        `Use at most ${durationText(fault.most * 1000)}.`,
      );
  }
}
