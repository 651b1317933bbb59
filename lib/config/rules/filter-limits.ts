import type { Path } from "../../base";
import { excessOf, filterDimensionFaults, textFault, textFaultClause } from "../../aws";
import { filtersOf, type SignalFilter, usesRegex } from "../../contract";
import { type ConfigFinding, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { ServicePlan } from "../plan/service";
import { readersOf } from "./log-groups";
import type { ConfigRule } from "./rule";

export const filterCount: ConfigRule<"filter-count"> = {
  id: "filter-count",
  check: ({ plans }) =>
    logGroupsOf(plans).flatMap((group): ConfigFinding[] => {
      const excess = excessOf(
        "filters",
        group.flatMap(({ service: { signals } }) => signals.flatMap(filtersOf)).length,
      );
      if (excess === undefined) return [];
      return [
        problem(
          "filter-count",
          placeOf(group),
          `${whose(group)} need ${excess.count} metric filters, ${excess.most} are allowed`,
          "Choose fewer signals under `signals`.",
        ),
      ];
    }),
};

export const filterRegex: ConfigRule<"filter-regex"> = {
  id: "filter-regex",
  check: ({ plans }) =>
    logGroupsOf(plans).flatMap((group): ConfigFinding[] => {
      const names = group.flatMap(({ service: { signals } }) =>
        signals.flatMap((signal) =>
          filtersOf(signal)
            .filter(usesRegex)
            .map(() => signal.name),
        ),
      );
      const excess = excessOf("filtersWithRegex", names.length);
      if (excess === undefined) return [];
      return [
        problem(
          "filter-regex",
          placeOf(group),
          `${whose(group)} need ${excess.count} metric filters with a regular expression, ${excess.most} are allowed: ${[...new Set(names)].join(", ")}`,
          'Use = with * as a wildcard ("4*"), or choose fewer of them under `signals`.',
        ),
      ];
    }),
};

type Members = readonly [Member, ...Member[]];
interface Member {
  readonly service: ServicePlan;
  readonly text: string;
}

/** The services of each log group: one, or those that share an existing one, in whichever environment. */
function logGroupsOf(plans: readonly EnvironmentPlan[]): readonly Members[] {
  const alone = plans.flatMap(({ services, environment }) =>
    services
      .filter(({ logGroup }) => logGroup?.kind === "made")
      .map((service): Members => [{ service, text: `${service.name} in ${environment}` }]),
  );
  const shared = readersOf(plans).flatMap(([first, ...others]): Members[] =>
    first === undefined ? [] : [[first, ...others]],
  );
  return [...alone, ...shared];
}

function placeOf([{ service }]: Members): Path {
  return [...service.source, "signals"];
}

function whose(group: Members): string {
  const [{ service }, ...others] = group;
  return others.length === 0
    ? "its signals"
    : `the signals of ${group.map(({ text }) => text).join(" and ")}, which share the log group ${service.logGroup?.name ?? ""},`;
}

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
