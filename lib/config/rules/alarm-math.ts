import { excessOf } from "../../aws";
import { excerpt } from "../../base";
import { inspectAlarmExpression, type MathFault } from "../../metric-math";
import { type ConfigFinding, doubt, problem } from "../errors";
import { alarmsOf } from "./walk";
import type { ConfigRule } from "./rule";

export const mathExpression: ConfigRule<"math-expression"> = {
  id: "math-expression",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ entry, path }): ConfigFinding[] => {
      if (entry.type !== "math") return [];
      const { fault, instead } = inspectAlarmExpression(entry.expression, Object.keys(entry.metrics));
      if (fault === undefined) return [];
      const at = [...path, "expression"];
      if (fault.code !== "offline") return [problem("math-expression", at, faultText(fault), fault.fix)];
      return [
        instead === undefined
          ? doubt("math-expression", at, fault.message, "Expect replay to leave this alarm out.")
          : problem("math-expression", at, "this is not metric math over `metrics`", insteadFix[instead]),
      ];
    }),
};

export const mathMetrics: ConfigRule<"math-metrics"> = {
  id: "math-metrics",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ entry, path }): ConfigFinding[] => {
      if (entry.type !== "math") return [];
      const ids = Object.keys(entry.metrics);
      const excess = excessOf("metricsOfAlarm", ids.length);
      const { unused } = inspectAlarmExpression(entry.expression, ids);
      return [
        ...(excess === undefined
          ? []
          : [
              problem(
                "math-metrics",
                [...path, "metrics"],
                `${excess.count} metrics, ${excess.most} are allowed`,
                "Use fewer, or split the alarm and combine the parts in a composite alarm.",
              ),
            ]),
        ...unused.map((id) =>
          doubt(
            "math-metrics",
            [...path, "metrics", id],
            `the expression does not use "${id}"`,
            "Use it in `expression`, or remove it.",
          ),
        ),
      ];
    }),
};

function faultText({ expression, message, span }: MathFault): string {
  const clause = message.replace(/^(?:An?|More|No|The|There|This) /, (word) => word.toLowerCase());
  const part = expression.slice(span.start, span.end);
  return part === "" || part === expression || message.includes(part)
    ? `${clause}: ${excerpt(expression)}`
    : `${clause}, at ${excerpt(part)}: ${excerpt(expression)}`;
}

const insteadFix = {
  query: "Name the metrics in `metrics`, and write metric math over their keys.",
  band: "Use an alarm of type anomaly.",
} as const;
