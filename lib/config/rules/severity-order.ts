import { flatAlarms } from "../flat-alarms";
import { type ConfigFinding, doubt, inEnvironment } from "../errors";
import type { MetricAlarmPlan } from "../plan/alarms";
import type { ConfigRule } from "./rule";

export const severityOrder: ConfigRule<"severity-order"> = {
  id: "severity-order",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap(({ alarms }) =>
        alarms.flatMap((entry) =>
          problems(
            environment,
            flatAlarms({ alarms: [entry] }).filter((alarm) => alarm.kind === "metric"),
          ),
        ),
      ),
    ),
};

function problems(environment: string, alarms: readonly MetricAlarmPlan[]): ConfigFinding[] {
  return alarms.slice(1).flatMap((worse, index): ConfigFinding[] => {
    const milder = alarms[index];
    if (milder === undefined || severityOf(worse) > severityOf(milder)) return [];
    return [
      doubt(
        "severity-order",
        inEnvironment(environment, [...worse.source, "severities", worse.severity]),
        `in environment ${environment} ${worse.severity} (${text(worse)}) does not fire later than ${milder.severity} (${text(milder)})`,
        `Make ${worse.severity} stricter than the other, or remove one.`,
      ),
    ];
  });
}

// How far things must go for the alarm to fire.
function severityOf({ condition, type, periodSeconds, periods }: MetricAlarmPlan): number {
  if (type === "absence") return periodSeconds * periods;
  if (condition.kind === "band") return condition.width;
  return condition.comparison === "above" || condition.comparison === "atLeast"
    ? condition.threshold
    : -condition.threshold;
}

function text({ condition, type, periodSeconds, periods }: MetricAlarmPlan): string {
  if (type === "absence") return `for ${(periodSeconds * periods) / 60}m`;
  return condition.kind === "band" ? `band ${condition.width}` : `${condition.comparison} ${condition.threshold}`;
}
