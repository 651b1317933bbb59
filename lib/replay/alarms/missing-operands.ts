import { datapointOf, sightAt } from "./datapoint";
import type { Change } from "./evaluations";
import { type MathExpression, partsOf } from "../../metric-math";
import type { ThresholdRule } from "./configuration";
import type { Source } from "./source";
import type { MissingOperand } from "./transition-notes";
import type { Formula } from "./watched";

/** What {@link missingOperands} needs of an alarm. */
export interface Calculated {
  readonly rule: ThresholdRule;
  readonly sources: readonly Source[];
  readonly formula: Formula | undefined;
  /** Ingestion delay in seconds. */
  readonly delay: number;
}

/**
 * The operands that were missing and counted as 0 in the datapoints that decided a change.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function missingOperands(
  { at, retrieved }: Change,
  { delay, formula, rule, sources }: Calculated,
): readonly MissingOperand[] {
  if (formula === undefined) return [];
  const operands = new Set(formula.steps.flatMap(({ expression }) => operandsOf(expression)));
  const deciding = retrieved.filter(({ value }) => !Number.isNaN(value)).slice(0, rule.evaluationPeriods);
  const sight = sightAt(at, delay);
  return sources.flatMap((source): MissingOperand[] => {
    const { id, key, statisticName } = source.metric;
    if (!operands.has(id)) return [];
    const missing = deciding.filter(({ start }) =>
      Number.isNaN(datapointOf(source, start, start + rule.period / 60, sight).value),
    );
    return missing.length === 0
      ? []
      : [{ id, metric: key, statistic: statisticName, periods: missing.length, of: deciding.length }];
  });
}

/** Ids that arithmetic and comparisons read directly: what `FILL` or `MAX` reads is not counted as 0. */
function operandsOf(expression: MathExpression): readonly string[] {
  return partsOf(expression).flatMap((part) => {
    if (part.kind !== "reference") return operandsOf(part);
    return expression.kind === "operation" ? [part.id] : [];
  });
}
