import { acceptsAtLeast } from "../../aws";
import { type ConfigFinding, problem } from "../errors";
import { flatAlarms } from "../flat-alarms";
import type { RulePlan } from "../plan/alarms";
import type { ConfigRule } from "./rule";

export const compositeAtLeast: ConfigRule<"composite-at-least"> = {
  id: "composite-at-least",
  check: ({ plans }) =>
    plans.flatMap(({ services }) =>
      services
        .flatMap(flatAlarms)
        .flatMap((alarm) =>
          alarm.kind === "composite"
            ? impossibleCounts(alarm.rule).map(({ count, of }): ConfigFinding =>
                problem(
                  "composite-at-least",
                  [...alarm.source, "rule"],
                  `${count} of ${of.length} alarms can never be in ALARM`,
                  `Use at most ${of.length}, or name more alarms.`,
                ),
              )
            : [],
        ),
    ),
};

type Count = Extract<RulePlan, { readonly count: number }>;

function impossibleCounts(rule: RulePlan): Count[] {
  switch (rule.kind) {
    case "alarm":
      return [];
    case "not":
      return impossibleCounts(rule.of);
    case "any":
    case "all":
      return rule.of.flatMap(impossibleCounts);
    case "atLeast":
      return "count" in rule && !acceptsAtLeast({ count: rule.count }, rule.of.length) ? [rule] : [];
  }
}
