import {
  allowsFrom,
  excessOf,
  limits,
  type TraceFilterFault,
  traceFilterFault,
  transactionSearchSince as firstVersion,
} from "../../aws";
import { excerpt, type Path } from "../../base";
import { type ConfigFinding, doubt, inEnvironment, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { XrayPlan } from "../plan/xray";
import { writtenAt } from "../written-at";
import type { ConfigRule, RuleSubject } from "./rule";

export const xrayProvider: ConfigRule<"xray-provider"> = {
  id: "xray-provider",
  check: ({ environments }) =>
    environments.flatMap((environment): ConfigFinding[] => {
      const { name, value } = environment;
      const { indexing, transactionSearch } = value.xray ?? {};
      if (indexing === undefined && transactionSearch === undefined) return [];
      if (allowsFrom(value.providers.aws, firstVersion) !== false) return [];
      return [
        problem(
          "xray-provider",
          writtenAt(environment, ["providers", "aws"]),
          `"${value.providers.aws}" allows no version with Transaction Search, which ${name} sets in xray`,
          `Allow ${firstVersion} or later: "~> 6.46"; or remove transactionSearch and indexing.`,
        ),
      ];
    }),
};

export const traceFilter: ConfigRule<"trace-filter"> = {
  id: "trace-filter",
  check: (subject) =>
    withXray(subject).flatMap(({ at, plan, xray }) =>
      xray.groups.flatMap(({ group, where }): ConfigFinding[] => {
        const fault = traceFilterFault(where);
        if (fault === undefined) return [];
        return [
          problem(
            "trace-filter",
            at(["groups", group, "where"]),
            `in environment ${plan.environment} the filter expression ${clause(fault)}: ${excerpt(where)}`,
          ),
        ];
      }),
    ),
};

export const xrayIds: ConfigRule<"xray-id"> = {
  id: "xray-id",
  check: (subject) =>
    withXray(subject).flatMap(({ at, plan, xray }) => {
      const twice = (kind: "groups" | "samplingRules", entries: readonly { id: string; key: string }[]) => {
        const owners = new Map<string, string>();
        return entries.flatMap(({ id, key }): ConfigFinding[] => {
          const owner = owners.get(id);
          owners.set(id, key);
          if (owner === undefined) return [];
          return [
            problem(
              "xray-id",
              at([kind, key]),
              `in environment ${plan.environment} its construct id ${id} is also the id of "${owner}"`,
            ),
          ];
        });
      };
      return [
        ...twice(
          "groups",
          xray.groups.map(({ group, id }) => ({ id, key: group })),
        ),
        ...twice(
          "samplingRules",
          xray.samplingRules.map(({ id, rule }) => ({ id, key: rule })),
        ),
      ];
    }),
};

export const xrayCount: ConfigRule<"xray-count"> = {
  id: "xray-count",
  check: (subject) =>
    inAccounts(subject).flatMap((environments) => {
      const counts = [
        ["groups", "traceGroups", problem],
        // AWS raises this one on request.
        ["samplingRules", "samplingRules", doubt],
      ] as const;
      return counts.flatMap(([key, limit, found]): ConfigFinding[] => {
        const count = environments.reduce((sum, { xray }) => sum + xray[key].length, 0);
        const excess = excessOf(limit, count);
        const last = environments.findLast(({ xray }) => xray[key].length > 0);
        if (excess === undefined || last === undefined) return [];
        return [
          found(
            "xray-count",
            last.at([key]),
            `${placeName(last.plan)} has ${count} ${limits[limit].unit}, of ${listedNames(environments)}; ${excess.most} are allowed`,
          ),
        ];
      });
    }),
};

export const samplingPriority: ConfigRule<"sampling-priority"> = {
  id: "sampling-priority",
  check: (subject) =>
    inAccounts(subject).flatMap((environments) => {
      const owners = new Map<number, string>();
      return environments.flatMap(({ at, plan, xray }) =>
        xray.samplingRules.flatMap(({ priority, rule }): ConfigFinding[] => {
          const owner = owners.get(priority);
          owners.set(priority, owner ?? `"${rule}" of environment ${plan.environment}`);
          if (owner === undefined) return [];
          return [
            problem(
              "sampling-priority",
              at(["samplingRules", rule, "priority"]),
              `in environment ${plan.environment} it has priority ${priority}, and so has ${owner}, in the same account and region`,
            ),
          ];
        }),
      );
    }),
};

export const xraySwitch: ConfigRule<"xray-switch"> = {
  id: "xray-switch",
  check: (subject) =>
    inAccounts(subject).flatMap((environments) =>
      (["transactionSearch", "indexing"] as const).flatMap((key) => {
        const setting = environments.filter(({ xray }) => xray[key] !== undefined);
        const [first, ...others] = setting;
        return others.map(({ at, plan, xray }): ConfigFinding => {
          const isSame = xray[key] === first?.xray[key];
          const found = isSame ? doubt : problem;
          return found(
            "xray-switch",
            at([key]),
            `in environment ${plan.environment} ${key} is ${String(xray[key])}, and environment ${first?.plan.environment ?? ""}, in the same account and region, sets it ${isSame ? "too" : `to ${String(first?.xray[key])}`}`,
          );
        });
      }),
    ),
};

/** An environment that says something of X-Ray. */
interface XrayOfEnvironment {
  readonly plan: EnvironmentPlan;
  readonly xray: XrayPlan;

  /** Where a part of its settings is written. */
  readonly at: (part: Path) => ReturnType<typeof inEnvironment>;
}

function withXray({ environments, plans }: RuleSubject): XrayOfEnvironment[] {
  const settings = new Map(environments.map((each) => [each.name, each]));
  return plans.flatMap((plan) => {
    const environment = settings.get(plan.environment);
    if (plan.xray === undefined || environment === undefined) return [];
    const at = (part: Path) => inEnvironment(plan.environment, writtenAt(environment, ["xray", ...part]));
    return [{ plan, xray: plan.xray, at }];
  });
}

/** Environments that share an account and a Region. */
function inAccounts(subject: RuleSubject): XrayOfEnvironment[][] {
  const accounts = new Map<string, XrayOfEnvironment[]>();
  for (const each of withXray(subject)) {
    const key = JSON.stringify([each.plan.account, each.plan.region]);
    accounts.set(key, [...(accounts.get(key) ?? []), each]);
  }
  return [...accounts.values()];
}

function clause(fault: TraceFilterFault): string {
  switch (fault.kind) {
    case "empty":
      return "is empty";
    case "open":
      return `has a ${fault.mark} at character ${fault.index + 1} that nothing closes`;
    case "stray":
      return `has a ${fault.mark} at character ${fault.index + 1} that closes nothing`;
  }
}

function placeName({ account, region }: EnvironmentPlan): string {
  return `account ${account} in ${region}`;
}

function listedNames(environments: readonly XrayOfEnvironment[]): string {
  return environments.map(({ plan }) => plan.environment).join(", ");
}
