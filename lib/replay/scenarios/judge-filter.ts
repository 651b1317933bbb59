import { nameMatcher, counted, countedOf } from "../../base";
import type { FilterResult } from "..";
import { unknownName } from "./names";
import type { FilterExpectation } from "./scenario";
import type { Outcome } from "./verdict";

/** How many lines a filter matched, or each filter that matches a glob. Several log groups may have filters of one name. */
export function judgeFilter(expectation: FilterExpectation, filters: readonly FilterResult[]): Outcome {
  const { filter, logGroup, atLeast, atMost } = expectation;
  const ofGroup = filters.filter((each) => nameMatcher(logGroup ?? "*")(each.logGroup));
  if (logGroup !== undefined && ofGroup.length === 0) {
    const groups = [...new Set(filters.map((each) => each.logGroup))];
    return {
      unknown: { rule: "scenario-unknown-filter", ...unknownName(logGroup, "log group with a filter", groups) },
    };
  }
  const chosen = ofGroup.filter(({ name }) => nameMatcher(filter)(name));
  if (chosen.length === 0) {
    const names = [...new Set(ofGroup.map(({ name }) => name))];
    return { unknown: { rule: "scenario-unknown-filter", ...unknownName(filter, "metric filter", names) } };
  }
  const wanted = `matches ${countText(atLeast, atMost)}`;
  return {
    text: `filter ${filter}${logGroup === undefined ? "" : ` of ${logGroup}`} ${wanted}`,
    differences: chosen
      .filter(({ matched }) => matched < atLeast || matched > atMost)
      .map((each) => ({ subject: `${each.name} of ${each.logGroup}`, expected: [wanted], actual: actualLines(each) })),
  };
}

function countText(atLeast: number, atMost: number): string {
  const lines = (many: number): string => counted(many, "line");
  if (atLeast === atMost) return lines(atLeast);
  if (atMost === Infinity) return `at least ${lines(atLeast)}`;
  return atLeast === 0 ? `at most ${lines(atMost)}` : `${atLeast} to ${lines(atMost)}`;
}

/** How many lines a filter matched; if none, which came nearest. */
function actualLines({ matched, events, pattern, nearestMiss }: FilterResult): string[] {
  const lines = [`matches ${countedOf(matched, events, "line")} with ${pattern}`];
  if (nearestMiss !== null) {
    for (const { clause, failed, missing, seen } of nearestMiss.clauses) {
      const why = [
        missing > 0 ? `${missing} without the field` : "",
        seen.length > 0 ? `seen: ${seen.join(", ")}` : "",
      ];
      const told = why.filter((each) => each !== "").join("; ");
      if (failed > 0)
        lines.push(
          `${countedOf(failed, nearestMiss.events, "line")} ${failed === 1 ? "fails" : "fail"} ${clause}${told === "" ? "" : ` (${told})`}`,
        );
    }
    if (nearestMiss.example !== null) lines.push(`nearest: ${nearestMiss.example.line}`);
  }
  return lines;
}
