import { alarmTextBody, textFault, textFaultClause } from "../../aws";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { ConfigRule } from "./rule";

export const alarmDescription: ConfigRule<"alarm-description"> = {
  id: "alarm-description",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap(({ alarms }) =>
        alarms.flatMap(({ source, texts }): ConfigFinding[] => {
          const fault = textFault("alarmDescription", alarmTextBody(texts));
          if (fault === undefined) return [];
          return [
            problem(
              "alarm-description",
              inEnvironment(environment, source),
              `in environment ${environment} the alarm's description, even without its query, ${textFaultClause(fault)}`,
              "Shorten summary or impact; details belong in the runbook.",
            ),
          ];
        }),
      ),
    ),
};
