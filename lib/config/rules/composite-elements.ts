import { flatAlarms } from "../flat-alarms";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { namesIn } from "./rule-tree";
import type { RulePlan } from "../plan/alarms";
import type { Rule } from "./rule";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
const mostElements = 500;
const mostComposites = 150;

export const compositeElements: Rule<"composite-elements"> = {
  id: "composite-elements",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap((service) =>
        flatAlarms(service).flatMap((alarm): ConfigFinding[] => {
          const count = alarm.kind === "composite" ? elements(alarm.rule) : 0;
          return count <= mostElements
            ? []
            : [
                problem(
                  "composite-elements",
                  inEnvironment(environment, [...alarm.source, "rule"]),
                  `in environment ${environment} the rule has ${count} elements, ${mostElements} are allowed`,
                  "Make a composite alarm of a part of it, and name that.",
                ),
              ];
        }),
      ),
    ),
};

export const compositeParents: Rule<"composite-parents"> = {
  id: "composite-parents",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) => {
      const parents = new Map<string, number>();
      const count = (names: Iterable<string>): void => {
        for (const name of new Set(names)) parents.set(name, (parents.get(name) ?? 0) + 1);
      };
      for (const service of services) {
        for (const alarm of flatAlarms(service)) if (alarm.kind === "composite") count(namesIn(alarm.rule));
        for (const notification of service.notifications) count(notification.alarms.map(({ name }) => name));
      }
      return services.flatMap((service) =>
        flatAlarms(service)
          .filter(({ name }) => (parents.get(name) ?? 0) > mostComposites)
          .map(({ name, severity, source }) =>
            problem(
              "composite-parents",
              inEnvironment(environment, [...source, "severities", severity]),
              `in environment ${environment} ${parents.get(name) ?? 0} composite alarms are over it, ${mostComposites} are allowed`,
              "Join some of them in one composite alarm, and name that.",
            ),
          ),
      );
    }),
};

// As the rule's text is written: a state and its alarm are two, nested parts stand in parentheses.
function elements(rule: RulePlan): number {
  switch (rule.kind) {
    case "alarm":
      return 2;
    case "not":
      return elements(rule.of) + 1;
    case "any":
    case "all":
      return rule.of.reduce((sum, part) => sum + elements(part) + (isJoined(part) ? 1 : 0), 0);
    case "atLeast":
      return rule.of.length + 2;
  }
}

function isJoined(rule: RulePlan): boolean {
  return (rule.kind === "any" || rule.kind === "all") && rule.of.length > 1;
}
