import { filtersOf, type Signal, type SignalFilter } from "../../contract";
import { standardUnits } from "../../aws";
import { PatternError, print, type Pattern } from "../../pattern";
import { badName, badPattern, defaultWithDimensions, dimensionsOnTerms, tooLong, tooMany } from "../errors";
import { given } from "./given";
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

  /** True if the pattern has a regular expression: CloudWatch takes five such filters in a log group. */
  readonly hasRegex: boolean;
}

// Thousands of log groups share one contract: its patterns are printed once.
const written = new WeakMap<Signal, readonly WrittenFilter[]>();

/**
 * The metric filters of a signal.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function writtenFilters(path: string, signal: Signal): readonly WrittenFilter[] {
  let filters = written.get(signal);
  if (filters === undefined) {
    filters = filtersOf(signal).map((filter) => write(path, signal, filter));
    written.set(signal, filters);
  }
  return filters;
}

function write(path: string, signal: Signal, filter: SignalFilter): WrittenFilter {
  const name = filter.id === "Total" ? signal.name : `${signal.name}-by-dimension`;
  const pattern = printed(path, signal, filter.pattern);
  if (!/^[^:*]{1,512}$/.test(name))
    throw badName(path, "metric filter name", name, "Use 1 to 512 characters without : and *.");
  if (!/^[^:*$]{1,255}$/.test(signal.metric))
    throw badName(path, "metric name", signal.metric, "Use 1 to 255 characters without : * and $.");
  checkValue(path, filter.value);
  checkDimensions(path, signal, filter);
  if (!standardUnits.includes(filter.unit))
    throw badName(path, `unit of signal ${signal.name}`, filter.unit, `Use one of ${standardUnits.join(", ")}.`);
  return {
    id: filter.id,
    name,
    pattern: literal(pattern),
    hasRegex: hasRegex(filter.pattern),
    transformation: given({
      name: signal.metric,
      value: filter.value,
      unit: filter.unit,
      dimensions: Object.keys(filter.dimensions).length === 0 ? undefined : filter.dimensions,
      // A nullable number written as text: 0 and nothing are different.
      defaultValue: filter.defaultValue === undefined ? undefined : String(filter.defaultValue),
    }),
  };
}

// The printer holds the pattern to CloudWatch's grammar and to its 1,024 characters.
function printed(path: string, signal: Signal, pattern: Pattern): string {
  try {
    return print(pattern);
  } catch (error) {
    if (error instanceof PatternError) throw badPattern(path, signal.name, error);
    throw error;
  }
}

function checkValue(path: string, value: string): void {
  if (value.length > 100) throw tooLong(path, "metric value", value, 100);
  const isNumber = value.trim() !== "" && Number.isFinite(Number(value));
  const isSelector = value.startsWith("$") && !value.includes("*");
  if (!isNumber && !isSelector)
    throw badName(
      path,
      "metric value",
      value,
      "Use a number, or the selector of one field such as $.http.duration_ms.",
    );
}

function checkDimensions(path: string, signal: Signal, { dimensions, pattern, defaultValue }: SignalFilter): void {
  const entries = Object.entries(dimensions);
  if (entries.length === 0) return;
  if (defaultValue !== undefined) throw defaultWithDimensions(path, signal.name);
  if (pattern.kind !== "json" && pattern.kind !== "delimited") throw dimensionsOnTerms(path, signal.name, pattern.kind);
  if (entries.length > 3)
    throw tooMany(path, `dimensions of signal ${signal.name}`, entries.length, 3, "split the signal.");
  for (const [name, selector] of entries) {
    if (name.length > 255) throw tooLong(path, "dimension name", name, 255);
    if (selector.length > 255) throw tooLong(path, `selector of dimension ${name}`, selector, 255);
    if (!selector.startsWith("$"))
      throw badName(path, `dimension ${name}`, selector, "Use the selector of a field: a fixed text is no dimension.");
  }
}

// Walks the tree without knowing its kinds: every regular expression is a node of kind "regex".
function hasRegex(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  return ("kind" in node && node.kind === "regex") || Object.values(node).some(hasRegex);
}
