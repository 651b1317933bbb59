import type { FilterResult } from "..";
import { nameMatcher, unknownName } from "./names";
import type { FilterExpectation } from "./scenario";
import type { Outcome } from "./verdict";

/** How many lines a filter matched; each filter that a glob means. Filters of one name stand in several log groups. */
export function judgeFilter(expectation: FilterExpectation, filters: readonly FilterResult[]): Outcome {
  const { filter, logGroup, atLeast, atMost } = expectation;
  const ofGroup = filters.filter(({ log_group }) => nameMatcher(logGroup ?? "*")(log_group));
  if (logGroup !== undefined && ofGroup.length === 0) {
    const groups = [...new Set(filters.map(({ log_group }) => log_group))];
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
      .map((each) => ({ subject: `${each.name} of ${each.log_group}`, expected: [wanted], actual: actualLines(each) })),
  };
}

function countText(atLeast: number, atMost: number): string {
  const lines = (many: number): string => (many === 1 ? "1 line" : `${many} lines`);
  if (atLeast === atMost) return lines(atLeast);
  if (atMost === Infinity) return `at least ${lines(atLeast)}`;
  return atLeast === 0 ? `at most ${lines(atMost)}` : `${atLeast} to ${lines(atMost)}`;
}

/** How many lines a filter matched; where there was none, what it came nearest to. */
export function actualLines({ matched, events, pattern, nearest_miss }: FilterResult): string[] {
  const lines = [`matches ${matched} of ${events} lines with ${pattern}`];
  if (nearest_miss !== null) {
    for (const { clause, failed, missing, seen } of nearest_miss.clauses) {
      const why = [
        missing > 0 ? `${missing} without the field` : "",
        seen.length > 0 ? `seen: ${seen.join(", ")}` : "",
      ];
      const told = why.filter((each) => each !== "").join("; ");
      if (failed > 0)
        lines.push(`${failed} of ${nearest_miss.events} lines fail ${clause}${told === "" ? "" : ` (${told})`}`);
    }
    if (nearest_miss.example !== null) lines.push(`nearest: ${nearest_miss.example.line}`);
  }
  return lines;
}
