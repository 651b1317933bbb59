import { flatAlarms } from "../flat-alarms";
import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { Rule } from "./rule";

export const stackName: Rule<"stack-name"> = {
  id: "stack-name",
  check: ({ plans }) => {
    const owners = new Map<string, string>();
    return plans.flatMap(({ environment, stack }): ConfigFinding[] => {
      const owner = owners.get(stack);
      owners.set(stack, environment);
      return owner === undefined
        ? []
        : [
            problem(
              "stack-name",
              ["environments", environment],
              `its stack is named ${stack}, as that of environment "${owner}" is`,
              "Rename one of them; _ and - are the same in names of stacks.",
            ),
          ];
    });
  },
};

export const nameClash: Rule<"name-clash"> = {
  id: "name-clash",
  check: ({ plans }) => {
    const owners = new Map<string, EnvironmentPlan>();
    return plans.flatMap((plan) =>
      names(plan).flatMap(([name, path]): ConfigFinding[] => {
        const key = JSON.stringify([plan.account, plan.region, name]);
        const owner = owners.get(key);
        owners.set(key, owner ?? plan);
        // Two of one environment, and two environments of one name, are other rules' findings.
        if (owner === undefined || owner.stack === plan.stack) return [];
        return [
          problem(
            "name-clash",
            inEnvironment(plan.environment, path),
            `in environment ${plan.environment} it is named ${name}, as one in environment ${owner.environment} is, in the same account and region`,
            "Rename the environment or the service, or use another account or region.",
          ),
        ];
      }),
    );
  },
};

function names({ services }: EnvironmentPlan): (readonly [string, Path])[] {
  return services.flatMap(({ alarms, notifications, source }) => [
    ...flatAlarms({ alarms }).map(({ name, severity, source }) => [name, [...source, "severities", severity]] as const),
    ...notifications.map(({ name }) => [name, source] as const),
  ]);
}
