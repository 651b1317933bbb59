import { own } from "../../base";
import type { Signal } from "../../contract";
import { type ConfigFinding, doubt, problem } from "../errors";
import { type SignalSource, signalsRead } from "../sources";
import { type AlarmAsItIs, alarmsAsTheyAre } from "./walk";
import type { ConfigRule } from "./rule";

export const alarmStatistic: ConfigRule<"alarm-statistic"> = {
  id: "alarm-statistic",
  check: (subject) => alarmsAsTheyAre(subject).flatMap(problems),
};

const durations: readonly string[] = ["Milliseconds", "Seconds", "Microseconds", "Percent"];

function problems({ entry, settings, writtenAt }: AlarmAsItIs): ConfigFinding[] {
  if (entry.type === "absence" || entry.type === "deadline") return [];
  return signalsRead(entry).flatMap((source) => {
    const signal = own(settings.contract.signals, source.signal);
    return signal === undefined ? [] : problemsOf({ ...source, signal }, entry, writtenAt);
  });
}

function problemsOf(
  { signal, statistic, statisticPath }: Omit<SignalSource, "signal"> & { readonly signal: Signal },
  entry: AlarmAsItIs["entry"],
  writtenAt: AlarmAsItIs["writtenAt"],
): ConfigFinding[] {
  const { name } = signal;
  const counts = signal.value === undefined;
  if (entry.type === "latency") {
    return counts
      ? [
          problem(
            "alarm-statistic",
            writtenAt(["signal"]).path,
            `"${name}" is a count, which has no percentile`,
            "Name a signal with a `value`, or make it an alarm of type threshold.",
          ),
        ]
      : [];
  }
  if (statistic === undefined) return [];
  const at = writtenAt(statisticPath).path;
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
  const isAlone = entry.type !== "rate" && entry.type !== "math";
  if (isAlone && !counts && statistic === "Sum" && durations.includes(signal.unit)) {
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
