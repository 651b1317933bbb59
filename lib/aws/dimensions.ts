import { type Excess, excessOf } from "./limits";
import { type TextFault, textFault } from "./text-rules";

/** Dimensions of a series or, with selectors as values, of a metric filter. */
export type Dimensions = Readonly<Record<string, string>>;

/** What is wrong with the name or the value of a dimension. */
export interface DimensionFault {
  readonly dimension: string;
  readonly part: "name" | "value";
  readonly fault: TextFault | { readonly kind: "not-a-selector" };
}

/** Why AWS refuses dimensions. */
export interface DimensionFaults {
  /** Undefined if there are not too many. */
  readonly tooMany: Excess | undefined;
  readonly faults: readonly DimensionFault[];
}

/**
 * What PutMetricAlarm refuses in the dimensions of a series.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Dimension.html
 */
export function metricDimensionFaults(dimensions: Dimensions): DimensionFaults {
  const entries = Object.entries(dimensions);
  return {
    tooMany: excessOf("dimensionsOfMetric", entries.length),
    faults: entries.flatMap(([dimension, value]) => [
      ...faultOf(dimension, "name", textFault("dimensionName", dimension)),
      ...faultOf(dimension, "value", textFault("dimensionValue", value)),
    ]),
  };
}

/**
 * What PutMetricFilter refuses in the dimensions of a metric filter. Their values are selectors of fields.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
 */
export function filterDimensionFaults(dimensions: Dimensions): DimensionFaults {
  const entries = Object.entries(dimensions);
  return {
    tooMany: excessOf("dimensionsOfFilter", entries.length),
    faults: entries.flatMap(([dimension, selector]) => [
      ...faultOf(dimension, "name", textFault("filterDimension", dimension)),
      ...faultOf(
        dimension,
        "value",
        selector.startsWith("$") ? textFault("filterDimensionSelector", selector) : { kind: "not-a-selector" },
      ),
    ]),
  };
}

function faultOf(
  dimension: string,
  part: DimensionFault["part"],
  fault: DimensionFault["fault"] | undefined,
): DimensionFault[] {
  return fault === undefined ? [] : [{ dimension, part, fault }];
}
