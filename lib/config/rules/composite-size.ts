import { flatAlarms } from "../flat-alarms";
import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { namesIn } from "./rule-tree";
import type { RulePlan } from "../plan/alarms";
import type { Rule } from "./rule";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
const mostAlarms = 100;
const mostCharacters = 10_240;

export const compositeSize: Rule<"composite-size"> = {
  id: "composite-size",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap(({ name: service, alarms, notifications, source }) => [
        ...flatAlarms({ alarms }).flatMap((alarm) =>
          alarm.kind === "composite"
            ? problems(
                environment,
                `it`,
                namesIn(alarm.rule),
                [...alarm.source, "rule"],
                "Split it into several, and join those.",
              )
            : [],
        ),
        ...notifications.flatMap(({ alarms: members, severity }) =>
          problems(
            environment,
            `the ${severity} notification of ${service}`,
            members.map(({ name }) => name),
            source,
            "Use notify: each, or split the service.",
          ),
        ),
      ]),
    ),
};

export const compositeAtLeast: Rule<"composite-at-least"> = {
  id: "composite-at-least",
  check: ({ plans }) =>
    plans.flatMap(({ services }) =>
      services.flatMap((service) =>
        flatAlarms(service).flatMap((alarm) =>
          alarm.kind === "composite"
            ? counts(alarm.rule).flatMap(([count, of]): ConfigFinding[] =>
                count <= of
                  ? []
                  : [
                      problem(
                        "composite-at-least",
                        [...alarm.source, "rule"],
                        `${count} of ${of} alarms can never be in ALARM`,
                        `Use at most ${of}, or name more alarms.`,
                      ),
                    ],
              )
            : [],
        ),
      ),
    ),
};

function problems(
  environment: string,
  what: string,
  names: readonly string[],
  path: Path,
  fix: string,
): ConfigFinding[] {
  const distinct = new Set(names).size;
  if (distinct > mostAlarms)
    return [
      problem(
        "composite-size",
        inEnvironment(environment, path),
        `in environment ${environment} ${what} is over ${distinct} alarms, ${mostAlarms} are allowed`,
        fix,
      ),
    ];
  // ALARM("name") and what joins it to the next.
  const characters = names.reduce((sum, name) => sum + name.length + 14, 0);
  return characters <= mostCharacters
    ? []
    : [
        problem(
          "composite-size",
          inEnvironment(environment, path),
          `in environment ${environment} the rule of ${what} has about ${characters} characters, ${mostCharacters} are allowed`,
          fix,
        ),
      ];
}

function counts(rule: RulePlan): [number, number][] {
  switch (rule.kind) {
    case "alarm":
      return [];
    case "not":
      return counts(rule.of);
    case "any":
    case "all":
      return rule.of.flatMap(counts);
    case "atLeast":
      return "count" in rule ? [[rule.count, rule.of.length]] : [];
  }
}
