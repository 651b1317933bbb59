import { severityNames } from "../base";
import type { AlarmEntryPlan, AlarmPlan } from "./plan/alarms";

/** The alarms of entries one by one: by entry, the least urgent severity first. */
export function flatAlarms({ alarms }: { readonly alarms: readonly AlarmEntryPlan[] }): readonly AlarmPlan[] {
  return alarms.flatMap((entry) => {
    const found = known.get(entry) ?? flat(entry);
    known.set(entry, found);
    return found;
  });
}

/** Of each entry, what it is flattened to: a plan does not change, and many rules ask for its alarms. */
const known = new WeakMap<AlarmEntryPlan, readonly AlarmPlan[]>();

function flat(entry: AlarmEntryPlan): readonly AlarmPlan[] {
  if (entry.kind === "metric") {
    const { severities, ...base } = entry;
    return severityNames.flatMap((severity): AlarmPlan[] => {
      const own = severities[severity];
      return own === undefined ? [] : [{ ...base, ...own, severity }];
    });
  }
  const { severities, ...base } = entry;
  return severityNames.flatMap((severity): AlarmPlan[] => {
    const own = severities[severity];
    return own === undefined ? [] : [{ ...base, ...own, severity }];
  });
}
