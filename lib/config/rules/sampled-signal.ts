import { flatAlarms } from "../flat-alarms";
import type { Signal } from "../../contract";
import { type ConfigFinding, doubt, inEnvironment } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { ServicePlan } from "../plan/service";
import { readBy } from "../read-by";
import type { ConfigRule } from "./rule";

export const sampledSignal: ConfigRule<"sampled-signal"> = {
  id: "sampled-signal",
  check: ({ plans }) => plans.flatMap((plan) => plan.services.flatMap((service) => problems(plan, service))),
};

function problems(
  { environment, sampling }: EnvironmentPlan,
  { alarms, contract, signals }: ServicePlan,
): ConfigFinding[] {
  const found = new Map<string, ConfigFinding>();
  for (const alarm of flatAlarms({ alarms })) {
    if (alarm.kind !== "metric") continue;
    const { measure } = alarm;
    for (const { series } of readBy(measure)) {
      const { signal: name } = series;
      const signal = signals.find((each) => each.name === name);
      const level = signal && levelsOf(signal, contract.events).find((each) => sampling.logs[each] < 1);
      if (signal === undefined || level === undefined) continue;
      const share = sampling.logs[level];
      found.set(
        JSON.stringify([alarm.alarm, signal.name]),
        doubt(
          "sampled-signal",
          inEnvironment(environment, alarm.source),
          `in environment ${environment} it watches signal "${signal.name}" of ${level} lines, of which ${share === 0 ? "none" : `a share of ${share}`} is kept`,
          `Keep all ${level} lines (sampling.logs.${level}: 1), or give the event another level.`,
        ),
      );
    }
  }
  return [...found.values()];
}

function levelsOf({ on }: Signal, events: ServicePlan["contract"]["events"]) {
  return on.flatMap((event) => {
    const definition = Object.hasOwn(events, event) ? events[event] : undefined;
    return definition === undefined ? [] : [definition.level];
  });
}
