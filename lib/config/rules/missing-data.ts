import { severityNames, type Path } from "../../base";
import { type ConfigFinding, doubt } from "../errors";
import { own } from "../records";
import { alarmsOf, type PlacedAlarm } from "./walk";
import type { Rule } from "./rule";

export const missingData: Rule<"missing-data"> = {
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
        `with ${entry.missingData} the alarm sleeps when nothing at all is logged, which is too little too`,
        "Leave `missingData` out, or write breaching.",
      ),
    ];
  }
  if (!falls && entry.missingData === "breaching") {
    const what = entry.type === "rate" ? "in periods under `minimum`" : "whenever nothing is logged";
    return [
      doubt(
        "missing-data",
        at,
        `with breaching the alarm fires ${what}, though nothing is too high`,
        "Leave `missingData` out; an alarm of type absence watches over silence.",
      ),
    ];
  }
  return [];
}
