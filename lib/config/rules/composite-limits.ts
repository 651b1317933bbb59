import { alarmsOfRule, type Excess, excessOf, limits, type NamedRule, namedRuleExcesses } from "../../aws";
import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { flatAlarms } from "../flat-alarms";
import type { EnvironmentPlan } from "../plan/environment";
import type { ServicePlan } from "../plan/service";
import type { ConfigRule } from "./rule";
import { namedRule, noticeRule } from "./rule-tree";

export const compositeSize: ConfigRule<"composite-size"> = {
  id: "composite-size",
  check: ({ plans }) =>
    findingsOf(plans, "composite-size", ({ limit }) => limit === "ruleAlarms" || limit === "ruleCharacters"),
};

export const compositeElements: ConfigRule<"composite-elements"> = {
  id: "composite-elements",
  check: ({ plans }) => findingsOf(plans, "composite-elements", ({ limit }) => limit === "ruleElements"),
};

export const compositeParents: ConfigRule<"composite-parents"> = {
  id: "composite-parents",
  check: ({ plans }) => plans.flatMap(parentFindings),
};

/** A composite alarm that is deployed. */
interface Composite {
  readonly rule: NamedRule;
  readonly what: string;
  readonly path: Path;
  readonly fix: string;
}

function findingsOf(
  plans: readonly EnvironmentPlan[],
  rule: "composite-size" | "composite-elements",
  isOurs: (excess: Excess) => boolean,
): ConfigFinding[] {
  return plans.flatMap(({ environment, services }) =>
    services.flatMap(compositesOf).flatMap((composite) =>
      namedRuleExcesses(composite.rule)
        .filter(isOurs)
        .map(({ count, limit, most }) =>
          problem(
            rule,
            inEnvironment(environment, composite.path),
            `in environment ${environment} ${composite.what} has ${count} ${limits[limit].unit}, ${most} are allowed`,
            composite.fix,
          ),
        ),
    ),
  );
}

function compositesOf(service: ServicePlan): Composite[] {
  return [
    ...flatAlarms(service).flatMap((alarm): Composite[] =>
      alarm.kind === "composite"
        ? [
            {
              rule: namedRule(alarm.rule),
              what: "the rule",
              path: [...alarm.source, "rule"],
              fix: "Make a composite alarm of part of the rule, and name that alarm in it.",
            },
          ]
        : [],
    ),
    ...service.notices.map((notification) => ({
      rule: noticeRule(notification),
      what: `the rule of the ${notification.severity} notification of ${service.name}`,
      path: service.source,
      fix: "Use notify: each, or split the service.",
    })),
  ];
}

function parentFindings({ environment, services }: EnvironmentPlan): ConfigFinding[] {
  const parents = new Map<string, number>();
  for (const { rule } of services.flatMap(compositesOf))
    for (const name of new Set(alarmsOfRule(rule))) parents.set(name, (parents.get(name) ?? 0) + 1);
  return services.flatMap(flatAlarms).flatMap(({ name, severity, source }): ConfigFinding[] => {
    const excess = excessOf("compositesOfAlarm", parents.get(name) ?? 0);
    if (excess === undefined) return [];
    return [
      problem(
        "composite-parents",
        inEnvironment(environment, [...source, "severities", severity]),
        `in environment ${environment} the alarm is part of ${excess.count} composite alarms, ${excess.most} are allowed`,
        "Combine some of them in one composite alarm, and name that alarm instead.",
      ),
    ];
  });
}
