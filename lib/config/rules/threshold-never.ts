import { flatAlarms } from "../flat-alarms";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { MetricAlarmPlan } from "../plan/alarms";
import type { ServicePlan } from "../plan/service";
import type { ConfigRule } from "./rule";

export const thresholdNever: ConfigRule<"threshold-never"> = {
  id: "threshold-never",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap((service) =>
        flatAlarms(service).flatMap((alarm) => (alarm.kind === "metric" ? problems(environment, service, alarm) : [])),
      ),
    ),
};

function problems(environment: string, service: ServicePlan, alarm: MetricAlarmPlan): ConfigFinding[] {
  const { condition, type, severity, source } = alarm;
  const range = rangeOf(service, alarm);
  if (condition.kind !== "threshold" || type === "absence" || type === "deadline" || range === undefined) return [];
  const { comparison, threshold } = condition;
  const [least, most] = range;
  const never = {
    above: threshold >= most,
    atLeast: threshold > most,
    below: threshold <= least,
    atMost: threshold < least,
  }[comparison];
  const always = {
    above: threshold < least,
    atLeast: threshold <= least,
    below: threshold > most,
    atMost: threshold >= most,
  }[comparison];
  if (!never && !always) return [];
  const what = type === "rate" ? "a rate is 0 to 100" : "a count is 0 or more";
  return [
    problem(
      "threshold-never",
      inEnvironment(environment, [...source, "severities", severity]),
      `in environment ${environment} ${comparison} ${threshold} is ${never ? "never" : "always"} true: ${what}`,
      type === "rate" ? "Use a number between 0 and 100." : "Use a number above 0.",
    ),
  ];
}

// What the measured number can be; undefined if that is not known.
function rangeOf({ signals }: ServicePlan, { measure }: MetricAlarmPlan): readonly [number, number] | undefined {
  if (measure.kind === "rate") return [0, 100];
  if (measure.kind === "math") return undefined;
  const { series, statistic } = measure;
  const signal = signals.find(({ name }) => name === series.signal);
  const counts = signal?.value === undefined && signal !== undefined;
  return counts || statistic === "SampleCount" ? [0, Infinity] : undefined;
}
