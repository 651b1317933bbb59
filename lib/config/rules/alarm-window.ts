import { severityNames, type Path } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import { absencePeriod, defaultPeriod } from "../plan-metric-alarm";
import type { AlarmEntry } from "../schema/alarm";
import { durationText, seconds } from "../schema/duration";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { Rule } from "./rule";

const day = 86_400;

export const alarmWindow: Rule<"alarm-window"> = {
  id: "alarm-window",
  check: ({ config }) => [...alarmsOf(config).flatMap(problems), ...absenceOverrides(config)],
};

function problems({ entry, path }: PlacedAlarm): ConfigFinding[] {
  if (entry.type === "composite") return [];
  if (entry.type === "absence") {
    return severityNames.flatMap((severity) =>
      silence(entry.severities[severity]?.for, [...path, "severities", severity, "for"]),
    );
  }
  const { period: written = defaultPeriod, periods = 1, datapoints } = entry;
  const period = seconds(written);
  const findings: ConfigFinding[] = [];
  if (datapoints !== undefined && datapoints > periods) {
    findings.push(
      problem(
        "alarm-window",
        [...path, "datapoints"],
        `${datapoints} of ${periods} periods cannot be over the threshold`,
        `Use at most ${periods}, or raise \`periods\`.`,
      ),
    );
  }
  if (period % 60 !== 0 && !(highResolution(entry) && [10, 20, 30].includes(period))) {
    findings.push(
      problem(
        "alarm-window",
        [...path, "period"],
        `"${written}" is not a period of CloudWatch: metrics of log lines and of AWS have one value a minute`,
        "Use whole minutes: 1m, 5m.",
      ),
    );
  }
  if (entry.type === "anomaly" && period > 3600) {
    findings.push(
      problem("alarm-window", [...path, "period"], `"${written}" is too long for anomaly detection`, "Use at most 1h."),
    );
  }
  const most = period < 3600 ? day : 7 * day;
  if (period * periods > most) {
    const at = entry.periods === undefined ? "period" : "periods";
    findings.push(
      problem(
        "alarm-window",
        [...path, at],
        `${periods} x ${written} is ${durationText(period * periods)}; CloudWatch looks back at most ${most === day ? "a day with periods under an hour" : "seven days"}`,
        "Use fewer or shorter periods.",
      ),
    );
  }
  return findings;
}

function highResolution(entry: AlarmEntry): boolean {
  return entry.type === "metric" && typeof entry.metric !== "string" && !entry.metric.namespace.startsWith("AWS/");
}

function absenceOverrides(config: Parameters<Rule["check"]>[0]["config"]): ConfigFinding[] {
  return Object.entries(config.environments).flatMap(([environment, { thresholds }]) =>
    Object.entries(thresholds ?? {}).flatMap(([service, alarms]) =>
      Object.entries(alarms ?? {}).flatMap(([alarm, table]) =>
        severityNames.flatMap((severity) => {
          const override = table?.[severity] ?? undefined;
          const length = override === undefined || override === "off" ? undefined : override.for;
          return silence(length, ["environments", environment, "thresholds", service, alarm, severity, "for"]);
        }),
      ),
    ),
  );
}

function silence(written: string | undefined, path: Path): ConfigFinding[] {
  if (written === undefined) return [];
  const length = seconds(written);
  if (length > 7 * day)
    return [problem("alarm-window", path, `"${written}" is longer than CloudWatch looks back`, "Use at most 7d.")];
  if (length % absencePeriod(length) === 0) return [];
  return [
    problem(
      "alarm-window",
      path,
      `"${written}" cannot be watched exactly`,
      length > day ? "Beyond a day, use whole hours: 36h." : "Use whole minutes: 15m.",
    ),
  ];
}
