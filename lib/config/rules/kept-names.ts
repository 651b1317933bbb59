import { textFault, textFaultClause, textRules } from "../../aws";
import { excerpt, listed, own, severityNames } from "../../base";
import { filtersOf, type SignalFilter } from "../../contract";
import { type ConfigFinding, doubt, inEnvironment, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { ServicePlan } from "../plan/service";
import { logGroupKey } from "./log-groups";
import type { ConfigRule } from "./rule";
import { alarmsOf } from "./walk";

export const alarmNames: ConfigRule<"alarm-names"> = {
  id: "alarm-names",
  check: ({ config }) =>
    alarmsOf(config).flatMap(({ entry, path }) =>
      severityNames.flatMap((severity) =>
        entry.names?.[severity] === undefined || entry.severities[severity] !== undefined
          ? []
          : [
              problem(
                "alarm-names",
                [...path, "names", severity],
                `the alarm has no severity ${severity}`,
                `Name one of ${listed(severityNames.filter((each) => entry.severities[each] !== undefined))}, or leave the name out.`,
              ),
            ],
      ),
    ),
};

export const filterNames: ConfigRule<"filter-name"> = {
  id: "filter-name",
  check: ({ plans }) => {
    const owners = new Map<string, { readonly text: string; readonly isKept: boolean }>();
    return plans.flatMap((plan) =>
      plan.services.flatMap((service) =>
        filtersIn(service).flatMap(({ isKept, name, signal }): ConfigFinding[] => {
          const path = [...service.source, "filters", ...(isKept ? [signal] : [])];
          const at = inEnvironment(plan.environment, path);
          const fault = isKept ? textFault("filterName", name) : undefined;
          if (fault !== undefined)
            return [
              problem(
                "filter-name",
                at,
                `in environment ${plan.environment} the name of the metric filter ${textFaultClause(fault)}: ${excerpt(name)}`,
                `Use ${textRules.filterName.form}.`,
              ),
            ];
          const key = `${groupKey(plan, service)}\n${name}`;
          const owner = owners.get(key);
          owners.set(key, owner ?? { isKept, text: `"${signal}" of ${service.name} in ${plan.environment}` });
          // Names that are made up are the same only in a log group that is made twice, which is another finding.
          if (owner === undefined || !(owner.isKept || isKept)) return [];
          return [
            problem(
              "filter-name",
              at,
              `in the log group of ${service.name} the metric filter of "${signal}" is named ${name}, and so is that of ${owner.text}`,
              "Give each its own name: of two with one name, the second replaces the first.",
            ),
          ];
        }),
      ),
    );
  },
};

interface NamedFilter {
  readonly signal: string;
  readonly name: string;

  /** Whether the configuration names it. */
  readonly isKept: boolean;
}

/** The metric filters of a service, with their names. */
function filtersIn({ filterNames: kept = {}, logGroup, signals }: ServicePlan): readonly NamedFilter[] {
  const prefix = logGroup?.kind === "existing" ? `${logGroup.filterPrefix}-` : "";
  return signals.flatMap((signal) => {
    const given = own(kept, signal.name);
    const suffix = ({ id }: SignalFilter) =>
      id === "ByDimension" && (given === undefined || signal.total) ? "-by-dimension" : "";
    return filtersOf(signal).map((filter) => ({
      signal: signal.name,
      name: `${given ?? `${prefix}${signal.name}`}${suffix(filter)}`,
      isKept: given !== undefined,
    }));
  });
}

function groupKey(plan: EnvironmentPlan, { logGroup }: ServicePlan): string {
  return logGroupKey(plan, logGroup?.name ?? "");
}

export const sharedMetric: ConfigRule<"shared-metric"> = {
  id: "shared-metric",
  check: ({ plans }) => {
    const owners = new Map<string, { readonly text: string; readonly service: ServicePlan }>();
    return plans.flatMap((plan) =>
      plan.services.flatMap((service) =>
        service.signals.flatMap(({ metric, name }): ConfigFinding[] => {
          const key = JSON.stringify([plan.account, plan.region, service.namespace, metric]);
          const owner = owners.get(key);
          owners.set(key, owner ?? { service, text: `"${name}" of ${service.name} in ${plan.environment}` });
          // Two signals of one contract are a finding of the contract.
          if (owner === undefined || owner.service === service) return [];
          return [
            doubt(
              "shared-metric",
              inEnvironment(plan.environment, [...service.source, "namespace"]),
              `"${name}" of ${service.name} in ${plan.environment} publishes ${metric} into the namespace ${service.namespace}, and so does ${owner.text}: CloudWatch adds up what they count`,
              "Give each service its own namespace: write {service} and {environment} in it.",
            ),
          ];
        }),
      ),
    );
  },
};
