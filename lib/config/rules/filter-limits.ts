import { filtersOf, type SignalFilter } from "../../contract";
import { type ConfigFinding, problem } from "../errors";
import type { Rule } from "./rule";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
const mostWithRegex = 5;
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html
const longestValue = 100;
const longestDimension = 255;

export const filterRegex: Rule<"filter-regex"> = {
  id: "filter-regex",
  check: ({ plans }) =>
    plans.flatMap(({ services }) =>
      services.flatMap(({ signals, source }): ConfigFinding[] => {
        const withRegex = signals
          .map((signal) => ({ name: signal.name, count: filtersOf(signal).filter(hasRegex).length }))
          .filter(({ count }) => count > 0);
        const count = withRegex.reduce((sum, signal) => sum + signal.count, 0);
        return count <= mostWithRegex
          ? []
          : [
              problem(
                "filter-regex",
                [...source, "signals"],
                `its signals need ${count} metric filters with a regular expression, a log group takes ${mostWithRegex}: ${withRegex.map(({ name }) => name).join(", ")}`,
                'Use = with * as a wildcard ("4*"), or choose fewer of them under `signals`.',
              ),
            ];
      }),
    ),
};

export const filterSelector: Rule<"filter-selector"> = {
  id: "filter-selector",
  check: ({ plans }) =>
    plans.flatMap(({ services }) =>
      services.flatMap(({ signals, source }) =>
        signals.flatMap((signal) =>
          filtersOf(signal)
            .flatMap(tooLong)
            .map((text) =>
              problem(
                "filter-selector",
                [...source, "contract"],
                `signal "${signal.name}" ${text}`,
                "Use a shorter path of the field.",
              ),
            ),
        ),
      ),
    ),
};

function hasRegex({ pattern }: SignalFilter): boolean {
  return JSON.stringify(pattern).includes('"kind":"regex"');
}

function tooLong({ value, dimensions }: SignalFilter): string[] {
  return [
    ...(value.length > longestValue
      ? [`measures ${value}: ${value.length} characters, ${longestValue} are allowed`]
      : []),
    ...Object.values(dimensions)
      .filter((selector) => selector.length > longestDimension)
      .map((selector) => `has a dimension of ${selector.length} characters, ${longestDimension} are allowed`),
  ];
}
