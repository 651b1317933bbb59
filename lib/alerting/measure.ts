import type { MeasurePlan } from "../config";
import { type MathExpression, parseExpression } from "../metric-math";
import { own } from "../base";
import { NoRule } from "./alert-rule";
import { isSum, type RuleContext, seriesText } from "./series";

/** The number that an alarm evaluates, as a query. */
export interface MeasureText {
  readonly text: string;

  /** A condition that a period has to meet, too: enough samples. */
  readonly only?: string;

  /** Whether a period without a line gives 0, not nothing. */
  readonly isCount: boolean;
}

/** @throws {NoRule} */
export function measureText(measure: MeasurePlan, context: RuleContext): MeasureText {
  switch (measure.kind) {
    case "statistic":
      if ("lowSamples" in measure && measure.lowSamples === "ignore")
        context.differences.set("low-samples", { difference: "low-samples" });
      return { text: seriesText(measure, context), isCount: isSum(measure) };
    case "gated": {
      const samples = { ...measure, kind: "statistic", statistic: "SampleCount" } as const;
      return {
        text: seriesText({ ...measure, kind: "statistic" }, context),
        only: `${seriesText(samples, context)} >= ${measure.minimumSamples}`,
        isCount: false,
      };
    }
    case "rate": {
      const errors = seriesText(measure.errors, context);
      const of = seriesText(measure.of, context);
      // Without the second half there would be nothing where no line is an error.
      return {
        text: `100 * (${errors} or ${of} * 0) / ${of}`,
        ...(measure.minimum > 0 ? { only: `${of} >= ${measure.minimum}` } : {}),
        isCount: false,
      };
    }
    case "math":
      return {
        text: mathText(parseExpression(measure.expression), measure.metrics, context, measure.expression),
        isCount: false,
      };
  }
}

type Metrics = (MeasurePlan & { kind: "math" })["metrics"];

/** Arithmetic, and FILL with a number; what else there is has no counterpart that means the same. */
function mathText(expression: MathExpression, metrics: Metrics, context: RuleContext, text: string): string {
  const not = (): never => {
    throw new NoRule({ why: "math", text: text.slice(expression.span.start, expression.span.end) });
  };
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "reference": {
      const metric = own(metrics, expression.id);
      if (metric === undefined) return not();
      // To CloudWatch, a series that lacks a datapoint is 0 where another has one.
      const others = Object.keys(metrics).filter((id) => id !== expression.id);
      const there = others.flatMap((id) => own(metrics, id) ?? []).map((other) => seriesText(other, context));
      const known = seriesText(metric, context);
      return there.length === 0 ? known : `(${known} or (${there.join(" or ")}) * 0)`;
    }
    case "negation":
      return `(0 - ${mathText(expression.of, metrics, context, text)})`;
    case "operation":
      if (!"+-*/^".includes(expression.operator)) return not();
      return `(${mathText(expression.left, metrics, context, text)} ${expression.operator} ${rightText(expression)})`;
    case "call": {
      const [of, filler] = expression.of;
      if (expression.name !== "FILL" || of === undefined || filler?.kind !== "number") return not();
      const filled = of.kind === "reference" ? own(metrics, of.id) : undefined;
      return `(${filled === undefined ? mathText(of, metrics, context, text) : seriesText(filled, context)} or vector(${filler.value}))`;
    }
    default:
      return not();
  }

  /** To CloudWatch, a quotient by 0 is missing; here it would be infinite, and above every threshold. */
  function rightText({ operator, right }: MathExpression & { kind: "operation" }): string {
    const written = mathText(right, metrics, context, text);
    return operator === "/" && right.kind !== "number" ? `(${written} != 0)` : written;
  }
}
