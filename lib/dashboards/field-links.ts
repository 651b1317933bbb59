import type { EnvironmentPlan } from "../config";
import { exploreLink } from "../queries";
import type { Link } from "./board";
import { boardUid } from "./ids";
import { sourcesOf } from "./sources";

/** Fields whose value is that of everything that belongs together, by what that is. */
const ofWhat: ReadonlyMap<string, string> = new Map([
  ["trace_id", "trace"],
  ["request_id", "request"],
  ["correlation_id", "action"],
]);

/** How Grafana writes the value that a link stands at. */
const value = "${__value.raw}";

/** Where the value of a field leads: to the lines that have it, on the board of logs, and a trace to its spans in Tempo. */
export function fieldLinks(field: string, plan: EnvironmentPlan): readonly Link[] {
  const what = ofWhat.get(field);
  if (what === undefined) return [];
  const logs = boardUid(plan.project, plan.environment, "logs");
  const tempo = sourcesOf(plan).get("tempo");
  return [
    ...(tempo === undefined || what !== "trace" ? [] : [{ title: "Spans of this trace", url: spansUrl(tempo.uid) }]),
    { title: `Lines of this ${what}`, url: `/d/${logs}?var-search=${value}&\${__url_time_range}` },
  ];
}

function spansUrl(datasource: string): string {
  const placeholder = "traceid";
  const link = exploreLink(
    { dialect: "traceql", text: placeholder },
    { url: "", datasource, type: "tempo" },
    { seconds: 3600 },
  );
  return link.replace(`%22${placeholder}%22`, `%22${value}%22`);
}
