import { standardUnits } from "../../../aws";
import { compileAll, describePattern, parse, PatternError } from "../../../pattern";
import type { MetricFilter, MetricTransformation } from "../../../terraform";
import { constantOf, LARGEST, sampler } from "./sample";

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
    refusedName("name", name, 512, [":", "*"]) ??
    refusedName("metric name", transformation.name, 255, [":", "*", "$"]) ??
    refusedName("metric namespace", transformation.namespace, 255, [":", "*", "$"]) ??
    refusedTransformation(transformation) ??
    refusedPattern(pattern, transformation)
  );
}

function refusedName(
  what: string,
  name: string | undefined,
  most: number,
  never: readonly string[],
): string | undefined {
  if (name === undefined) return undefined;
  if (name.length > most) return `its ${what} has ${name.length} characters; it takes ${most}`;
  const found = never.find((char) => name.includes(char));
  return found === undefined ? undefined : `its ${what} ${JSON.stringify(name)} has a ${found}, which none may have`;
}

const MOST_DIMENSIONS = 3;
const LONGEST_DIMENSION = 255;
const LONGEST_VALUE = 100;

function refusedTransformation({ value, defaultValue, dimensions, unit }: MetricTransformation): string | undefined {
  const pairs = Object.entries(dimensions);
  if (pairs.length > 0 && defaultValue !== undefined)
    return '"Invalid metric transformation: dimensions and default value are mutually exclusive properties"';
  if (pairs.length > MOST_DIMENSIONS)
    return `it has ${pairs.length} dimensions; a metric filter takes ${MOST_DIMENSIONS}`;
  const literal = pairs.find(([, selector]) => !selector.startsWith("$"));
  if (literal !== undefined)
    return `"Invalid metric transformation: dimension value must be valid selector": ${literal[0]} is ${JSON.stringify(literal[1])}`;
  const long = pairs.flat().find((text) => text.length > LONGEST_DIMENSION);
  if (long !== undefined)
    return `the name or selector of a dimension has ${long.length} characters; it takes ${LONGEST_DIMENSION}`;
  if (value !== undefined && value.length > LONGEST_VALUE)
    return `its metric value has ${value.length} characters; it takes ${LONGEST_VALUE}`;
  const constant = value === undefined ? undefined : constantOf(value);
  for (const [what, number] of [
    ["metric value", constant],
    ["default value", defaultValue],
  ] as const)
    if (number !== undefined && Math.abs(number) > LARGEST)
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
