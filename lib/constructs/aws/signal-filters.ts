import type { Construct } from "constructs";
import { own } from "../../base";
import { filterDimensionFaults, standardUnits } from "../../aws";
import { filtersOf, type Signal, type SignalFilter } from "../../contract";
import { describePattern, PatternError, print, supportsDimensions, type Pattern } from "../../pattern";
import {
  badDimension,
  badFilterValue,
  badPattern,
  badUnit,
  defaultWithDimensions,
  dimensionsWithoutFields,
} from "../errors";
import { refusedText, tooMany } from "../limit-errors";
import { checkKnownText } from "./checks";
import { given } from "./given";
import { stackMap } from "./stack-map";
import { literal } from "./tokens";

/** A metric filter of a signal, checked and written as Terraform takes it. */
export interface WrittenFilter {
  readonly id: SignalFilter["id"];

  /** Name of the filter, unique among the signals of a contract. */
  readonly name: string;
  readonly pattern: string;
  readonly transformation: {
    readonly name: string;
    readonly value: string;
    readonly unit: string;
    readonly dimensions?: Record<string, string>;
    readonly defaultValue?: string;
  };

  /** True if the pattern has a regular expression: a log group accepts only a few such filters. */
  readonly hasRegex: boolean;
}

/**
 * The metric filters of a signal. They are written once per stack, because thousands of log groups may share one contract.
 *
 * @throws {ConstructError} for a filter that PutMetricFilter refuses
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function writtenFilters(scope: Construct, signal: Signal): readonly WrittenFilter[] {
  const written = stackMap<Signal, readonly WrittenFilter[]>(scope, "sightline:signal-filters");
  const known = written.get(signal);
  if (known !== undefined) return known;
  const filters = filtersOf(signal).map((filter) => write(scope.node.path, signal, filter));
  written.set(signal, filters);
  return filters;
}

function write(path: string, signal: Signal, filter: SignalFilter): WrittenFilter {
  const name = filter.id === "Total" ? signal.name : `${signal.name}-by-dimension`;
  const pattern = printed(path, signal, filter.pattern);
  checkKnownText(path, "filterName", name);
  checkKnownText(path, "filterMetricName", signal.metric);
  checkValue(path, signal, filter.value);
  checkDimensions(path, signal, filter);
  if (!standardUnits.includes(filter.unit)) throw badUnit(path, signal.name, filter.unit, standardUnits);
  return {
    id: filter.id,
    name,
    pattern: literal(pattern),
    hasRegex: describePattern(filter.pattern).regexes > 0,
    transformation: given({
      name: signal.metric,
      value: filter.value,
      unit: filter.unit,
      dimensions: Object.keys(filter.dimensions).length === 0 ? undefined : filter.dimensions,
      // A nullable number, written as text: 0 differs from nothing.
      defaultValue: filter.defaultValue === undefined ? undefined : String(filter.defaultValue),
    }),
  };
}

// The printer checks the pattern against CloudWatch's grammar and its greatest length.
function printed(path: string, signal: Signal, pattern: Pattern): string {
  try {
    return print(pattern);
  } catch (error) {
    if (error instanceof PatternError) throw badPattern(path, signal.name, error);
    throw error;
  }
}

function checkValue(path: string, signal: Signal, value: string): void {
  checkKnownText(path, "filterValue", value);
  const isNumber = value.trim() !== "" && Number.isFinite(Number(value));
  const isSelector = value.startsWith("$") && !value.includes("*");
  if (!isNumber && !isSelector) throw badFilterValue(path, signal.name, value);
}

function checkDimensions(path: string, signal: Signal, { defaultValue, dimensions, pattern }: SignalFilter): void {
  if (Object.keys(dimensions).length === 0) return;
  if (defaultValue !== undefined) throw defaultWithDimensions(path, signal.name);
  if (!supportsDimensions(pattern)) throw dimensionsWithoutFields(path, signal.name, pattern.kind);
  const { faults, tooMany: excess } = filterDimensionFaults(dimensions);
  if (excess !== undefined) throw tooMany(path, excess, "Split the signal.");
  for (const { dimension, fault, part } of faults) {
    const selector = own(dimensions, dimension) ?? "";
    if (fault.kind === "not-a-selector") throw badDimension(path, dimension, selector);
    throw part === "name"
      ? refusedText(path, { kind: "filterDimension", text: dimension, fault })
      : refusedText(path, {
          kind: "filterDimensionSelector",
          text: selector,
          fault,
          what: `selector of dimension ${dimension}`,
        });
  }
}
