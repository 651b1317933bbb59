import type { ShapeFinding } from "../../base";
import type { ParsedScenario } from "./schema";

/** Contradictions between keys of a scenario. @param scenario the keys whose own values are valid */
export function contradictions(scenario: Partial<ParsedScenario>): readonly ShapeFinding[] {
  const { from, to, no_logs: noLogs, logs, expect } = scenario;
  const found: ShapeFinding[] = [];
  if (from !== undefined && to !== undefined && to <= from)
    found.push({
      kind: "wrong-value",
      path: ["to"],
      message: "the clock ends before it begins",
      fix: "Write a time after `from`.",
    });
  if (logs?.length === 0 && noLogs === false)
    found.push({
      kind: "empty",
      path: [],
      message: "the scenario has no logs: without lines an alarm stays quiet, whatever its configuration",
      fix: "Write `logs`, or `no_logs: true` if nothing is meant to be logged.",
    });
  if (logs !== undefined && logs.length > 0 && noLogs === true)
    found.push({
      kind: "wrong-value",
      path: ["no_logs"],
      message: "the scenario has logs",
      fix: "Take out `no_logs`, or `logs`.",
    });
  if (noLogs === true && "to" in scenario && to === undefined)
    found.push({
      kind: "missing-key",
      path: ["to"],
      message: "missing: without logs the end of the clock is not known",
      fix: "Write to: 1h.",
    });
  if (expect?.length === 0)
    found.push({
      kind: "empty",
      path: ["expect"],
      message: "the scenario expects nothing, so it could never fail",
      fix: "Write what an alarm must do: expect: [{ alarm: NAME, fires: true }].",
    });
  return found;
}
