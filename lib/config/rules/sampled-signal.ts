import { flatAlarms } from "../flat-alarms";
import { type Contract, type Level, levelsOfSignal, type Signal } from "../../contract";
import { type ConfigFinding, doubt, inEnvironment } from "../errors";
import type { EnvironmentPlan } from "../plan/environment";
import type { SamplingPlan } from "../plan/sampling";
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
      const sampled = signal && sampledIn(signal, contract, sampling.logs);
      if (signal === undefined || sampled === undefined) continue;
      const { by, level } = sampled;
      const share = sampling.logs[level];
      found.set(
        JSON.stringify([alarm.alarm, signal.name]),
        doubt(
          "sampled-signal",
          inEnvironment(environment, alarm.source),
          `in environment ${environment} it watches signal "${signal.name}" of ${level} lines, of which ${share === 0 ? "none" : `a share of ${share}`} is kept`,
          `Keep all ${level} lines (sampling.logs.${level}: 1), or ${by === "event" ? "give the event another level" : "watch a signal of other levels"}.`,
        ),
      );
    }
  }
  return [...found.values()];
}

function sampledIn(
  signal: Signal,
  contract: Contract,
  kept: SamplingPlan["logs"],
): { readonly by: "event" | "level"; readonly level: Level } | undefined {
  const counted = levelsOfSignal(signal, contract);
  if (counted === undefined) return undefined;
  const { by, levels } = counted;
  const level = levels.find((each) => kept[each] < 1 && (by === "event" || kept[each] > 0));
  // A level that is left out as a whole changes nothing for a signal of all levels but one; it does where no level is left.
  const isGone = levels.every((each) => kept[each] === 0);
  const shown = level ?? (isGone ? levels[0] : undefined);
  return shown === undefined ? undefined : { by, level: shown };
}
