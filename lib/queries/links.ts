import { cloudWatchConsole } from "../aws";
import type { Ask } from "./ask";
import type { PrintedQuery } from "./printed";

/** What a link opens: the last seconds, or a time. */
export type LinkRange = { readonly seconds: number } | { readonly from: string; readonly to: string };

/**
 * The query in the console of CloudWatch Logs Insights.
 *
 * The console reads the query from the address: as its own notation of objects, in which other characters than letters, digits, `-`, `_`
 * and `.` are `*` and their code.
 */
export function logsInsightsLink({ logGroups = [], text }: PrintedQuery, region: string, range: LinkRange): string {
  const time =
    "seconds" in range
      ? `end~0~start~-${String(range.seconds)}~timeType~'RELATIVE~unit~'seconds`
      : `end~'${jsurl(range.to)}~start~'${jsurl(range.from)}~timeType~'ABSOLUTE~tz~'UTC`;
  const groups = logGroups.map((group) => `~'${jsurl(group)}`).join("");
  const detail = `~(${time}~editorString~'${jsurl(text)}~source~(${groups}))`;
  return `${cloudWatchConsole(region)}#logsV2:logs-insights$3FqueryDetail$3D${detail}`;
}

/** A trace in the console of X-Ray; undefined for what is not one trace, or has no id of W3C. */
export function traceLink(ask: Ask, region: string): string | undefined {
  const id = ask.kind === "spans" ? (ask.traceId ?? "") : "";
  const [, seconds, rest] = /^([0-9a-f]{8})([0-9a-f]{24})$/i.exec(id) ?? [];
  return seconds === undefined || rest === undefined
    ? undefined
    : `${cloudWatchConsole(region)}#xray:traces/1-${seconds}-${rest}`;
}

/** The query in Grafana's Explore. */
export function exploreLink(
  query: PrintedQuery,
  grafana: { readonly url: string; readonly datasource: string; readonly type: string },
  range: LinkRange,
): string {
  const { datasource, type, url } = grafana;
  const panes = {
    sightline: {
      datasource,
      queries: [
        {
          refId: "A",
          datasource: { type, uid: datasource },
          ...askedBy(type, query),
          ...(query.instant === true ? { instant: true, range: false } : {}),
        },
      ],
      range:
        "seconds" in range ? { from: `now-${String(range.seconds)}s`, to: "now" } : { from: range.from, to: range.to },
    },
  };
  return `${url}/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`;
}

/** How a data source takes a text; X-Ray takes the identifier of a trace. */
function askedBy(type: string, { dialect, text }: PrintedQuery): object {
  if (type === xray) return { query: text, queryType: "getTrace", region: "default" };
  return dialect === "traceql" ? { query: text, queryType: "traceql" } : { expr: text };
}

const xray = "grafana-x-ray-datasource";

function jsurl(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9_.-]/g, (char) => {
    if (char === "$") return "!";
    const code = char.charCodeAt(0).toString(16);
    return code.length > 2 ? `**${code.padStart(4, "0")}` : `*${code.padStart(2, "0")}`;
  });
}
