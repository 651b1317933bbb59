import {
  durationText,
  isInRange,
  longestWindow,
  ranges,
  secondsOf,
  secondsOfDay,
  silencePeriod,
  windowFaults,
} from "../../aws";
import { severityNames, type Path } from "../../base";
import { alarmDefaults } from "../../contract";
import { type ConfigFinding, problem } from "../errors";
import type { ConfiguredAlarm } from "../schema/alarm";
import { sourcesOf } from "../sources";
import { type AlarmAsItIs, alarmsAsTheyAre } from "./walk";
import type { ConfigRule } from "./rule";

export const alarmWindow: ConfigRule<"alarm-window"> = {
  id: "alarm-window",
  check: (subject) => alarmsAsTheyAre(subject).flatMap(problems),
};

function problems({ entry, writtenAt }: AlarmAsItIs): ConfigFinding[] {
  if (entry.type === "composite" || entry.type === "deadline") return [];
  if (entry.type === "absence") {
    return severityNames.flatMap((severity) =>
      silence(entry.severities[severity]?.for, writtenAt(["severities", severity, "for"]).path),
    );
  }
  const { periods = alarmDefaults.periods, datapoints } = entry;
  const written = entry.period ?? durationText(alarmDefaults.periodSeconds * 1000);
  const period = secondsOf(written);
  const faults = windowFaults({ period, periods, datapoints, highResolution: highResolution(entry) });
  const at = { period: writtenAt(["period"]), periods: writtenAt(["periods"]), datapoints: writtenAt(["datapoints"]) };
  const findings = faults.map((fault) => {
    switch (fault.kind) {
      case "periods":
      case "datapoints":
        return problem(
          "alarm-window",
          at[fault.kind].path,
          "it is not a whole number of at least 1",
          "Write 1 or more.",
        );
      case "too-many-datapoints": {
        const lowered = at.periods.depth > at.datapoints.depth;
        return problem(
          "alarm-window",
          (lowered ? at.periods : at.datapoints).path,
          `${datapoints ?? periods} of ${fault.most} periods cannot be over the threshold`,
          lowered
            ? `Use at least ${datapoints ?? periods}, or lower \`datapoints\`.`
            : `Use at most ${fault.most}, or raise \`periods\`.`,
        );
      }
      case "period":
        return problem(
          "alarm-window",
          at.period.path,
          `CloudWatch does not support a period of ${written}`,
          "Use whole minutes: 1m, 5m.",
        );
      case "period-too-short":
        return problem(
          "alarm-window",
          at.period.path,
          `a period of ${written} is too short: metrics of log lines and of AWS have one value a minute`,
          "Use whole minutes: 1m, 5m.",
        );
      case "too-long":
        return problem(
          "alarm-window",
          (entry.periods === undefined || at.period.depth > at.periods.depth ? at.period : at.periods).path,
          `${periods} x ${written} is ${durationText(fault.seconds * 1000)}; CloudWatch looks back at most ${fault.most === secondsOfDay ? "a day with periods under an hour" : "seven days"}`,
          "Use fewer or shorter periods.",
        );
    }
  });
  if (entry.type === "anomaly" && faults.length === 0 && !isInRange("bandPeriod", period)) {
    const { least, most } = ranges.bandPeriod;
    findings.push(
      problem(
        "alarm-window",
        at.period.path,
        `a period of ${written} is outside what anomaly detection supports`,
        `Use ${durationText(least * 1000)} to ${durationText(most * 1000)}.`,
      ),
    );
  }
  return findings;
}

function highResolution(entry: ConfiguredAlarm): boolean {
  if (entry.type !== "metric" && entry.type !== "rate" && entry.type !== "math") return false;
  return sourcesOf(entry).every(
    (source) =>
      source.kind === "metric" && typeof source.metric !== "string" && !source.metric.namespace.startsWith("AWS/"),
  );
}

function silence(written: string | undefined, path: Path): ConfigFinding[] {
  if (written === undefined) return [];
  const length = secondsOf(written);
  const period = silencePeriod(length);
  if (length > longestWindow(period))
    return [problem("alarm-window", path, `"${written}" is longer than CloudWatch looks back`, "Use at most 7d.")];
  if (length % period === 0) return [];
  return [
    problem(
      "alarm-window",
      path,
      `"${written}" cannot be watched exactly`,
      length > secondsOfDay ? "Beyond a day, use whole hours: 36h." : "Use whole minutes: 15m.",
    ),
  ];
}
