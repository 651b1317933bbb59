import { meant, nearest } from "../../../base";
import type { FunctionCall } from "../fact";
import type { Misplaced } from "../mistake";
import { INSIGHTS_AGGREGATIONS, INSIGHTS_FUNCTIONS } from "./vocabulary";

/**
 * Misspelled functions, and wrong numbers of arguments. AWS adds functions often, so a name that is near to none of those known here may
 * be a new one, and is not judged.
 */
export function checkInsightsCalls(calls: readonly FunctionCall[]): readonly Misplaced[] {
  return calls.flatMap((call): readonly Misplaced[] => {
    const name = call.name.toLowerCase();
    const arity = INSIGHTS_AGGREGATIONS.get(name) ?? INSIGHTS_FUNCTIONS.get(name);
    if (arity === undefined) return misspelled(call);
    const given = call.arguments.length;
    if (given >= arity.least && given <= arity.most) return [];
    const wanted =
      arity.most === Infinity
        ? `at least ${arity.least}`
        : arity.least === arity.most
          ? String(arity.least)
          : `${arity.least} to ${arity.most}`;
    return [
      {
        kind: "argument-count",
        span: call.span,
        message: `${call.name} takes ${wanted} argument${wanted === "1" ? "" : "s"}, not ${given}`,
        fix: "See AWS's list of functions of Logs Insights.",
      },
    ];
  });
}

const NAMES = [...INSIGHTS_AGGREGATIONS.keys(), ...INSIGHTS_FUNCTIONS.keys()];

function misspelled({ name, nameSpan }: FunctionCall): readonly Misplaced[] {
  const near = nearest(name, NAMES);
  if (near === undefined) return [];
  return [
    {
      kind: "unknown-function",
      span: nameSpan,
      message: `There is no function ${name}.${meant(near)}`,
      fix: `Write ${near}.`,
      expected: [near],
    },
  ];
}
