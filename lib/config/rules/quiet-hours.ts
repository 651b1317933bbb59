import {
  allowsFrom,
  excessOf,
  MuteRuleError,
  muteRulesSince as firstVersion,
  readCron,
  readQuietDuration,
  timeZone,
} from "../../aws";
import type { Path } from "../../base";
import { type ConfigFinding, doubt, inEnvironment, problem } from "../errors";
import type { ConfigRule, RuleSubject } from "./rule";

export const quietHoursSchedule: ConfigRule<"quiet-hours-schedule"> = {
  id: "quiet-hours-schedule",
  check: ({ config }) => placed(config).flatMap(([path, quiet]) => scheduleProblems(path, quiet)),
};

export const quietHoursProvider: ConfigRule<"quiet-hours-provider"> = {
  id: "quiet-hours-provider",
  check: ({ environments }) =>
    environments.flatMap(({ name, origins, value }): ConfigFinding[] => {
      if (Object.keys(value.quietHours).length === 0 || allowsFrom(value.providers.aws, firstVersion) !== false)
        return [];
      const origin = origins.get("providers.aws");
      const at = origin?.kind === "environment" ? origin.name : name;
      return [
        problem(
          "quiet-hours-provider",
          ["environments", at, "providers", "aws"],
          `"${value.providers.aws}" allows no version with mute rules, which the quiet hours of ${name} need`,
          `Allow ${firstVersion} or later: "~> 6.41"; or remove quietHours.`,
        ),
      ];
    }),
};

export const quietHoursAlarms: ConfigRule<"quiet-hours-alarms"> = {
  id: "quiet-hours-alarms",
  check: ({ plans }) =>
    plans.flatMap(({ environment, muteRules }) =>
      muteRules.flatMap(({ alarms, source }): ConfigFinding[] => {
        if (alarms.length === 0)
          return [
            doubt(
              "quiet-hours-alarms",
              inEnvironment(environment, source),
              `in environment ${environment} no alarm of these severities notifies anyone`,
              "Name a severity that alarms have, or remove the quiet hours.",
            ),
          ];
        const excess = excessOf("mutedAlarms", alarms.length);
        if (excess === undefined) return [];
        return [
          problem(
            "quiet-hours-alarms",
            inEnvironment(environment, source),
            `in environment ${environment} the quiet hours mute ${excess.count} alarms, ${excess.most} are allowed`,
            "Use `notify: service`, which has one alarm per severity; or split the severities.",
          ),
        ];
      }),
    ),
};

type Quiet = NonNullable<NonNullable<RuleSubject["config"]["environments"][string]["quietHours"]>[string]>;

function placed(config: RuleSubject["config"]): (readonly [Path, Quiet])[] {
  return Object.entries(config.environments).flatMap(([environment, { quietHours }]) =>
    Object.entries(quietHours ?? {}).flatMap(([name, quiet]) =>
      quiet === null ? [] : [[["environments", environment, "quietHours", name], quiet] as const],
    ),
  );
}

function scheduleProblems(path: Path, { cron, duration, timezone }: Quiet): ConfigFinding[] {
  return [
    ...faults([...path, "duration"], () => readQuietDuration(duration)),
    ...faults([...path, "timezone"], () => (timezone === undefined ? undefined : timeZone(timezone))),
    ...faults([...path, "cron"], () => readCron(cron)),
  ];
}

function faults(path: Path, read: () => unknown): ConfigFinding[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof MuteRuleError)) throw error;
    return [problem("quiet-hours-schedule", path, `"${error.value}": ${error.problem}`, error.fix)];
  }
}
