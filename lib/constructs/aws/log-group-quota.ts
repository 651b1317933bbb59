import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { checkCount } from "./checks";
import type { LogGroupReference } from "./references";

/** Type of the metadata that a log group has for each of its metric filters. */
const metricFilter = "sightline:metric-filter";

interface CountedFilter {
  readonly logGroup: LogGroupReference;
  readonly hasRegex: boolean;
}

/**
 * Counts a metric filter of a log group, in the metadata of the log group's node, or of the stack if the log group is not a
 * construct.
 *
 * @param scope the construct that the filter belongs to
 * @throws {ConstructError} for more filters, or more with a regular expression, than a log group accepts
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
export function countFilter(scope: Construct, logGroup: LogGroupReference, hasRegex: boolean): void {
  const { node } = Construct.isConstruct(logGroup) ? logGroup : TerraformStack.of(scope);
  node.addMetadata(metricFilter, { logGroup, hasRegex } satisfies CountedFilter);
  const filters = node.metadata
    .filter(({ type }) => type === metricFilter)
    .map(({ data }) => data as CountedFilter)
    .filter((filter) => filter.logGroup === logGroup);
  const { path } = scope.node;
  checkCount(path, "filters", filters.length, "Remove signals that no alarm and no dashboard uses.");
  const withRegex = filters.filter((filter) => filter.hasRegex).length;
  checkCount(path, "filtersWithRegex", withRegex, "Compare with text and * as a wildcard instead.");
}
