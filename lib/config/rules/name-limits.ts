import { flatAlarms } from "../flat-alarms";
import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { Rule } from "./rule";

interface Named {
  readonly name: string;
  readonly what: string;
  readonly path: Path;
}

export const alarmName: Rule<"alarm-name"> = {
  id: "alarm-name",
  check: ({ plans }) =>
    plans.flatMap((plan) => [
      ...tooLong("alarm-name", plan, alarmNames(plan), 255),
      ...twice("alarm-name", plan, alarmNames(plan)),
    ]),
};

export const logGroupName: Rule<"log-group-name"> = {
  id: "log-group-name",
  check: ({ plans }) => {
    const owners = new Map<string, string>();
    return plans.flatMap((plan) =>
      plan.services.flatMap(({ logGroup, name: service, source }): ConfigFinding[] => {
        const { name } = logGroup;
        const path = [...source, "logs", "group"];
        const here = `${service} in ${plan.environment}`;
        const key = `${plan.account}/${plan.region}/${name}`;
        const owner = owners.get(key);
        owners.set(key, here);
        if (owner !== undefined)
          return [
            problem(
              "log-group-name",
              path,
              `"${name}" is the log group of ${owner} and of ${here}, in one account and region`,
              "Put {environment} and {service} into the name.",
            ),
          ];
        if (name.length > 512)
          return [
            problem(
              "log-group-name",
              inEnvironment(plan.environment, path),
              `in environment ${plan.environment} the log group's name has ${name.length} characters, 512 are allowed: ${cut(name)}`,
              "Use shorter names, or set logs.group.",
            ),
          ];
        if (name.startsWith("aws/"))
          return [
            problem(
              "log-group-name",
              path,
              `"${name}" begins with aws/, which is AWS's own`,
              "Begin it with /: /aws/..., or another word.",
            ),
          ];
        return /^[.\-_/#A-Za-z0-9]+$/.test(name)
          ? []
          : [
              problem(
                "log-group-name",
                path,
                `"${cut(name)}" is no name of a log group`,
                "Use letters, digits and . - _ / #.",
              ),
            ];
      }),
    );
  },
};

export const topicName: Rule<"topic-name"> = {
  id: "topic-name",
  check: ({ plans }) =>
    plans.flatMap((plan) =>
      tooLong(
        "topic-name",
        plan,
        plan.topics.map(({ name }) => ({ name, what: "topic", path: ["environments", plan.environment] })),
        256,
      ),
    ),
};

export const namespaceName: Rule<"namespace-name"> = {
  id: "namespace-name",
  check: ({ plans }) =>
    plans.flatMap((plan) =>
      tooLong(
        "namespace-name",
        plan,
        plan.services.map(({ namespace, source }) => ({ name: namespace, what: "namespace", path: source })),
        255,
      ),
    ),
};

function alarmNames({ services }: EnvironmentPlan): Named[] {
  return services.flatMap(({ alarms, notifications, source }) => [
    ...flatAlarms({ alarms }).map(({ name, severity, source: path }) => ({
      name,
      what: "alarm",
      path: [...path, "severities", severity],
    })),
    ...notifications.map(({ name }) => ({ name, what: "alarm that notifies for the service", path: source })),
  ]);
}

function tooLong(
  rule: "alarm-name" | "topic-name" | "namespace-name",
  { environment }: EnvironmentPlan,
  named: readonly Named[],
  most: number,
): ConfigFinding[] {
  return named
    .filter(({ name }) => name.length > most)
    .map(({ name, what, path }) =>
      problem(
        rule,
        inEnvironment(environment, path),
        `in environment ${environment} the name of the ${what} has ${name.length} characters, ${most} are allowed: ${cut(name)}`,
        "Use shorter names of project, environment, service or alarm.",
      ),
    );
}

function twice(rule: "alarm-name", { environment }: EnvironmentPlan, named: readonly Named[]): ConfigFinding[] {
  const seen = new Map<string, Named>();
  return named.flatMap((each): ConfigFinding[] => {
    const other = seen.get(each.name);
    seen.set(each.name, each);
    if (other === undefined) return [];
    const where = other.path.filter((_, index) => index % 2 === 1).join("/");
    return [
      problem(
        rule,
        inEnvironment(environment, each.path),
        `in environment ${environment} two alarms are named ${each.name}: this one and that of ${where}`,
        "Rename one of them; _ and - are the same in names of alarms.",
      ),
    ];
  });
}

function cut(name: string): string {
  return name.length > 60 ? `${name.slice(0, 57)}...` : name;
}
