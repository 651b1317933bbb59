import {
  alarmDescription as descriptionOf,
  alarmTextBody,
  longestAlarmDescription,
  textFault,
  textFaultClause,
} from "../../aws";
import { excerpt } from "../../base";
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

/** A query in the description is whole. */
export const alarmQueryCut: ConfigRule<"alarm-query-cut"> = {
  id: "alarm-query-cut",
  check: ({ plans }) =>
    plans.flatMap(({ environment, services }) =>
      services.flatMap(({ alarms }) =>
        alarms.flatMap(({ question, source, texts }): ConfigFinding[] => {
          const whole = descriptionOf(texts, false).length;
          // A body that is too long by itself is a finding of another rule.
          if (descriptionOf(texts).length === whole || alarmTextBody(texts).length > longestAlarmDescription) return [];
          const whose = question === undefined ? "" : ` of the question ${excerpt(question.name)}`;
          return [
            problem(
              "alarm-query-cut",
              inEnvironment(environment, [...source, "query"]),
              `in environment ${environment} the alarm's description has no room for its whole query${whose}: it would have ${whole} characters, ${longestAlarmDescription} are allowed`,
            ),
          ];
        }),
      ),
    ),
};
