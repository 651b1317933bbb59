import { own, type Path, severityNames } from "../../base";
import { type ConfigFinding, doubt } from "../errors";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { ConfigRule } from "./rule";

export const missingData: ConfigRule<"missing-data"> = {
  id: "missing-data",
  check: ({ config }) => alarmsOf(config).flatMap(problems),
};

function problems({ entry, path, settings }: PlacedAlarm): ConfigFinding[] {
  if (entry.type !== "threshold" && entry.type !== "rate" && entry.type !== "latency") return [];
  const at: Path = [...path, "missingData"];
  const falls = severityNames.some((severity) => {
    const condition = entry.severities[severity];
    return condition?.below !== undefined || condition?.atMost !== undefined;
  });
  const signal = entry.type === "rate" ? undefined : own(settings.contract.signals, entry.signal);
  const counts = entry.type === "threshold" && signal !== undefined && signal.value === undefined;
  if (counts && falls && (entry.missingData === "notBreaching" || entry.missingData === "ignore")) {
    return [
      doubt(
        "missing-data",
        at,
        `with ${entry.missingData} the alarm does not fire when nothing is logged, although that is too low as well`,
        "Remove `missingData`, or write breaching.",
      ),
    ];
  }
  if (!falls && entry.missingData === "breaching") {
    const what = entry.type === "rate" ? "in periods in which `of` counts nothing" : "whenever nothing is logged";
    return [
      doubt(
        "missing-data",
        at,
        `with breaching the alarm fires ${what}, although no value is too high`,
        "Remove `missingData`; use an alarm of type absence to detect silence.",
      ),
    ];
  }
  return [];
}
