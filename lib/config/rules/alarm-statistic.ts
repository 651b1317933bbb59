import { own } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { ConfigRule } from "./rule";

export const alarmStatistic: ConfigRule<"alarm-statistic"> = {
  id: "alarm-statistic",
  check: ({ config }) => alarmsOf(config).flatMap(problems),
};

const durations: readonly string[] = ["Milliseconds", "Seconds", "Microseconds", "Percent"];

function problems({ entry, path, settings }: PlacedAlarm): ConfigFinding[] {
  const name =
    entry.type === "threshold" || entry.type === "latency" || entry.type === "anomaly" ? entry.signal : undefined;
  const signal = name === undefined ? undefined : own(settings.contract.signals, name);
  if (signal === undefined || name === undefined) return [];
  const counts = signal.value === undefined;
  if (entry.type === "latency") {
    return counts
      ? [
          problem(
            "alarm-statistic",
            [...path, "signal"],
            `"${name}" is a count, which has no percentile`,
            "Name a signal with a `value`, or make it an alarm of type threshold.",
          ),
        ]
      : [];
  }
  const statistic = entry.type === "threshold" || entry.type === "anomaly" ? entry.statistic : undefined;
  if (statistic === undefined) return [];
  const at = [...path, "statistic"];
  if (counts && statistic === "SampleCount" && signal.default !== undefined) {
    return [
      problem(
        "alarm-statistic",
        at,
        `SampleCount of "${name}" counts every line: lines that do not match publish ${signal.default}`,
        "Use Sum.",
      ),
    ];
  }
  if (counts && statistic !== "Sum" && statistic !== "SampleCount") {
    return [
      problem(
        "alarm-statistic",
        at,
        `${statistic} of "${name}" is always 1: it is a count, and each line publishes 1`,
        "Use Sum.",
      ),
    ];
  }
  if (!counts && statistic === "Sum" && durations.includes(signal.unit)) {
    return [
      doubt(
        "alarm-statistic",
        at,
        `Sum of "${name}", in ${signal.unit}, grows with traffic`,
        "Use Average, Maximum or a percentile, or an alarm of type latency.",
      ),
    ];
  }
  return [];
}
