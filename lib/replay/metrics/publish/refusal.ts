import { excessOf, filterDimensionFaults, standardUnits, textFault, type TextKind } from "../../../aws";
import { compileAll, describePattern, parse, PatternError } from "../../../pattern";
import type { MetricFilter, MetricTransformation } from "../../../terraform";
import { constantOf, sampler } from "./sample";

/**
 * Why the service would refuse a metric filter; undefined when it takes it. Texts in quotes are the service's own.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function refusalOf(filter: MetricFilter, logGroupClass: string | undefined): string | undefined {
  const { name, pattern, transformation } = filter;
  if (pattern === undefined || transformation === undefined) return undefined;
  if (logGroupClass !== undefined && logGroupClass !== "STANDARD")
    return `its log group is of class ${logGroupClass}, which has no metric filters`;
  return (
    refusedText("name", "filterName", name) ??
    refusedText("metric name", "filterMetricName", transformation.name) ??
    refusedText("metric namespace", "filterNamespace", transformation.namespace) ??
    refusedTransformation(transformation) ??
    refusedPattern(pattern, transformation)
  );
}

function refusedText(what: string, kind: TextKind, text: string | undefined): string | undefined {
  const fault = text === undefined ? undefined : textFault(kind, text);
  switch (fault?.kind) {
    case undefined:
      return undefined;
    case "empty":
      return `its ${what} is empty`;
    case "too-long":
      return `its ${what} has ${fault.length} characters; it takes ${fault.most}`;
    case "character":
      return `its ${what} ${JSON.stringify(text)} has a ${fault.character}, which none may have`;
    case "beginning":
      return `its ${what} ${JSON.stringify(text)} begins with ${fault.beginning}, which none may do`;
  }
}

function refusedTransformation({ value, defaultValue, dimensions, unit }: MetricTransformation): string | undefined {
  const pairs = Object.entries(dimensions);
  if (pairs.length > 0 && defaultValue !== undefined)
    return '"Invalid metric transformation: dimensions and default value are mutually exclusive properties"';
  const { faults, tooMany } = filterDimensionFaults(dimensions);
  if (tooMany !== undefined) return `it has ${tooMany.count} dimensions; a metric filter takes ${tooMany.most}`;
  const literal = faults.find(({ fault }) => fault.kind === "not-a-selector");
  if (literal !== undefined)
    return `"Invalid metric transformation: dimension value must be valid selector": ${literal.dimension} is ${JSON.stringify(dimensions[literal.dimension])}`;
  const long = faults.flatMap(({ fault }) => (fault.kind === "too-long" ? [fault] : []))[0];
  if (long !== undefined)
    return `the name or selector of a dimension has ${long.length} characters; it takes ${long.most}`;
  const valueFault = refusedText("metric value", "filterValue", value);
  if (valueFault !== undefined) return valueFault;
  const constant = value === undefined ? undefined : constantOf(value);
  for (const [what, number] of [
    ["metric value", constant],
    ["default value", defaultValue],
  ] as const)
    if (number !== undefined && excessOf("metricValue", Math.abs(number)) !== undefined)
      return `its ${what} ${number} is beyond what CloudWatch accepts, 2^360`;
  if (!standardUnits.some((each) => each === unit))
    return `its unit ${JSON.stringify(unit)} is not one of CloudWatch's`;
  return undefined;
}

function refusedPattern(pattern: string, transformation: MetricTransformation): string | undefined {
  try {
    const tree = parse(pattern);
    const [matcher] = compileAll([tree]).matchers;
    if (Object.keys(transformation.dimensions).length > 0 && !describePattern(tree).supportsDimensions)
      return '"The specified filter pattern does not support dimensions"';
    // Reads the selectors.
    if (transformation.value !== undefined && matcher !== undefined) sampler(transformation, matcher);
    return undefined;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return error.code === "bad-selector" && error.pattern === transformation.value
      ? `"Invalid metric transformation: metric value ${transformation.value} must be a valid number". ${error.fix}`
      : `"${error.message}" in ${error.pattern}. ${error.fix}`;
  }
}
