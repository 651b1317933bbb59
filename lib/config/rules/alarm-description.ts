import { alarmTextBody, longestAlarmDescription as most } from "../../aws";
import { type ConfigFinding, problem } from "../errors";
import type { Rule } from "./rule";

export const alarmDescription: Rule = {
  id: "alarm-description",
  title: "Summary, impact, runbook and owner of an alarm fit into its description.",
  why: "CloudWatch keeps 1,024 characters. The query stands last and is cut where it does not fit. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  reads: "plan",
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
                  source,
                  `in environment ${environment} its texts are ${length} characters long, CloudWatch keeps ${most}`,
                  "Shorten summary or impact; detail belongs into the runbook.",
                ),
              ];
        }),
      ),
    ),
};
