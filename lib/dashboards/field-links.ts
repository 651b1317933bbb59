import type { EnvironmentPlan } from "../config";
import { exploreLink } from "../queries";
import type { Link } from "./board";
import { boardUid } from "./ids";
import { plugins, sourceLabels, sourcesOf } from "./sources";

/** Fields whose value is that of everything that belongs together, by what that is. */
const ofWhat: ReadonlyMap<string, string> = new Map([
  ["trace_id", "trace"],
  ["request_id", "request"],
  ["correlation_id", "action"],
]);

/** How Grafana writes the value that a link stands at. */
const value = "${__value.raw}";

/** Where the value of a field leads: to the lines that have it, on the board of logs, and a trace to its spans in Tempo and X-Ray. */
export function fieldLinks(field: string, plan: EnvironmentPlan): readonly Link[] {
  const what = ofWhat.get(field);
  if (what === undefined) return [];
  const logs = boardUid(plan.project, plan.environment, "logs");
  return [
    ...(what === "trace" ? spansLinks(plan) : []),
    { title: `Lines of this ${what}`, url: `/d/${logs}?var-search=${value}&\${__url_time_range}` },
  ];
}

/** X-Ray's plugin takes identifiers in OpenTelemetry's form since 2.14. */
function spansLinks(plan: EnvironmentPlan): readonly Link[] {
  const sources = sourcesOf(plan);
  return (["tempo", "xray"] as const).flatMap((key) => {
    const source = sources.get(key);
    return source === undefined
      ? []
      : [{ title: `Spans of this trace in ${sourceLabels[key]}`, url: spansUrl(source.uid, plugins[key]) }];
  });
}

function spansUrl(datasource: string, type: string): string {
  const placeholder = "traceid";
  const link = exploreLink({ dialect: "traceql", text: placeholder }, { url: "", datasource, type }, { seconds: 3600 });
  return link.replace(`%22${placeholder}%22`, `%22${value}%22`);
}
