import { tooMany } from "../errors";
import type { LogGroupReference } from "./references";

const counted = new WeakMap<LogGroupReference, { filters: number; withRegex: number }>();

/**
 * Counts a metric filter of a log group.
 *
 * @throws {ConstructError} at the 101st filter of a log group, and at the sixth with a regular expression.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export function countFilter(path: string, logGroup: LogGroupReference, hasRegex: boolean): void {
  const count = counted.get(logGroup) ?? { filters: 0, withRegex: 0 };
  count.filters += 1;
  if (hasRegex) count.withRegex += 1;
  counted.set(logGroup, count);
  if (count.filters > 100)
    throw tooMany(
      path,
      "metric filters on one log group",
      count.filters,
      100,
      "drop signals that nothing alarms on or draws.",
    );
  if (count.withRegex > 5) {
    throw tooMany(
      path,
      "metric filters with a regular expression on one log group",
      count.withRegex,
      5,
      "compare with text and * instead.",
    );
  }
}
