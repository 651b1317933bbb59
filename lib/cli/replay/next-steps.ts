import { counted } from "../../base";
import type { ReplayResult } from "../../replay";
import type { NextStep } from "../../replay/report";
import type { Arguments, Io } from "../command";
import { calledAs } from "../project";
import { commandAgain } from "../shell";
import type { MissingMetrics } from "./metrics-query";
import { replayOptions } from "./options";
import type { ReplaySettings } from "./settings";

/** What to do after a replay, as commands that can be copied. Nothing that the call did already is offered. */
export function nextSteps(result: ReplayResult, queries: MissingMetrics, settings: ReplaySettings, io: Io): NextStep[] {
  const { call, html, metrics, metricsQuery } = settings;
  const again = (what: string, changed: Arguments["values"]): NextStep[] => {
    const values = { ...call.values, brief: undefined, ...changed };
    const command = commandAgain(`${calledAs(io)} replay`, { ...call, values }, replayOptions);
    return command === undefined ? [] : [{ what, command }];
  };
  const lacking = result.alarms.filter(({ whyNot }) => whyNot?.kind === "metrics-not-published").length;
  const isEmpty = result.alarms.every(({ evaluated }) => !evaluated) && result.findings.length === 0;
  return [
    ...(lacking > 0 && metricsQuery === undefined
      ? again(
          `Write the query for the metrics that ${counted(lacking, "alarm")} ${lacking === 1 ? "lacks" : "lack"}:`,
          {
            "metrics-query": "query.json",
          },
        )
      : []),
    ...queries.steps,
    ...(queries.answers.length > 0
      ? again("Replay with them:", {
          "metrics-query": undefined,
          metrics: [...metrics, ...queries.answers],
          // The datapoints begin before the first evaluation, which must not begin with them.
          from: settings.call.values.from ?? new Date(result.from).toISOString(),
          to: settings.call.values.to ?? new Date(result.to).toISOString(),
        })
      : []),
    ...(html === undefined && !isEmpty ? again("See all of it, with charts:", { html: "report.html" }) : []),
  ];
}
