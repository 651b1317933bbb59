import { flatAlarms } from "../flat-alarms";
import { severityNames } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { ConfigRule } from "./rule";

export const routeMissing: ConfigRule<"route-missing"> = {
  id: "route-missing",
  check: ({ environments, plans }) =>
    plans.flatMap((plan) => {
      const routes = environments.find(({ name }) => name === plan.environment)?.value.routes ?? {};
      return severityNames.flatMap((severity): ConfigFinding[] => {
        const alarms = alarmsAt(plan, severity);
        const [first] = alarms;
        if (first === undefined || routes[severity] !== undefined) return [];
        const others = alarms.length === 1 ? "" : ` and ${alarms.length - 1} more`;
        return [
          problem(
            "route-missing",
            ["environments", plan.environment, "routes", severity],
            `nobody is notified of ${severity} alarms: ${first}${others}`,
            `Add routes: { ${severity}: [{ email: ... }] }, or ${severity}: [] to notify nobody.`,
          ),
        ];
      });
    }),
};

function alarmsAt({ services }: EnvironmentPlan, severity: string): string[] {
  return services.flatMap(({ name, alarms }) =>
    flatAlarms({ alarms })
      .filter((alarm) => alarm.notify && alarm.severity === severity)
      .map(({ alarm }) => `${name}/${alarm}`),
  );
}
