import { own, severityNames } from "../base";
import type { EnvironmentSettings } from "./merge";
import type { ConfiguredAlarm } from "./schema/alarm";

/** What an environment may set for an alarm beside its conditions: the window, and the statistic. */
export const windowKeys = ["period", "periods", "datapoints", "statistic", "percentile"] as const;

type WindowKey = (typeof windowKeys)[number];

/** Which alarm, and in which environment. */
interface Here {
  readonly settings: Pick<EnvironmentSettings, "thresholds">;
  readonly service: string;
  readonly alarm: string;
}

/**
 * An alarm as it is in an environment: with the environment's conditions, window and statistic over those of the service, and without
 * the severities that are off there. It may have none left. What an alarm of its type does not have changes nothing.
 */
export function alarmHere<Entry extends ConfiguredAlarm>(entry: Entry, { alarm, service, settings }: Here): Entry {
  const here = own(own(settings.thresholds, service) ?? {}, alarm);
  if (here === undefined) return entry;
  const severities = severityNames.flatMap((severity) => {
    const usual = entry.severities[severity];
    const condition = here[severity] ?? usual;
    return usual === undefined || condition === "off" ? [] : [[severity, condition] as const];
  });
  const window = windowKeysOf(entry.type).flatMap((key) =>
    here[key] === undefined ? [] : [[key, here[key]] as const],
  );
  return { ...entry, ...Object.fromEntries(window), severities: Object.fromEntries(severities) };
}

/** Which of these keys the alarms of a type have. */
export function windowKeysOf(type: ConfiguredAlarm["type"]): readonly WindowKey[] {
  switch (type) {
    case "threshold":
    case "metric":
    case "anomaly":
      return ["period", "periods", "datapoints", "statistic"];
    case "latency":
      return ["period", "periods", "datapoints", "percentile"];
    case "rate":
    case "math":
      return ["period", "periods", "datapoints"];
    case "absence":
    case "deadline":
    case "composite":
      return [];
  }
}
