import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { Rule } from "./rule";

const months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split(" ");
const days = "SUN MON TUE WED THU FRI SAT".split(" ");

export const quietHoursWords: Rule<"quiet-hours-words"> = {
  id: "quiet-hours-words",
  check: ({ config }) =>
    Object.entries(config.environments).flatMap(([environment, { quietHours }]) =>
      Object.entries(quietHours ?? {}).flatMap(([name, quiet]) =>
        quiet === null ? [] : problems(quiet.cron, ["environments", environment, "quietHours", name, "cron"]),
      ),
    ),
};

export const quietHoursId: Rule<"quiet-hours-id"> = {
  id: "quiet-hours-id",
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
                inEnvironment(environment, source),
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
