import { allowsFrom, muteRulesSince as firstVersion } from "../../aws";
import type { Path } from "../../base";
import { type ConfigFinding, doubt, inEnvironment, problem } from "../errors";
import { isoMinutes } from "../plan-environment";
import type { Rule, Subject } from "./rule";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html
const longestMinutes = 15 * 24 * 60;
const mostAlarms = 100;
const ranges = [
  ["minute", 0, 59],
  ["hour", 0, 23],
  ["day of month", 1, 31],
  ["month", 1, 12],
  ["day of week", 0, 7],
] as const;

export const quietHoursSchedule: Rule<"quiet-hours-schedule"> = {
  id: "quiet-hours-schedule",
  check: ({ config }) => placed(config).flatMap(([path, quiet]) => scheduleProblems(path, quiet)),
};

export const quietHoursProvider: Rule<"quiet-hours-provider"> = {
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
          `"${value.providers.aws}" allows no version with mute rules, which the quiet hours of ${name} are made of`,
          `Allow ${firstVersion} or later: "~> 6.41"; or take quietHours out.`,
        ),
      ];
    }),
};

export const quietHoursAlarms: Rule<"quiet-hours-alarms"> = {
  id: "quiet-hours-alarms",
  check: ({ plans }) =>
    plans.flatMap(({ environment, muteRules }) =>
      muteRules.flatMap(({ alarms, source }): ConfigFinding[] => {
        if (alarms.length === 0)
          return [
            doubt(
              "quiet-hours-alarms",
              inEnvironment(environment, source),
              `in environment ${environment} no alarm of these severities notifies`,
              "Name a severity that alarms have, or take the quiet hours out.",
            ),
          ];
        if (alarms.length <= mostAlarms) return [];
        return [
          problem(
            "quiet-hours-alarms",
            inEnvironment(environment, source),
            `in environment ${environment} they silence ${alarms.length} alarms; a mute rule takes ${mostAlarms}`,
            "Let services notify with `notify: service`, which is one alarm for each severity; or split the severities.",
          ),
        ];
      }),
    ),
};

type Quiet = NonNullable<NonNullable<Subject["config"]["environments"][string]["quietHours"]>[string]>;

function placed(config: Subject["config"]): (readonly [Path, Quiet])[] {
  return Object.entries(config.environments).flatMap(([environment, { quietHours }]) =>
    Object.entries(quietHours ?? {}).flatMap(([name, quiet]) =>
      quiet === null ? [] : [[["environments", environment, "quietHours", name], quiet] as const],
    ),
  );
}

function scheduleProblems(path: Path, { cron, duration, timezone }: Quiet): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  const minutes = isoMinutes(duration);
  if (minutes < 1 || minutes > longestMinutes) {
    findings.push(
      problem(
        "quiet-hours-schedule",
        [...path, "duration"],
        `"${duration}" is ${minutes < 1 ? "no time at all" : "longer than 15 days"}`,
        "Use PT1M to P15D.",
      ),
    );
  }
  if (timezone !== undefined && !isTimezone(timezone)) {
    findings.push(
      problem(
        "quiet-hours-schedule",
        [...path, "timezone"],
        `there is no time zone "${timezone}"`,
        "Write its IANA name: Europe/Berlin.",
      ),
    );
  }
  for (const [index, field] of cron.split(" ").entries()) {
    const [name, least, most] = ranges[index] ?? ["field", 0, 0];
    const wrong = field
      .split(/[,-]/)
      .find(
        (part) =>
          part !== "*" && (part === "" || (/^\d+$/.test(part) && (Number(part) < least || Number(part) > most))),
      );
    if (wrong !== undefined) {
      findings.push(
        problem(
          "quiet-hours-schedule",
          [...path, "cron"],
          `"${field}" is not a valid ${name} of a cron expression`,
          `Use *, numbers from ${least} to ${most}, lists (1,3) and ranges (1-5).`,
        ),
      );
    }
  }
  return findings;
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
