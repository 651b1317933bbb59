import { type Finding, lineOf } from "../../../base";
import { type MetricRuleId, metricRules } from "../rules";
import type { MetricKey, Series } from "../series";

/** Metrics that no filter produces, read from a file, and the problems of the file. */
export interface GivenMetrics {
  /**
   * One for each metric and period. Basic statistics are in the columns, NaN where the file does not give them; others,
   * `Average` among them, are in `given`.
   */
  readonly series: Series[];
  readonly problems: Finding<MetricRuleId>[];
}

export interface GivenOptions {
  /**
   * The request to get-metric-data, if it is not in the file. It names the metric of each result's `Id`.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
   */
  readonly queries?: readonly unknown[];
}

/** A metric, with the statistic and period of its values. */
export interface GivenMetric {
  readonly metric: MetricKey;
  readonly statistic: string;
  /** Seconds. */
  readonly period: number;
}

/** What is wrong with a place in a file. */
export interface GivenProblem {
  readonly message: string;
  readonly fix: string;
}

/** Gathers the findings of a file: each rule once, with its first place and the number of places. */
export interface GivenProblems {
  /**
   * @param line place in the file, 0 where there is none
   * @param count number of places; default 1
   */
  add(rule: MetricRuleId, line: number, problem: GivenProblem, count?: number): void;
  readonly findings: () => Finding<MetricRuleId>[];
}

export function givenProblems(file: string): GivenProblems {
  const known = new Map<string, { finding: Finding<MetricRuleId>; count: number }>();
  return {
    add(rule, line, problem, count = 1) {
      // Each metric that is missing is named; rows and datapoints are only counted.
      const key = metricRules.rules[rule].severity === "error" ? `${rule} ${problem.message}` : rule;
      const before = known.get(key);
      if (before !== undefined) {
        before.count += count;
        return;
      }
      known.set(key, { finding: metricRules.finding(rule, lineOf(file, line), problem), count });
    },
    findings: () =>
      [...known.values()].map(({ finding, count }) =>
        count === 1
          ? finding
          : { ...finding, message: `${finding.message}; ${count.toLocaleString("en-US")} times in the file` },
      ),
  };
}

/** The longest period that is read, in seconds: 31 days. No alarm looks back more than a week. */
const LONGEST_PERIOD = 2_678_400;

/** Why a period cannot be replayed; undefined for whole minutes. */
export function wrongPeriod(period: number): string | undefined {
  if (period > LONGEST_PERIOD) return `a period of ${period} s is longer than 31 days, and alarms look back a week`;
  if (Number.isInteger(period) && period >= 60 && period % 60 === 0) return undefined;
  return `a period of ${period} s is not a multiple of 60 s, and replay evaluates by the minute`;
}

/** Datapoints from before 1970, or from 2100 on, are a mistake: they would make the clock run for centuries. */
const LAST_TIME = Date.UTC(2100, 0);

/** Why a time cannot be that of a datapoint, as the end of a sentence; undefined for whole minutes of this time. */
export function wrongTime(at: number | undefined): string | undefined {
  if (at === undefined) return "which cannot be read";
  if (at < 0 || at >= LAST_TIME) return "which is not between 1970 and 2100";
  return at % 60_000 === 0 ? undefined : "which is not a whole minute";
}

export const PERIOD_FIX = "Get the metric with a period of 60, the alarm's own, or another multiple of 60 seconds.";
export const TIME_FIX = "The datapoint is left out. Write whole minutes, in ISO 8601 or in seconds since 1970.";
export const VALUE_FIX = "The value is left out. Write a finite number.";
export const DUPLICATE: GivenProblem = {
  message: "an earlier datapoint has the same metric, statistic, period and minute",
  fix: "The last one counts. Check that the file was not joined from files that overlap.",
};
