import { excessOf, limits } from "../aws";
import { own } from "../base";
import type { SignalFilter } from "./filters";
import type { Signal } from "./model";
import { possibleValue } from "./possible-value";
import type { Scope } from "./report";
import type { ContractProblem } from "./rules";

/**
 * Dimensions whose declared values make so many metrics that CloudWatch Logs may disable the filter. A value that the filter's pattern
 * excludes is not counted, and a field without declared values counts as one: nothing is known about it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
export function checkDimensionValues(
  signal: Signal,
  { pattern }: SignalFilter,
  { faulty, fields }: Scope,
): ContractProblem[] {
  const dimensions = [...new Set(Object.values(signal.dimensionFields))].map((name) => {
    const values = faulty.fields.has(name) ? undefined : own(fields, name)?.values;
    if (values === undefined) return { name, count: 1, known: false };
    const isPossible = possibleValue(name, pattern);
    return { name, count: [...new Set(values)].filter((value) => isPossible(value)).length, known: true };
  });
  const counts = dimensions.map(({ count }) => count);
  const pairs = counts.reduce((sum, count) => sum + count, 0);
  const series = counts.reduce((product, count) => product * count, 1);
  const excess = excessOf("dimensionPairs", Math.max(pairs, series));
  const [most] = dimensions.toSorted((a, b) => b.count - a.count);
  if (excess === undefined || most === undefined) return [];
  const known = dimensions.filter((each) => each.known);
  const product = known.map(({ name, count }) => `${number(count)} of ${name}`).join(" x ");
  const more = known.length < dimensions.length ? " or more" : "";
  const made =
    known.length === 1
      ? `"${most.name}" has ${number(most.count)} values, each a metric of its own`
      : `the dimensions have ${number(series)} combinations of values${more} (${product}), each a metric of its own`;
  const first = number(limits.dimensionPairs.most + 1);
  return [
    {
      rule: "signal-dimension-values",
      path: ["dimensions"],
      message:
        pairs > limits.dimensionPairs.most
          ? `${made}: CloudWatch Logs may disable a filter that makes ${first} different name/value pairs in an hour`
          : `${made}: CloudWatch Logs may disable a filter that makes ${first} different name/value pairs in an hour, and AWS does not say whether a combination counts as one`,
      fix: `Leave out "${most.name}", count it in a signal of its own, or replace it with a field of fewer values.`,
    },
  ];
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}
