import { excerpt, own } from "../../base";
import { family } from "./family";

const settings = "https://grafana.com/docs/grafana/latest/visualizations/dashboards/use-dashboards/";
const seconds: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  Q: 7_776_000,
  y: 31_536_000,
};

/** The seconds of `5m`, `1h30m`; undefined if it is no duration. */
export function secondsIn(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwMy])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) return undefined;
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (own(seconds, unit) ?? 0), 0);
}

/**
 * How long before now a time of Grafana may be, in seconds: of `now-6h`, `now/d`, `now-1d/d+8h`; undefined if it is not by now. The
 * start of a range is rounded down, its end up.
 */
export function lookBack(text: string | undefined, end: "from" | "to" = "from"): number | undefined {
  if (text === undefined || !/^now(?:[-+]\d*(?:ms|[smhdwMQy])|\/(?:[smhdwM]|f?[Qy]))*$/.test(text)) return undefined;
  let back = 0;
  for (const [, sign, count, unit = "", whole] of text.matchAll(/([-+])(\d*)([a-zA-Z]+)|\/f?([a-zA-Z])/g)) {
    if (whole !== undefined) back += end === "from" ? (own(seconds, whole) ?? 0) : 0;
    else back += (sign === "-" ? 1 : -1) * (count === "" ? 1 : Number(count)) * (own(seconds, unit) ?? 0);
  }
  return back;
}

const MONTH = 31 * 86_400;

/** Time range and refresh. */
export const time = family(
  {
    "time-range": {
      severity: "warning",
      what: "The time range of a dashboard can be read, and begins before it ends.",
      why: "Grafana falls back to another range, or shows no data.",
      fix: "Write a range such as now-6h to now.",
      source: settings,
    },
    "time-range-fixed": {
      severity: "info",
      what: "A dashboard opens with a range that ends now.",
      why: "With fixed times it shows the same days for ever, and no data when these have been deleted.",
      fix: "Write a range such as now-6h to now.",
      source: settings,
    },
    "time-range-long": {
      severity: "info",
      what: "A dashboard opens with a range of at most a month.",
      why: "All of it is queried each time somebody opens the dashboard.",
      fix: "Open with a shorter range; whoever looks can choose a longer one.",
      source: settings,
    },
    "refresh-fast": {
      severity: "warning",
      what: "A dashboard refreshes every five seconds at most; one that asks CloudWatch, every minute at most.",
      why: "Grafana refuses faster refreshes unless it is set up for them. CloudWatch has new datapoints each minute, and bills each metric that is asked for.",
      fix: "Refresh less often.",
      source: settings,
    },
  },
  ({ asked, dashboard }, report) => {
    const { at, refresh, schema } = dashboard;
    const { from, to } = dashboard.time;
    const rangeAt = [...at, schema === "v1" ? "time" : "timeSettings"];
    if (from !== undefined && to !== undefined) {
      const [start, end] = [instantOf(from, "from"), instantOf(to, "to")];
      if (start === undefined || end === undefined)
        report("time-range", rangeAt, { message: `The range from ${excerpt(from)} to ${excerpt(to)} cannot be read` });
      else if (start.isFixed || end.isFixed)
        report("time-range-fixed", rangeAt, { message: `The range is from ${excerpt(from)} to ${excerpt(to)}` });
      else if (start.at >= end.at)
        report("time-range", rangeAt, { message: `The range begins at ${excerpt(from)} and ends at ${excerpt(to)}` });
      else if (end.at - start.at > MONTH)
        report("time-range-long", rangeAt, { message: `The range begins at ${excerpt(from)}` });
    }
    if (refresh === undefined || refresh === "") return;
    const every = secondsIn(refresh);
    const asksCloudWatch = asked.some(
      ({ query }) => query.language.startsWith("cloudwatch") || query.language.startsWith("logs-insights"),
    );
    if (every !== undefined && every < (asksCloudWatch ? 60 : 5))
      report("refresh-fast", [...at, ...(schema === "v1" ? ["refresh"] : ["timeSettings", "autoRefresh"])], {
        message: `It refreshes every ${refresh}${asksCloudWatch ? ", and asks CloudWatch" : ""}`,
        ...(every >= 5 && { severity: "info" as const }),
      });
  },
);

function instantOf(text: string, end: "from" | "to"): { readonly at: number; readonly isFixed: boolean } | undefined {
  const back = lookBack(text, end);
  if (back !== undefined) return { at: -back, isFixed: false };
  // Variables, and times in milliseconds.
  if (/^\d{10,14}$/.test(text)) return { at: Number(text), isFixed: true };
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : { at: parsed, isFixed: true };
}
