import { checkAlarmExpression, type MathId } from "./check";
import { MathError, type MathFault } from "./errors";
import { type MathExpression, metricSelections, partsOf, referencedIds } from "./expression";
import { parseExpression } from "./parse";

/** What is found in an expression of an alarm, over metrics with these ids. */
export interface ExpressionFindings {
  /** Why CloudWatch refuses it, or why only AWS can evaluate it (`offline`); undefined if neither. */
  readonly fault?: MathFault;

  /** Ids that it does not name: CloudWatch reads these metrics for nothing. None of an expression that finds its own. */
  readonly unused: readonly string[];

  /** What it is instead of metric math over the metrics: a query of Metrics Insights, or a band, which a threshold cannot be compared with. */
  readonly instead?: "query" | "band";
}

const metric: MathId = { kind: "metric", type: "TS", isElementwise: true };

/** Reads and checks the expression that an alarm watches. */
export function inspectAlarmExpression(text: string, ids: readonly string[]): ExpressionFindings {
  try {
    const expression = parseExpression(text);
    const named = referencedIds(expression);
    const parts = metricSelections(expression);
    const unused = ids.filter((id) => !named.includes(id) && !parts.some((part) => id.includes(part)));
    const checked = faultOf(() => checkAlarmExpression(expression, text, new Map(ids.map((id) => [id, metric]))));
    const bringsItsOwn = expression.kind === "query" || checked.fault?.code === "not-in-alarms";
    return { ...checked, ...insteadOf(expression), unused: bringsItsOwn ? [] : unused };
  } catch (error) {
    if (error instanceof MathError) return { fault: error.fault, unused: [] };
    throw error;
  }
}

function insteadOf(expression: MathExpression): Pick<ExpressionFindings, "instead"> {
  if (expression.kind === "query") return { instead: "query" };
  const isBand = (node: MathExpression): boolean =>
    (node.kind === "call" && node.name === "ANOMALY_DETECTION_BAND") || partsOf(node).some(isBand);
  return isBand(expression) ? { instead: "band" } : {};
}

function faultOf(check: () => unknown): Pick<ExpressionFindings, "fault"> {
  try {
    check();
    return {};
  } catch (error) {
    if (error instanceof MathError) return { fault: error.fault };
    throw error;
  }
}
