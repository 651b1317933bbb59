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
    if (milder === undefined || isLater(worse, milder)) return [];
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

function isLater(worse: MetricAlarmPlan, milder: MetricAlarmPlan): boolean {
  if (worse.type !== "deadline") return severityOf(worse) > severityOf(milder);
  // Of two times of a day, the later is at most half a day after the other.
  const between = (minuteOf(worse) - minuteOf(milder) + minutesOfDay) % minutesOfDay;
  return between > 0 && between <= minutesOfDay / 2;
}

const minutesOfDay = 1440;

function minuteOf(alarm: MetricAlarmPlan): number {
  const [hours = 0, minutes = 0] = byOf(alarm).split(":").map(Number);
  return hours * 60 + minutes;
}

function byOf(alarm: MetricAlarmPlan): string {
  return "by" in alarm && typeof alarm.by === "string" ? alarm.by : "";
}

// How far things must go for the alarm to fire.
function severityOf({ condition, type, periodSeconds, periods }: MetricAlarmPlan): number {
  if (type === "absence") return periodSeconds * periods;
  if (condition.kind === "band") return condition.width;
  return condition.comparison === "above" || condition.comparison === "atLeast"
    ? condition.threshold
    : -condition.threshold;
}

function text(alarm: MetricAlarmPlan): string {
  const { condition, type, periodSeconds, periods } = alarm;
  if (type === "absence") return `for ${(periodSeconds * periods) / 60}m`;
  if (type === "deadline") return `by ${byOf(alarm)}`;
  return condition.kind === "band" ? `band ${condition.width}` : `${condition.comparison} ${condition.threshold}`;
}
