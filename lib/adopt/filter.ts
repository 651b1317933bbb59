import { constantOf, type StandardUnit, standardUnits } from "../aws";
import { parse, type Pattern, PatternError } from "../pattern";
import type { MetricFilter } from "../terraform";
import { fieldRead } from "../contract";
import type { LeftReason } from "./row";
import { unknownOf } from "./unknown";

/** A metric filter that a configuration can say. */
export interface TakenFilter {
  readonly filter: MetricFilter;
  readonly name: string;
  readonly logGroup: string;
  readonly namespace: string;
  readonly metric: string;
  readonly pattern: Pattern;

  /** The field that is measured; undefined: each line counts 1. */
  readonly value: string | undefined;
  readonly unit: StandardUnit;

  /** The field of each dimension, by the dimension's name. */
  readonly dimensions: Readonly<Record<string, string>>;
  readonly defaultValue: number | undefined;
}

/** What a configuration says of a filter, or why it cannot. */
export function takenFilter(filter: MetricFilter): TakenFilter | LeftReason {
  const { logGroupName, name, pattern: text, transformation } = filter;
  const open = unknownOf(filter);
  if (open !== undefined) return open;
  if (name === undefined || logGroupName === undefined || text === undefined || transformation === undefined)
    return { kind: "unknown-values", attributes: missing(filter) };
  const { name: metric, namespace } = transformation;
  if (namespace === undefined || metric === undefined || transformation.value === undefined)
    return { kind: "unknown-values", attributes: ["metric_transformation"] };
  const pattern = read(text);
  if (typeof pattern === "string") return { kind: "refused", finding: pattern };
  const isCount = constantOf(transformation.value) === 1;
  const value = isCount ? undefined : fieldOf(transformation.value, pattern);
  if (!isCount && value === undefined) return { kind: "value", value: transformation.value };
  const unit = standardUnits.find((each) => each === transformation.unit);
  if (unit === undefined) return { kind: "unit", unit: transformation.unit };
  const dimensions: [string, string][] = [];
  for (const [dimension, selector] of Object.entries(transformation.dimensions)) {
    const field = fieldOf(selector, pattern);
    if (field === undefined) return { kind: "arguments", arguments: ["metric_transformation[0].dimensions"] };
    dimensions.push([dimension, field]);
  }
  return {
    filter,
    name,
    logGroup: logGroupName,
    namespace,
    metric,
    pattern,
    value,
    unit,
    dimensions: Object.fromEntries(dimensions),
    defaultValue: transformation.defaultValue,
  };
}

function missing({ logGroupName, name, pattern, transformation }: MetricFilter): string[] {
  return Object.entries({ name, log_group_name: logGroupName, pattern, metric_transformation: transformation }).flatMap(
    ([argument, value]) => (value === undefined ? [argument] : []),
  );
}

/** The pattern, or why CloudWatch refuses it. */
function read(text: string): Pattern | string {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

/** The field that a selector reads, as contracts name it: `$.http.status`, and `$status` of a space-delimited pattern. */
function fieldOf(selector: string, pattern: Pattern): string | undefined {
  if (pattern.kind === "delimited") return /^\$([A-Za-z_]\w*)$/.exec(selector)?.[1];
  const tested = read(`{ ${selector} = * }`);
  if (typeof tested === "string" || tested.kind !== "json" || tested.where.kind !== "compare") return undefined;
  return fieldRead(tested.where.selector);
}
