import type { Path } from "../../base";
import { AgentError, type AgentFault } from "../agent-error";
import { logFaults } from "./check-logs";
import { metricFaults } from "./check-metrics";
import type { CloudwatchAgentSettings } from "./settings";

/**
 * The configuration of a CloudWatch agent, as JSON. The same settings give the same text.
 *
 * @throws {AgentError} for settings that the agent or CloudWatch refuses, and for what the agent would leave out without a word
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */
export function cloudwatchAgentConfiguration(settings: CloudwatchAgentSettings): string {
  const faults = faultsOf(settings);
  if (faults.length > 0) throw new AgentError(faults);
  return `${JSON.stringify(settings, undefined, 2)}\n`;
}

function faultsOf(settings: CloudwatchAgentSettings): AgentFault[] {
  const { logs, metrics, traces } = settings;
  if (logs === undefined && metrics === undefined && traces === undefined)
    return [{ path: [], message: "nothing is collected", fix: "Give it logs, metrics or traces." }];
  return [
    ...(logs === undefined ? [] : logFaults(logs)),
    ...(metrics === undefined ? [] : metricFaults(metrics)),
    ...(traces === undefined || Object.keys(traces.traces_collected).length > 0
      ? []
      : [{ path: ["traces", "traces_collected"], message: "nothing is collected", fix: "Name xray or otlp." }]),
    ...intervalFaults(settings),
  ];
}

const longest = 172_800;

/** Intervals are whole seconds, wherever they are; dimensions have names of their own. The settings are a few levels deep. */
function intervalFaults(settings: CloudwatchAgentSettings): AgentFault[] {
  const open: { readonly value: unknown; readonly path: Path }[] = [{ value: settings, path: [] }];
  const faults: AgentFault[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, value } = next;
    const key = path.at(-1);
    if (typeof key === "string" && key.endsWith("_interval")) {
      const least = key === "metrics_aggregation_interval" ? 0 : 1;
      if (!Number.isInteger(value) || Number(value) < least || Number(value) > longest)
        faults.push({ path, message: `it is ${String(value)}`, fix: `Write whole seconds, ${least} to ${longest}.` });
    } else if (Array.isArray(value)) {
      value.forEach((each: unknown, index) => open.push({ value: each, path: [...path, index] }));
    } else if (typeof value === "object" && value !== null) {
      for (const [name, each] of Object.entries(value) as [string, unknown][])
        if (name !== "append_dimensions") open.push({ value: each, path: [...path, name] });
    }
  }
  return faults;
}
