import { severityNames } from "../base";
import type { AlarmEntryPlan, AlarmPlan } from "./plan/alarms";

/** The alarms of entries one by one: by entry, the least urgent severity first. */
export function flatAlarms({ alarms }: { readonly alarms: readonly AlarmEntryPlan[] }): readonly AlarmPlan[] {
  return alarms.flatMap((entry) =>
    severityNames.flatMap((severity): AlarmPlan[] => {
      if (entry.kind === "metric") {
        const { severities, ...base } = entry;
        const own = severities[severity];
        return own === undefined ? [] : [{ ...base, ...own, severity }];
      }
      const { severities, ...base } = entry;
      const own = severities[severity];
      return own === undefined ? [] : [{ ...base, ...own, severity }];
    }),
  );
}
