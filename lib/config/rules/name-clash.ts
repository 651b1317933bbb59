import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import { namedAlarms } from "./named-alarms";
import type { ConfigRule } from "./rule";

export const stackName: ConfigRule<"stack-name"> = {
  id: "stack-name",
  check: ({ plans }) => {
    const owners = new Map<string, string>();
    const stacks = plans.flatMap(({ environment, grafana, stack }) =>
      [stack, ...(grafana === undefined ? [] : [grafana.stack])].map((name) => ({ environment, stack: name })),
    );
    return stacks.flatMap(({ environment, stack }): ConfigFinding[] => {
      const owner = owners.get(stack);
      owners.set(stack, environment);
      return owner === undefined
        ? []
        : [
            problem(
              "stack-name",
              ["environments", environment],
              `its stack ${stack} is also the stack of environment "${owner}"`,
              "Rename one of them; in names of stacks, _ becomes -.",
            ),
          ];
    });
  },
};

export const nameClash: ConfigRule<"name-clash"> = {
  id: "name-clash",
  check: ({ config, plans }) => {
    const owners = new Map<string, EnvironmentPlan>();
    return plans.flatMap((plan) =>
      namedAlarms(plan, config).flatMap(({ isGiven, name, path }): ConfigFinding[] => {
        const key = JSON.stringify([plan.account, plan.region, name]);
        const owner = owners.get(key);
        owners.set(key, owner ?? plan);
        // Two in one environment, and two environments of one name, are findings of other rules.
        if (owner === undefined || owner.stack === plan.stack) return [];
        return [
          problem(
            "name-clash",
            inEnvironment(plan.environment, path),
            `in environment ${plan.environment} the alarm is named ${name}, and so is one in environment ${owner.environment}, in the same account and region`,
            isGiven === true
              ? "Write {environment} in the name, or use another account or region."
              : "Rename the environment or the service, or use another account or region.",
          ),
        ];
      }),
    );
  },
};

export const dashboardNames: ConfigRule<"dashboard-name"> = {
  id: "dashboard-name",
  check: ({ plans }) => {
    const owners = new Map<string, { readonly plan: EnvironmentPlan; readonly service: string }>();
    return plans.flatMap((plan) =>
      plan.services.flatMap(({ dashboard, name: service, source }): ConfigFinding[] => {
        if (dashboard === undefined) return [];
        const key = JSON.stringify([plan.account, dashboard]);
        const owner = owners.get(key);
        owners.set(key, owner ?? { plan, service });
        // Two environments of one name are a finding of another rule.
        if (owner === undefined || (owner.plan !== plan && owner.plan.stack === plan.stack)) return [];
        return [
          problem(
            "dashboard-name",
            inEnvironment(plan.environment, source),
            `in environment ${plan.environment} its dashboard is named ${dashboard}, and so is that of ${owner.service} in environment ${owner.plan.environment}, in the same account`,
          ),
        ];
      }),
    );
  },
};
