import {
  type Excess,
  limits,
  periodForm,
  type RangeKey,
  ranges,
  retentionDays,
  secondsOfDay,
  type TextFault,
  textFaultClause,
  type TextKind,
  textRules,
  type WindowFault,
} from "../aws";
import { ConstructError } from "./construct-error";
import { quoted } from "./quoted";

// What the tables of AWS refuse, as errors of constructs. The tables name the sources.

/** A text that AWS refuses, and why. */
export interface RefusedText {
  readonly kind: TextKind;
  readonly text: string;
  readonly fault: TextFault;

  /** The text, for people; undefined for the name that the table has for it. */
  readonly what?: string | undefined;
}

export function refusedText(path: string, { fault, kind, text, what }: RefusedText): ConstructError {
  const { form, what: usual } = textRules[kind];
  return new ConstructError(
    path,
    "text",
    `the ${what ?? usual} ${quoted(text)} ${textFaultClause(fault)}`,
    fault.kind === "too-long" ? "Shorten it." : `Use ${form}.`,
  );
}

export function tooMany(path: string, { count, limit, most }: Excess, fix: string): ConstructError {
  const { unit, what } = limits[limit];
  const counted = unit === "characters" ? `${what} has ${count} characters` : `${count} ${what}`;
  return new ConstructError(path, "limit", `${counted}, ${most} are allowed`, fix);
}

/** @param property where the value is given: `anomalyDetection.visibilityDays` */
export function outOfRange(path: string, range: RangeKey, value: number, property: string): ConstructError {
  const { least, most, unit } = ranges[range];
  return new ConstructError(
    path,
    "value",
    `${property} is ${value}`,
    `Use ${`${least} to ${most} ${unit}`.trimEnd()}.`,
  );
}

export function badRetention(path: string, days: number): ConstructError {
  const next = retentionDays.find((candidate) => candidate >= days);
  return new ConstructError(
    path,
    "value",
    `CloudWatch does not support a retention of ${days} days`,
    `Use ${next ?? '"never"'}, or another of ${retentionDays.join(", ")} or "never".`,
  );
}

export function badStatistic(path: string, statistic: string): ConstructError {
  return new ConstructError(
    path,
    "statistic",
    `${quoted(statistic)} is not a statistic that CloudWatch and the AWS provider accept`,
    "Use SampleCount, Average, Sum, Minimum, Maximum, or one such as p99, p99.9, tm90, IQM or PR(0:100).",
  );
}

export function badPercentile(path: string, percentile: string): ConstructError {
  return new ConstructError(
    path,
    "statistic",
    `${quoted(percentile)} is not a percentile`,
    "Use p0 to p100, with at most two decimals: p99, p99.9.",
  );
}

/** The periods of an alarm, as they were given. */
export interface RefusedWindow {
  readonly periodSeconds: number;
  readonly periods: number;
  readonly datapoints: number;

  /** Name of the metric. */
  readonly metric: string;
}

export function refusedWindow(path: string, fault: WindowFault, window: RefusedWindow): ConstructError {
  return new ConstructError(path, "window", ...windowTexts(fault, window));
}

function windowTexts(
  fault: WindowFault,
  { datapoints, metric, periodSeconds, periods }: RefusedWindow,
): [message: string, fix: string] {
  switch (fault.kind) {
    case "period":
      return [`CloudWatch does not support a period of ${periodSeconds} s`, `Use ${periodForm} seconds.`];
    case "period-too-short":
      return [
        `the period of ${periodSeconds} s is shorter than the minute by which ${metric} is stored`,
        "Use whole minutes: the alarm would never leave INSUFFICIENT_DATA.",
      ];
    case "periods":
      return [`periods is ${periods}`, "Use a whole number of at least 1."];
    case "datapoints":
      return [`datapoints is ${datapoints}`, "Use a whole number of at least 1."];
    case "too-many-datapoints":
      return [
        `${datapoints} datapoints of ${periods} periods`,
        `Use at most ${fault.most} datapoints, or more periods.`,
      ];
    case "too-long":
      return [
        `${periods} periods of ${periodSeconds} s are ${fault.seconds} s`,
        `CloudWatch looks back at most ${fault.most} s with such periods: use fewer${fault.most === secondsOfDay ? ", or periods of an hour or more" : ""}.`,
      ];
  }
}
