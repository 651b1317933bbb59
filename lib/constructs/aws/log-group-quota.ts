import type { Construct } from "constructs";
import { checkCount } from "./checks";
import type { LogGroupReference } from "./references";
import { stackMap } from "./stack-map";
import { isKnown } from "./tokens";

interface FilterCount {
  readonly filters: number;
  readonly withRegex: number;
}

/**
 * Counts a metric filter of a log group, among the filters of the stack.
 *
 * @param scope the construct that the filter belongs to
 * @throws {ConstructError} for more filters, or more with a regular expression, than a log group accepts
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export function countFilter(scope: Construct, logGroup: LogGroupReference, hasRegex: boolean): void {
  const counts = stackMap<LogGroupReference | string, FilterCount>(scope, "sightline:filter-counts");
  // Several objects may stand for one log group that exists already.
  const group = isKnown(logGroup.name) ? logGroup.name : logGroup;
  const before = counts.get(group) ?? { filters: 0, withRegex: 0 };
  const count = { filters: before.filters + 1, withRegex: before.withRegex + (hasRegex ? 1 : 0) };
  counts.set(group, count);
  const { path } = scope.node;
  checkCount(path, "filters", count.filters, "Remove signals that no alarm and no dashboard uses.");
  checkCount(path, "filtersWithRegex", count.withRegex, "Compare with text and * as a wildcard instead.");
}
