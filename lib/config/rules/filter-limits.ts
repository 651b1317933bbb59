import { excessOf, filterDimensionFaults, textFault, textFaultClause } from "../../aws";
import { filtersOf, type SignalFilter, usesRegex } from "../../contract";
import { type ConfigFinding, problem } from "../errors";
import type { ServicePlan } from "../plan/service";
import type { ConfigRule } from "./rule";

export const filterCount: ConfigRule<"filter-count"> = {
  id: "filter-count",
  check: ({ plans }) =>
    plans.flatMap(({ services }) =>
      services.flatMap(({ signals, source }): ConfigFinding[] => {
        const excess = excessOf("filters", signals.flatMap(filtersOf).length);
        if (excess === undefined) return [];
        return [
          problem(
            "filter-count",
            [...source, "signals"],
            `its signals need ${excess.count} metric filters, ${excess.most} are allowed`,
            "Choose fewer signals under `signals`.",
          ),
        ];
      }),
    ),
};

export const filterRegex: ConfigRule<"filter-regex"> = {
  id: "filter-regex",
  check: ({ plans }) =>
    plans.flatMap(({ services }) =>
      services.flatMap(({ signals, source }): ConfigFinding[] => {
        const names = signals.flatMap((signal) =>
          filtersOf(signal)
            .filter(usesRegex)
            .map(() => signal.name),
        );
        const excess = excessOf("filtersWithRegex", names.length);
        if (excess === undefined) return [];
        return [
          problem(
            "filter-regex",
            [...source, "signals"],
            `its signals need ${excess.count} metric filters with a regular expression, ${excess.most} are allowed: ${[...new Set(names)].join(", ")}`,
            'Use = with * as a wildcard ("4*"), or choose fewer of them under `signals`.',
          ),
        ];
      }),
    ),
};

export const filterSelector: ConfigRule<"filter-selector"> = {
  id: "filter-selector",
  check: ({ plans }) => plans.flatMap(({ services }) => services.flatMap(selectorFindings)),
};

function selectorFindings({ signals, source }: ServicePlan): ConfigFinding[] {
  return signals.flatMap((signal) =>
    filtersOf(signal)
      .flatMap(refused)
      .map((clause) => problem("filter-selector", [...source, "contract"], `signal "${signal.name}" ${clause}`)),
  );
}

function refused({ dimensions, value }: SignalFilter): string[] {
  const valueFault = textFault("filterValue", value);
  return [
    ...(valueFault === undefined ? [] : [`measures a field whose selector ${textFaultClause(valueFault)}: ${value}`]),
    ...filterDimensionFaults(dimensions).faults.map(
      ({ dimension, fault, part }) =>
        `has a dimension "${dimension}" whose ${part === "name" ? "name" : "selector"} ${fault.kind === "not-a-selector" ? "is not a selector" : textFaultClause(fault)}`,
    ),
  ];
}
