import type { Path } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import type { Rule } from "./rule";

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const days = "SUN MON TUE WED THU FRI SAT".split(" ");

export const quietHoursWords: Rule = {
  id: "quiet-hours-words",
  title: "Words in the schedule of quiet hours are names of months and days.",
  why: "A mute rule takes JAN to DEC in the fourth field and SUN to SAT in the fifth; others are refused when it is applied. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html",
  reads: "config",
  check: ({ config }) =>
    Object.entries(config.environments).flatMap(([environment, { quietHours }]) =>
      Object.entries(quietHours ?? {}).flatMap(([name, quiet]) =>
        quiet === null ? [] : problems(quiet.cron, ["environments", environment, "quietHours", name, "cron"]),
      ),
    ),
};

export const quietHoursId: Rule = {
  id: "quiet-hours-id",
  title: "Quiet hours of an environment have different ids, and none that a service has.",
  why: "An id is part of the path by which Terraform knows a resource: nights has NightsQuiet, as a service nights-quiet would have; _ and - are the same.",
  reads: "plan",
  check: ({ plans }) =>
    plans.flatMap(({ environment, muteRules, services }) => {
      const owners = new Map(services.map(({ id, name }) => [id, `service "${name}"`]));
      return muteRules.flatMap(({ id, quietHours, source }): ConfigFinding[] => {
        const owner = owners.get(`${id}Quiet`);
        owners.set(`${id}Quiet`, `quiet hours "${quietHours}"`);
        return owner === undefined
          ? []
          : [
              problem(
                "quiet-hours-id",
                source,
                `in environment ${environment} their construct id ${id}Quiet is also that of ${owner}`,
                "Rename one of them.",
              ),
            ];
      });
    }),
};

function problems(cron: string, path: Path): ConfigFinding[] {
  return cron.split(" ").flatMap((field, index) => {
    const names = index === 3 ? months : index === 4 ? days : [];
    return field
      .split(/[,-]/)
      .filter((part) => /^[A-Z]/i.test(part) && !names.includes(part.toUpperCase()))
      .map((word) =>
        problem(
          "quiet-hours-words",
          path,
          `"${word}" is no ${index === 3 ? "month" : index === 4 ? "day of the week" : "number"}`,
          names.length === 0 ? "Write a number." : `Use one of ${names.join(", ")}, or a number.`,
        ),
      );
  });
}
