import { alarmTextBody, longestAlarmDescription as most } from "../../aws";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { Rule } from "./rule";

export const alarmDescription: Rule<"alarm-description"> = {
  id: "alarm-description",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap(({ alarms }) =>
        alarms.flatMap(({ source, texts }): ConfigFinding[] => {
          const { length } = alarmTextBody(texts);
          return length <= most
            ? []
            : [
                problem(
                  "alarm-description",
                  inEnvironment(environment, source),
                  `in environment ${environment} its texts are ${length} characters long, CloudWatch keeps ${most}`,
                  "Shorten summary or impact; detail belongs into the runbook.",
                ),
              ];
        }),
      ),
    ),
};
